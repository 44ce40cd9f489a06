package fr.sesame.reconcile;

import fr.sesame.account.Calendar;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at a whole plan before the first write. An empty source closes nobody, and a run that would do more to a population, a
 * structure or the structures than their limits allow is refused whole (domain.md: an absurd extract changes nobody's account).
 */
public final class Guard {
    private final Calendar calendar;
    private final GuardLimits limits;

    public Guard(Calendar calendar, GuardLimits limits) {
        this.calendar = calendar;
        this.limits = limits;
    }

    GuardLimits limits() {
        return limits;
    }

    /** Approves the plan of an extract of people or structures, or says why not. */
    public Verdict review(Plan plan, Snapshot snapshot) {
        return review(plan, snapshot, List.of(), false, Absences.atOnce(calendar.dayOf(plan.asOf())));
    }

    /**
     * The same.
     *
     * @param refusals what is wrong with the extract itself
     * @param begun whether it was accepted before, so that a run may have written a part of the plan
     * @param absences what it did not have
     */
    Verdict review(Plan plan, Snapshot snapshot, List<String> refusals, boolean begun, Absences absences) {
        List<String> reasons = new ArrayList<>(refusals);
        boolean empty = plan.records() == 0;
        if (empty) {
            reasons.add("the source '" + plan.source() + "' gives nobody; an empty source is no empty university");
        }
        if (plan.source().equals(Planner.STRUCTURES)) {
            reasons.addAll(new StructuresReview(limits.structures()).of(plan, snapshot, absences));
        } else {
            reasons.addAll(reviewChanges(plan, snapshot, begun));
        }
        return reasons.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, reasons, !empty);
    }

    /**
     * Approves the plan of changes that were read alone, or says why not. There may be none, and they are compared with no extract.
     *
     * @param closed the logins that such plans have closed since the source was read whole, by the name of their population
     */
    Verdict reviewPart(Plan plan, Snapshot snapshot, Map<String, Set<String>> closed) {
        List<String> reasons = reviewChanges(plan, snapshot, false, closed);
        return reasons.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, reasons, true);
    }

    /** Who would close by that plan, by the name of the population, and who has closed before. */
    Map<String, Set<String>> closed(Plan plan, Map<String, Set<String>> before) {
        Map<String, Set<String>> all = new TreeMap<>();
        before.forEach((population, logins) -> all.put(population, new TreeSet<>(logins)));
        new PopulationReview(new Timelines(calendar), limits)
                .closing(plan)
                .forEach((population, logins) ->
                        logins.forEach(login -> all.computeIfAbsent(population.name(), one -> new TreeSet<>())
                                .add(login.toString())));
        return all;
    }

    /** Approves what is left of changes that were approved before, or says why not: the directory may have moved on. */
    Verdict reviewAgain(Plan plan, Snapshot snapshot) {
        List<String> reasons = reviewChanges(plan, snapshot, true);
        return reasons.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, reasons, false);
    }

    private List<String> reviewChanges(Plan plan, Snapshot snapshot, boolean begun) {
        return reviewChanges(plan, snapshot, begun, Map.of());
    }

    private List<String> reviewChanges(Plan plan, Snapshot snapshot, boolean begun, Map<String, Set<String>> closed) {
        if (plan.changes().isEmpty()) {
            return List.of(); // an ordinary night of most sources: nobody need be counted
        }
        Timelines timelines = new Timelines(calendar);
        List<String> reasons =
                new ArrayList<>(new PopulationReview(timelines, limits).of(plan, snapshot, begun, closed));
        reasons.addAll(new StructureReview(timelines, limits).of(plan, snapshot));
        return reasons;
    }

    /** Approves what somebody has looked at and decided as a whole. */
    Verdict decided(Plan plan) {
        return new Verdict.Approved(plan);
    }

    /**
     * Approves a plan that somebody has decided, record by record, if it changes nothing else. There is no limit to what may close:
     * whoever ends the only account of a population ends all of it.
     *
     * @param decided the records that were named
     */
    public Verdict reviewDecided(Plan plan, Set<SourceKey> decided) {
        List<String> others = plan.changes().stream()
                .filter(change -> !Plan.isOf(change, decided))
                .map(change -> "the plan changes what nobody has decided: " + change)
                .toList();
        return others.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, others, false);
    }
}
