package fr.sesame.account;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What a source calls one person: the source's name and its own key, {@code apogee} and {@code 20100000}. Keys are
 * compared as they are, case and leading zeros included (SUPANN: supannEmpId keeps them).
 *
 * @param source the source's name in the configuration
 * @param value the key, without spaces around it
 */
public record SourceKey(String source, String value) implements Comparable<SourceKey> {
    /** The source of records that people make by hand: no extract has them, and no absence ends them. */
    public static final String LOCAL = "local";

    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int MAX_LENGTH = 100;
    private static final Comparator<SourceKey> ORDER =
            Comparator.comparing(SourceKey::source).thenComparing(SourceKey::value);

    /** @throws InvalidValueException if the name or the key is empty, too long or has control characters */
    public SourceKey {
        if (!SOURCE.matcher(source).matches()) {
            throw new InvalidValueException(
                    "'" + source + "' is not the name of a source; expected lower-case words joined by hyphens");
        }
        value = value.strip();
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("'" + value + "' is not a key of " + source + "; expected 1 to "
                    + MAX_LENGTH + " characters, none of them a control character");
        }
    }

    /** Reads {@code source:value}, the form of {@link #toString()}. */
    public static SourceKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidValueException("'" + text + "' is not a source key; expected source:key");
        }
        return new SourceKey(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether the record was made by hand. */
    public boolean isLocal() {
        return source.equals(LOCAL);
    }

    @Override
    public int compareTo(SourceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ":" + value;
    }
}
