package fr.sesame.account;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A number that several sources share for one person, and by which their records are recognised as one person's: the
 * human resources number ({@code hr}), the national student number ({@code ine}). sources.md, "One person, several
 * records". It can change in a person's life; it is never a key.
 *
 * @param kind which number: {@code hr}, {@code ine} or one of the institution's own
 * @param value the number as all sources can write it
 */
public record PersonNumber(String kind, String value) implements Comparable<PersonNumber> {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Comparator<PersonNumber> ORDER =
            Comparator.comparing(PersonNumber::kind).thenComparing(PersonNumber::value);

    /** @throws InvalidValueException if kind or value have another form */
    public PersonNumber {
        if (!KIND.matcher(kind).matches() || !VALUE.matcher(value).matches()) {
            throw new InvalidValueException(
                    "'" + kind + ":" + value + "' is not a person's number; expected kind:number, such as hr:110089");
        }
    }

    /** Reads {@code kind:value}, the form of {@link #toString()}. */
    public static PersonNumber parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new PersonNumber("", text)
                : new PersonNumber(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(PersonNumber other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
