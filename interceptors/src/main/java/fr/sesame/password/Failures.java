package fr.sesame.password;

import java.time.Duration;
import java.time.Instant;

/**
 * The failures of one account or address. Time wears them off one by one: what is kept is when none will be left.
 *
 * @param clean when none is left, without another
 * @param last the latest failure
 */
record Failures(Instant clean, Instant last) {
    /** Failures beyond the first that delays; with more the delay has long been the longest. */
    private static final int MAX_DOUBLINGS = 20;

    static final Failures NONE = new Failures(Instant.EPOCH, Instant.EPOCH);

    /**
     * What counts as too many, and what follows.
     *
     * @param threshold the failure that brings the first delay; 0: none ever does
     */
    record Limit(int threshold, Duration first, Duration longest, Duration forget) {}

    Failures another(Instant now, Limit limit) {
        Instant later = (clean.isAfter(now) ? clean : now).plus(limit.forget());
        Instant latest = now.plus(limit.forget().multipliedBy(limit.threshold() + (long) MAX_DOUBLINGS));
        return new Failures(later.isAfter(latest) ? latest : later, now);
    }

    /** How many there were after the last one. */
    long count(Limit limit) {
        long millis = Duration.between(last, clean).toMillis();
        long each = limit.forget().toMillis();
        return (millis + each - 1) / each;
    }

    /** From when on one may try again; a time that is over if there is no delay. */
    Instant until(Limit limit) {
        long doublings = count(limit) - limit.threshold();
        if (limit.threshold() == 0 || doublings < 0) {
            return Instant.EPOCH;
        }
        Duration delay = limit.first().multipliedBy(1L << Math.min(doublings, MAX_DOUBLINGS));
        return last.plus(delay.compareTo(limit.longest()) > 0 ? limit.longest() : delay);
    }

    /** The same, moved back as a whole if the last one lies after that instant. */
    Failures notAfter(Instant now) {
        return last.isAfter(now) ? new Failures(now.plus(Duration.between(last, clean)), now) : this;
    }

    /** Whether they say nothing any more. */
    boolean over(Instant now, Limit limit) {
        return !clean.isAfter(now) && !until(limit).isAfter(now);
    }
}
