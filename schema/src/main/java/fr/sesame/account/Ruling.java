package fr.sesame.account;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What somebody has decided of two: that they are one person, or that they are not. It counts for ever, or until a later one of the
 * same two.
 *
 * @param one a login, or the source key of a record, {@code apogee:20100000}; the smaller of the two
 * @param other the other
 * @param verdict what was decided
 * @param act by whom, when and why
 */
public record Ruling(String one, String other, Verdict verdict, Act act) implements Comparable<Ruling> {
    private static final Comparator<Ruling> ORDER = Comparator.comparing(Ruling::act)
            .thenComparing(Ruling::one)
            .thenComparing(Ruling::other)
            .thenComparing(Ruling::verdict);

    /** Of what a ruling is. */
    public enum Verdict {
        SAME,
        DIFFERENT;

        /** {@code same}, {@code different}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws InvalidValueException if it is none of them */
        public static Verdict ofWord(String word) {
            return Stream.of(values())
                    .filter(verdict -> verdict.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException(
                            "'" + word + "' is not a verdict; expected one of same, different"));
        }
    }

    /** @throws InvalidValueException if one of them is neither a login nor a source key, or both are one */
    public Ruling {
        String first = party(one);
        String second = party(other);
        if (first.equals(second)) {
            throw new InvalidValueException("'" + first + "' is one alone; expected two");
        }
        one = first.compareTo(second) < 0 ? first : second;
        other = first.compareTo(second) < 0 ? second : first;
    }

    /** A login or a source key, as it is compared. */
    public static String party(String text) {
        return isKey(text) ? SourceKey.parse(text).toString() : new Login(text).toString();
    }

    /** Whether it is a source key: a login has no colon. */
    public static boolean isKey(String text) {
        return text.indexOf(':') >= 0;
    }

    /** The two of them. */
    public List<String> parties() {
        return List.of(one, other);
    }

    /** The earlier first. */
    @Override
    public int compareTo(Ruling another) {
        return ORDER.compare(this, another);
    }
}
