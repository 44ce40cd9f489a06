package fr.sesame.account;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A security measure laid over the timeline: it survives every synchronisation and every date, and lifting it gives back
 * what the dates give on that day (domain.md).
 *
 * @param kind technical or administrative (SUPANN's two locks)
 * @param since its first instant
 * @param until the first instant at which it no longer holds, or null if only a human lifts it
 * @param by who decided it
 * @param reason why
 */
public record Lock(Kind kind, Instant since, @Nullable Instant until, String by, String reason) {

    /** The longest name or reason. */
    public static final int LONGEST = 300;

    /** SUPANN's {@code SupannVerrouTechnique} and {@code SupannVerrouAdministratif}. */
    public enum Kind {
        TECHNICAL,
        ADMINISTRATIVE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws InvalidValueException if no kind has that word */
        public static Kind ofWord(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new InvalidValueException(
                    "'" + word + "' is not a kind of lock; expected technical or administrative");
        }
    }

    /** Whether it holds then or later. */
    public boolean hasNotEndedAt(Instant instant) {
        return until == null || instant.isBefore(until);
    }

    /**
     * That it can be laid: a stored one that was never checked is still a lock.
     *
     * @throws InvalidValueException if it does not say who and why, or ends before it begins
     */
    public void check() {
        said("by", by);
        said("reason", reason);
        if (until != null && !since.isBefore(until)) {
            throw new InvalidValueException("a lock ends after it begins, found since " + since + " until " + until);
        }
    }

    /** That somebody says who they are, or why they do something. */
    static void said(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "'" + what + "' of a lock has 1 to " + LONGEST + " characters on one line, found '" + text + "'");
        }
    }

    /** Whether it holds at that instant: from {@code since} inclusive to {@code until} exclusive. */
    public boolean holdsAt(Instant instant) {
        return !instant.isBefore(since) && (until == null || instant.isBefore(until));
    }
}
