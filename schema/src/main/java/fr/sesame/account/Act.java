package fr.sesame.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * Something that somebody decided.
 *
 * @param by who, as they are called: a login, or a name of the system
 * @param at when, to the second
 * @param reason why, in their words
 */
public record Act(String by, Instant at, String reason) implements Comparable<Act> {
    /** So that an entry stays readable, and an LDAP value small. */
    private static final int MAX_LENGTH = 500;

    private static final Comparator<Act> ORDER =
            Comparator.comparing(Act::at).thenComparing(Act::by).thenComparing(Act::reason);

    /** @throws InvalidValueException if who or why is blank, too long, or has control characters */
    public Act {
        by = text("who decided it", by);
        reason = text("the reason", reason);
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String text(String what, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()
                || stripped.length() > MAX_LENGTH
                || stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(what + " is '" + value + "'; expected 1 to " + MAX_LENGTH
                    + " characters, none of them a control character");
        }
        return stripped;
    }

    /** The earlier first. */
    @Override
    public int compareTo(Act other) {
        return ORDER.compare(this, other);
    }
}
