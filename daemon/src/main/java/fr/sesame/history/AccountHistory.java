package fr.sesame.history;

import fr.sesame.account.Account;
import fr.sesame.account.Decision;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account over time: versions of its records, and the locks laid over them. Pure.
 *
 * <p>It is worked out backwards from the entry, which is true. A recorded change whose result is what came after it was written; one
 * whose beginning is what came after it was refused, or a kill has prevented it; if it is neither, something changed the entry that
 * the history does not know (an import, another program), and what follows the change until the next version is not sure.
 */
public final class AccountHistory {
    private final Account now;
    private final @Nullable Instant since;
    private final List<Version> versions;
    private final LockEvents locks;

    /**
     * @param now the account as the directory has it
     * @param found what is recorded of it
     * @param locks from the audit trail
     */
    public AccountHistory(Account now, HistoryFolder.Found found, LockEvents locks) {
        this.now = now;
        this.since = found.since().orElse(null);
        this.locks = locks;
        this.versions = versions(Content.of(now), found.recorded());
    }

    private static List<Version> versions(Content now, List<Recorded> recorded) {
        List<Version> backwards = new ArrayList<>();
        Content current = now;
        for (int i = recorded.size() - 1; i >= 0 && current != null; i--) {
            Recorded change = recorded.get(i);
            if (change.after().equals(current)) {
                backwards.add(new Version(change.at(), current, Optional.of(change), true));
                current = change.before();
            } else if (!current.equals(change.before())) {
                backwards.add(new Version(change.at(), current, Optional.empty(), false));
                current = change.before();
            }
        }
        backwards.add(new Version(Instant.MIN, current, Optional.empty(), true));
        List<Version> versions = new ArrayList<>();
        for (int i = backwards.size() - 1; i >= 0; i--) {
            versions.add(backwards.get(i));
        }
        return List.copyOf(versions);
    }

    /** The instant since which no change of records is missing; empty if none was ever recorded. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /** Every version, the earliest first. */
    public List<Version> versions() {
        return versions;
    }

    /** The locks over time. */
    public LockEvents locks() {
        return locks;
    }

    /** The version at that instant. */
    public Version versionAt(Instant instant) {
        Version at = versions.get(0);
        for (Version version : versions) {
            if (!version.from().isAfter(instant)) {
                at = version;
            }
        }
        return at;
    }

    /**
     * The account as it was at that instant, with the names that it has now; empty if there was none yet. Before {@link #since} it is
     * the earliest that is known.
     */
    public Optional<Account> at(Instant instant) {
        Content content = versionAt(instant).content();
        if (content == null) {
            return Optional.empty();
        }
        return Optional.of(
                now.withRecords(content.affiliations(), content.timeline()).with(locks.at(instant)));
    }

    /** Whether the records of that instant are known. */
    public boolean isSureAt(Instant instant) {
        return since != null && !instant.isBefore(since) && versionAt(instant).sure();
    }

    /** Why a state changed. */
    public enum Cause {
        /** The account was made. */
        CREATED,
        /** A record came, changed or went. */
        RECORD,
        /** The dates. */
        CALENDAR,
        /** A lock was laid, or its time came. */
        LOCKED,
        /** A lock was lifted. */
        UNLOCKED,
        /** A lock was only for so long. */
        LOCK_ENDED
    }

    /**
     * That the state became another one.
     *
     * @param at its first instant
     * @param before what it was; null if there was no account
     * @param after what it is from then on
     * @param cause why
     */
    public record StateChange(Instant at, @Nullable Decision before, Decision after, Cause cause) {}

    /** Every change of the state from the instant since which it is known to that one, both inclusive, in order. */
    public List<StateChange> statesUntil(Instant end) {
        TreeSet<Instant> instants = new TreeSet<>();
        versions.stream().map(Version::from).forEach(instants::add);
        versions.stream()
                .map(Version::content)
                .filter(Objects::nonNull)
                .flatMap(content -> content.timeline().steps().stream())
                .map(Timeline.Step::at)
                .forEach(instants::add);
        locks.changes().forEach(instants::add);
        List<StateChange> changes = new ArrayList<>();
        Decision before = since == null ? null : decisionBefore(since);
        for (Instant at : instants) {
            if (since == null || at.isBefore(since) || at.isAfter(end)) {
                continue;
            }
            Decision after = decisionAt(at);
            if (after != null && !after.equals(before)) {
                changes.add(new StateChange(at, before, after, cause(at, before, after)));
            }
            before = after;
        }
        return changes;
    }

    private @Nullable Decision decisionBefore(Instant instant) {
        return decisionAt(instant.minusNanos(1));
    }

    private @Nullable Decision decisionAt(Instant instant) {
        return at(instant).map(account -> account.decisionAt(instant)).orElse(null);
    }

    private Cause cause(Instant at, @Nullable Decision before, Decision after) {
        if (before == null) {
            return Cause.CREATED;
        }
        Optional<LockEvent> act = locks.actAt(at);
        if (act.isPresent()) {
            return act.get().lock() == null ? Cause.UNLOCKED : Cause.LOCKED;
        }
        if (versions.stream().anyMatch(version -> version.from().equals(at))) {
            return Cause.RECORD;
        }
        Lock lock = locks.at(at);
        if (lock != null && at.equals(lock.since())) {
            return Cause.LOCKED;
        }
        return lock != null && at.equals(lock.until()) ? Cause.LOCK_ENDED : Cause.CALENDAR;
    }

    /** The recorded changes that came true, in order. */
    public Stream<Recorded> written() {
        return versions.stream().flatMap(version -> version.recorded().stream());
    }
}
