package fr.sesame.history;

import fr.sesame.account.Lock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The locks of one account over time, from the audit trail and the entry.
 *
 * @param since the instant since which the trail is kept; null if there is none
 * @param events in order
 * @param now the lock that the entry has
 */
public record LockEvents(
        @Nullable Instant since,
        List<LockEvent> events,
        @Nullable Lock now) {

    public LockEvents {
        events = events.stream()
                .sorted(Comparator.comparing(LockEvent::at))
                .map(event -> event.lock() != null && isSame(event.lock(), now) ? withLock(event, now) : event)
                .toList();
    }

    /** The trail does not say since when a lock holds, if that is another instant than that of the act; the entry does. */
    private static boolean isSame(Lock told, @Nullable Lock stored) {
        return stored != null
                && told.kind() == stored.kind()
                && told.by().equals(stored.by())
                && told.reason().equals(stored.reason())
                && Objects.equals(told.until(), stored.until());
    }

    private static LockEvent withLock(LockEvent event, @Nullable Lock lock) {
        return new LockEvent(event.at(), lock, event.by(), event.reason());
    }

    /** The lock that the account had at that instant, whether it held then or not. */
    public @Nullable Lock at(Instant instant) {
        Optional<LockEvent> last =
                events.stream().filter(event -> !event.at().isAfter(instant)).reduce((earlier, later) -> later);
        if (last.isPresent()) {
            return last.get().lock();
        }
        return events.isEmpty() ? now : null;
    }

    /** Whether that is known: not before the trail begins, and not if the first thing that it knows is that a lock was lifted. */
    public boolean isKnownAt(Instant instant) {
        boolean before = events.stream().noneMatch(event -> !event.at().isAfter(instant));
        boolean liftsUnknown = !events.isEmpty() && events.get(0).lock() == null;
        return since != null && !instant.isBefore(since) && !(before && liftsUnknown);
    }

    /** The instants at which the state may change because of a lock. */
    Stream<Instant> changes() {
        Stream<Instant> acts = events.stream().map(LockEvent::at);
        Stream<Lock> locks = Stream.concat(events.stream().map(LockEvent::lock), Stream.ofNullable(now))
                .filter(Objects::nonNull);
        return Stream.concat(
                acts, locks.flatMap(lock -> Stream.concat(Stream.of(lock.since()), Stream.ofNullable(lock.until()))));
    }

    /** The act at that instant. */
    Optional<LockEvent> actAt(Instant instant) {
        return events.stream().filter(event -> event.at().equals(instant)).findFirst();
    }
}
