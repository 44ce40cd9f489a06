package fr.sesame.account;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account may bind at an instant. The one function that decides it, everywhere; {@link Suspensions#at} adds what is laid
 * over everybody.
 */
public sealed interface Decision {

    /** The visible state, whatever was decided. */
    AccountState state();

    /** It may: it is active, or pending in a population that lets whoever is pending still bind. */
    record Allowed(AccountState state) implements Decision {}

    /** It may not: prepared, locked, pending or inactive. */
    record Refused(AccountState state) implements Decision {}

    /**
     * It might, but access is suspended: its dates and lock are as they were, and so is its state.
     *
     * @param by of those that stop it, the one that ends last
     */
    record Suspended(AccountState state, Suspension by) implements Decision {}

    /** Decides by the account's own dates and lock. What is laid over everybody is {@link Suspensions}' to add. */
    static Decision at(Timeline timeline, @Nullable Lock lock, Instant instant) {
        if (lock != null && lock.holdsAt(instant)) {
            return new Refused(AccountState.LOCKED);
        }
        Phase phase = timeline.phaseAt(instant);
        return phase.mayBind() ? new Allowed(phase.state()) : new Refused(phase.state());
    }

    /** The state with the lock laid over the timeline. */
    static AccountState stateAt(Timeline timeline, @Nullable Lock lock, Instant instant) {
        return at(timeline, lock, instant).state();
    }

    /** Every instant at which the decision or the state may change: the timeline's steps, a lock's begin and end. */
    static Stream<Instant> changes(Timeline timeline, @Nullable Lock lock) {
        Stream<Instant> steps = timeline.steps().stream().map(Timeline.Step::at);
        Stream<Instant> ofLock = lock == null
                ? Stream.empty()
                : Stream.concat(Stream.of(lock.since()), Optional.ofNullable(lock.until()).stream());
        return Stream.concat(steps, ofLock);
    }

    /** The first instant after that one at which the decision or the state may change. */
    static Optional<Instant> nextChangeAfter(Timeline timeline, @Nullable Lock lock, Instant instant) {
        return changes(timeline, lock).filter(at -> at.isAfter(instant)).min(Instant::compareTo);
    }
}
