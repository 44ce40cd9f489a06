package fr.sesame.account;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * When an account was erased, by whom, and why.
 *
 * @param at the instant, UTC
 * @param by who decided it
 * @param reason one word, such as {@code request} or {@code retention-over}: a sentence would carry the name that is to be forgotten
 */
public record Erasure(Instant at, String by, String reason) {
    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int LONGEST_NAME = 64;

    /** @throws InvalidValueException if the reason is not lower-case words joined by hyphens, or nobody decided */
    public Erasure {
        if (!REASON.matcher(reason).matches()) {
            throw new InvalidValueException("'" + reason + "' is not a reason for an erasure; expected at most 32"
                    + " lower-case letters, digits and hyphens, such as request or retention-over");
        }
        if (by.isBlank() || by.length() > LONGEST_NAME) {
            throw new InvalidValueException("'" + by + "' is nobody; expected 1 to " + LONGEST_NAME + " characters");
        }
    }
}
