package fr.sesame.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The {@link Decision} on an account as a function of time: one since ever, then turns, each of which holds from its instant on
 * (inclusive) until the next. Made by asking the decision itself, so that forecast and explanation cannot say anything else.
 *
 * @param first what holds before the first turn
 * @param turns ascending, each unlike the one before
 */
public record Course(Decision first, List<Turn> turns) {

    /**
     * A change of the decision.
     *
     * @param at its first instant
     * @param before what held until then
     * @param decision what holds from then on
     */
    public record Turn(Instant at, Decision before, Decision decision) {}

    public Course {
        turns = List.copyOf(turns);
    }

    /** The course of that account by its dates and its lock. */
    public static Course of(Account account) {
        return of(Decision.changes(account.timeline(), account.lock()).toList(), account::decisionAt);
    }

    /** The same with what is laid over everybody. */
    public static Course of(Account account, Suspensions suspensions) {
        Set<Instant> changes = new TreeSet<>();
        Decision.changes(account.timeline(), account.lock()).forEach(changes::add);
        suspensions.changes(account).forEach(changes::add);
        return of(changes, instant -> suspensions.at(account, instant));
    }

    /**
     * The course of a decision.
     *
     * @param changes every instant at which it may change; others do no harm
     * @param decision what is decided at an instant
     */
    public static Course of(Collection<Instant> changes, Function<Instant, Decision> decision) {
        Decision first = decision.apply(Instant.MIN);
        Decision before = first;
        List<Turn> turns = new ArrayList<>();
        for (Instant at : new TreeSet<>(changes)) {
            Decision now = decision.apply(at);
            if (!now.equals(before)) {
                turns.add(new Turn(at, before, now));
                before = now;
            }
        }
        return new Course(first, turns);
    }

    /** What holds at that instant. */
    public Decision at(Instant instant) {
        return lastUntil(instant).map(Turn::decision).orElse(first);
    }

    /** The turn since which what holds at that instant does; empty if since ever. */
    public Optional<Turn> lastUntil(Instant instant) {
        return turns.stream().filter(turn -> !turn.at().isAfter(instant)).reduce((earlier, later) -> later);
    }

    /** The turns strictly after that instant. */
    public List<Turn> after(Instant instant) {
        return turns.stream().filter(turn -> turn.at().isAfter(instant)).toList();
    }
}
