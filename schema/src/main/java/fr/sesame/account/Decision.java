package fr.sesame.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an account may bind at an instant. The one function that decides it, everywhere. */
public sealed interface Decision {

    /** It is active. */
    record Allowed() implements Decision {}

    /** It is not: prepared, locked, pending or inactive. */
    record Refused(AccountState state) implements Decision {}

    /** Decides by the account's own dates and lock. */
    static Decision at(Timeline timeline, @Nullable Lock lock, Instant instant) {
        AccountState state = stateAt(timeline, lock, instant);
        return state == AccountState.ACTIVE ? new Allowed() : new Refused(state);
    }

    /** The state with the lock laid over the timeline. */
    static AccountState stateAt(Timeline timeline, @Nullable Lock lock, Instant instant) {
        return lock != null && lock.holdsAt(instant) ? AccountState.LOCKED : timeline.stateAt(instant);
    }
}
