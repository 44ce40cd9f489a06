package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at a whole plan before the first write. An empty source closes nobody, and a run that would close more of a
 * population than its limit is refused whole (domain.md: an absurd extract changes nobody's account).
 */
public final class Guard {
    private final Calendar calendar;
    private final GuardLimits limits;

    public Guard(Calendar calendar, GuardLimits limits) {
        this.calendar = calendar;
        this.limits = limits;
    }

    /** Approves the plan, or says why not. */
    public Verdict review(Plan plan, Snapshot snapshot) {
        List<String> reasons = new ArrayList<>();
        if (plan.records() == 0) {
            reasons.add("the source '" + plan.source() + "' gives nobody; an empty source is no empty university");
        }
        Map<Population, Integer> open = new TreeMap<>();
        snapshot.accounts().forEach(account -> count(openPopulations(account, plan.asOf()), open));
        closing(plan).forEach((population, closing) -> {
            int of = open.getOrDefault(population, closing);
            int limit = limits.closePercentOf(population);
            if ((long) closing * 100 > (long) limit * of) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "%d of %d open %s accounts would close (%.1f %%, limit %d %%)",
                        closing,
                        of,
                        population,
                        closing * 100.0 / of,
                        limit));
            }
        });
        return reasons.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, reasons);
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
        return others.isEmpty() ? new Verdict.Approved(plan) : new Verdict.Refused(plan, others);
    }

    private Map<Population, Integer> closing(Plan plan) {
        Instant soon = plan.asOf().plus(Duration.ofDays(limits.lookAheadDays()));
        Map<Population, Integer> closing = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateAccount update
                    && (Openness.closes(update, plan.asOf()) || Openness.closes(update, soon))) {
                Set<Population> populations = new TreeSet<>(openPopulations(update.before(), plan.asOf()));
                populations.addAll(openPopulations(update.before(), soon));
                count(populations, closing);
            }
        }
        return closing;
    }

    /** The populations that keep the account open at that instant. */
    private Set<Population> openPopulations(Account account, Instant at) {
        Set<Population> populations = new TreeSet<>();
        account.affiliations().forEach(affiliation -> {
            if (calendar.timeline(affiliation).phaseAt(at).mayBind()) {
                populations.add(affiliation.population());
            }
        });
        return populations;
    }

    private static void count(Set<Population> populations, Map<Population, Integer> counts) {
        populations.forEach(population -> counts.merge(population, 1, Integer::sum));
    }
}
