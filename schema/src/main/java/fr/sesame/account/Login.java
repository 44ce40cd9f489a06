package fr.sesame.account;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name a person logs in with: the {@code uid} and RDN of the entry (SUPANN: one value, never reassigned). Lower-case
 * ASCII, begins with a letter, at most 64 characters.
 */
public record Login(String value) implements Comparable<Login> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

    /** @throws InvalidValueException if the value is not a login */
    public Login {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("'" + value
                    + "' is not a login; expected a letter, then at most 63 of a-z, 0-9, dot, hyphen and underscore");
        }
    }

    @Override
    public int compareTo(Login other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
