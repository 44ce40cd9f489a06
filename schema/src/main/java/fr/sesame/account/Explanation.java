package fr.sesame.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an account is what it is at an instant: the same functions as the {@link Decision}, with the reasons kept.
 *
 * @param account as it is, or was, at that instant
 * @param at the instant
 * @param decision what a bind is told then
 * @param since the first instant at which that held; empty if since ever
 * @param ahead what changes after that instant, in order
 * @param reasons one for each record, the one that decides first
 * @param rulesAgree whether the calendar makes of the records the timeline that the account has; false if the rules were changed since it
 *     was last written, and the next run will change it
 */
public record Explanation(
        Account account,
        Instant at,
        Decision decision,
        Optional<Instant> since,
        List<Course.Turn> ahead,
        List<Reason> reasons,
        boolean rulesAgree) {

    /**
     * What one record makes of the account.
     *
     * @param affiliation the record
     * @param rule that of its population; empty if the configuration has no such population any more
     * @param opens the first open day
     * @param closes the last open day
     * @param pendingThrough the last day of the grace
     * @param phase what it gives at the instant
     */
    public record Reason(
            Affiliation affiliation,
            Optional<PopulationRule> rule,
            Optional<LocalDate> opens,
            Optional<LocalDate> closes,
            Optional<LocalDate> pendingThrough,
            Phase phase) {}

    public Explanation {
        ahead = List.copyOf(ahead);
        reasons = List.copyOf(reasons);
    }

    /** Explains the account by its dates and its lock. */
    public static Explanation of(Account account, Calendar calendar, Instant at) {
        return of(account, calendar, Course.of(account), at);
    }

    /** The same with what is laid over everybody. */
    public static Explanation of(Account account, Calendar calendar, Suspensions suspensions, Instant at) {
        return of(account, calendar, Course.of(account, suspensions), at);
    }

    /** Explains the account by that course of its decision. */
    public static Explanation of(Account account, Calendar calendar, Course course, Instant at) {
        List<Affiliation> ruled = account.affiliations().stream()
                .filter(affiliation -> calendar.rules().containsKey(affiliation.population()))
                .toList();
        List<Affiliation> ordered = new ArrayList<>(account.affiliations());
        calendar.deciding(ruled, at).ifPresent(deciding -> {
            ordered.remove(deciding);
            ordered.add(0, deciding);
        });
        return new Explanation(
                account,
                at,
                course.at(at),
                course.lastUntil(at).map(Course.Turn::at),
                course.after(at),
                ordered.stream()
                        .map(affiliation -> reason(affiliation, calendar, at))
                        .toList(),
                calendar.timeline(ruled).equals(account.timeline()));
    }

    private static Reason reason(Affiliation affiliation, Calendar calendar, Instant at) {
        PopulationRule rule = calendar.rules().get(affiliation.population());
        if (rule == null) {
            return new Reason(
                    affiliation,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Phase.INACTIVE);
        }
        Optional<LocalDate> closes = rule.closing(affiliation.facts());
        return new Reason(
                affiliation,
                Optional.of(rule),
                rule.opening(affiliation.facts()),
                closes,
                closes.filter(day -> !rule.grace().isZero()).map(day -> day.plus(rule.grace())),
                calendar.timeline(affiliation).phaseAt(at));
    }

    /** The record that decides; empty if the account has none. */
    public Optional<Reason> deciding() {
        return reasons.stream().findFirst();
    }

    /** The lock that holds at the instant. */
    public Optional<Lock> lock() {
        return Optional.ofNullable(account.lock()).filter(lock -> lock.holdsAt(at));
    }

    /** The suspension that stops a bind at the instant. */
    public Optional<Suspension> suspension() {
        return decision instanceof Decision.Suspended suspended ? Optional.of(suspended.by()) : Optional.empty();
    }

    /** The lock that begins after the instant. */
    public Optional<Lock> lockAhead() {
        return Optional.ofNullable(account.lock()).filter(lock -> lock.since().isAfter(at));
    }

    /** The first instant at which it holds no more; empty if no end is known. */
    public Optional<Instant> until() {
        return ahead.stream().findFirst().map(Course.Turn::at);
    }
}
