package fr.sesame.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A lock that holds no more, and how it ended: was lifted, or gave way to another.
 *
 * @param lock as it was
 * @param at when it was lifted
 * @param by who lifted it
 * @param reason why
 */
public record LiftedLock(Lock lock, Instant at, String by, String reason) {
    /** So many are kept of an account; the audit trail has them all. */
    public static final int KEPT = 10;

    /** @throws InvalidValueException if it does not say who and why */
    public LiftedLock {
        Lock.said("by", by);
        Lock.said("reason", reason);
    }

    /** The last that are to be kept, with another one; the earliest first. */
    public static List<LiftedLock> with(List<LiftedLock> before, LiftedLock another) {
        List<LiftedLock> all = new ArrayList<>(before);
        all.add(another);
        all.sort(Comparator.comparing(LiftedLock::at));
        return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }
}
