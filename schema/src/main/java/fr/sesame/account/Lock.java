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

    /** Whether it holds at that instant: from {@code since} inclusive to {@code until} exclusive. */
    public boolean holdsAt(Instant instant) {
        return !instant.isBefore(since) && (until == null || instant.isBefore(until));
    }
}
