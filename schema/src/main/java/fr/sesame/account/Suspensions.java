package fr.sesame.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The planned suspensions of a directory, and whom they stop: {@link Decision} with what is laid over everybody. Where it says
 * {@link Decision.Allowed}, the account may bind.
 *
 * <p>Of somebody in several populations the most open one counts, as for the dates (domain.md): a suspension of populations does
 * not stop whoever has, at that instant, an affiliation that lets bind in a population which is not suspended. Who is in none of the
 * suspended populations is not stopped either.
 */
public final class Suspensions {
    private static final Comparator<Suspension> LAST_TO_END =
            Comparator.comparing(Suspension::until).thenComparing(Suspension::id);

    private final Calendar calendar;
    private final List<Suspension> planned;
    private final Predicate<Login> never;

    /**
     * @param calendar says which affiliations are open
     * @param planned all of them, those that are over too
     * @param never whom none stops: who must be able to end one
     */
    public Suspensions(Calendar calendar, Collection<Suspension> planned, Predicate<Login> never) {
        this.calendar = calendar;
        this.planned = planned.stream().sorted().toList();
        this.never = never;
    }

    /** All of them, by their begin. */
    public List<Suspension> planned() {
        return planned;
    }

    /** Those that hold at that instant. */
    public List<Suspension> holdingAt(Instant instant) {
        return planned.stream()
                .filter(suspension -> suspension.holdsAt(instant))
                .toList();
    }

    /** The first to begin of those that are not over at that instant: it may hold already. */
    public Optional<Suspension> nextAt(Instant instant) {
        return planned.stream()
                .filter(suspension -> suspension.until().isAfter(instant))
                .findFirst();
    }

    /** Whether the account may bind at that instant. */
    public Decision at(Account account, Instant instant) {
        return over(account.decisionAt(instant), account.login(), account::affiliations, instant);
    }

    /**
     * What becomes of a decision by dates and lock at that instant.
     *
     * @param login whose; null if it is none that could be exempt
     * @param affiliations all of theirs; asked only while a suspension of populations holds
     */
    public Decision over(
            Decision byDates,
            @Nullable Login login,
            Supplier<? extends Collection<Affiliation>> affiliations,
            Instant instant) {
        if (!(byDates instanceof Decision.Allowed)) {
            return byDates;
        }
        List<Suspension> concerning = noneHoldsAt(instant) ? List.of() : concerning(login, instant);
        if (concerning.isEmpty()) {
            return byDates;
        }
        boolean stopped =
                concerning.stream().anyMatch(Suspension::isForAll) || stop(concerning, affiliations.get(), instant);
        return stopped
                ? new Decision.Suspended(
                        byDates.state(), concerning.stream().max(LAST_TO_END).orElseThrow())
                : byDates;
    }

    /** Whether everybody is decided on by dates and lock alone at that instant. */
    public boolean noneHoldsAt(Instant instant) {
        for (Suspension suspension : planned) { // no stream: every bind comes by
            if (suspension.holdsAt(instant)) {
                return false;
            }
        }
        return true;
    }

    private List<Suspension> concerning(@Nullable Login login, Instant instant) {
        if (login != null && never.test(login)) {
            return List.of();
        }
        return planned.stream()
                .filter(suspension -> suspension.holdsAt(instant))
                .filter(suspension -> login == null || !suspension.exempt().contains(login))
                .toList();
    }

    private boolean stop(List<Suspension> ofPopulations, Collection<Affiliation> affiliations, Instant instant) {
        Set<Population> closed = new HashSet<>();
        ofPopulations.forEach(suspension -> closed.addAll(suspension.populations()));
        boolean concerned = false;
        for (Affiliation affiliation : affiliations) {
            if (closed.contains(affiliation.population())) {
                concerned = true;
            } else if (letsBind(affiliation, instant)) {
                return false;
            }
        }
        return concerned;
    }

    /** A population that the configuration does not have any more opens nothing. */
    private boolean letsBind(Affiliation affiliation, Instant instant) {
        return calendar.rules().containsKey(affiliation.population())
                && calendar.timeline(affiliation).phaseAt(instant).mayBind();
    }

    /** The first instant after that one at which the decision is another. */
    public Optional<Instant> nextChangeAfter(Account account, Instant instant) {
        Decision now = at(account, instant);
        return Stream.concat(Decision.changes(account.timeline(), account.lock()), changes(account))
                .filter(change -> change.isAfter(instant))
                .sorted()
                .filter(change -> !at(account, change).equals(now))
                .findFirst();
    }

    /** The instants at which the decision may change for another reason than the account's own dates and lock. */
    Stream<Instant> changes(Account account) {
        Stream<Instant> windows = planned.stream().flatMap(one -> Stream.of(one.from(), one.until()));
        Stream<Instant> steps = planned.stream().allMatch(Suspension::isForAll)
                ? Stream.empty()
                : account.affiliations().stream()
                        .filter(affiliation -> calendar.rules().containsKey(affiliation.population()))
                        .flatMap(affiliation -> calendar.timeline(affiliation).steps().stream())
                        .map(Timeline.Step::at);
        return Stream.concat(windows, steps);
    }
}
