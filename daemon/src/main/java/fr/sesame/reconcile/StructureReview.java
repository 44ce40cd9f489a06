package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Login;
import fr.sesame.account.StructureCode;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a plan does to the people of each structure: one that vanishes from an extract empties no group. */
final class StructureReview {
    private final Timelines timelines;
    private final GuardLimits limits;

    StructureReview(Timelines timelines, GuardLimits limits) {
        this.timelines = timelines;
        this.limits = limits;
    }

    List<String> of(Plan plan, Snapshot snapshot) {
        Map<StructureCode, Set<Login>> lost = lost(plan);
        if (lost.isEmpty()) {
            return List.of();
        }
        Instant soon = soon(plan);
        Map<StructureCode, Integer> people = new HashMap<>();
        for (Account account : snapshot.accounts()) {
            Set<StructureCode> valid = structures(account, plan.asOf());
            valid.addAll(structures(account, soon));
            valid.forEach(structure -> people.merge(structure, 1, Integer::sum));
        }
        List<String> reasons = new ArrayList<>();
        lost.forEach((structure, logins) -> {
            int of = people.getOrDefault(structure, logins.size());
            if (limits.structures().isExceeded(logins.size(), of)) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "%d of %d people would leave the structure %s (%.1f %%, limit %d %%; rule lose-percent): %s",
                        logins.size(),
                        of,
                        structure,
                        logins.size() * 100.0 / of,
                        limits.structures().losePercent(),
                        Examples.of(logins)));
            }
        });
        return reasons;
    }

    private Instant soon(Plan plan) {
        return plan.asOf().plus(Duration.ofDays(limits.lookAheadDays()));
    }

    private Map<StructureCode, Set<Login>> lost(Plan plan) {
        Map<StructureCode, Set<Login>> lost = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateAccount update) {
                for (Instant at : List.of(plan.asOf(), soon(plan))) {
                    Set<StructureCode> left = structures(update.before(), at);
                    left.removeAll(structures(update.after(), at));
                    left.forEach(structure -> lost.computeIfAbsent(structure, one -> new TreeSet<>())
                            .add(update.before().login()));
                }
            }
        }
        return lost;
    }

    /** Where a record is open at that instant. */
    private Set<StructureCode> structures(Account account, Instant at) {
        Set<StructureCode> structures = new TreeSet<>();
        for (Affiliation affiliation : account.affiliations()) {
            StructureCode structure = affiliation.structure();
            if (structure != null
                    && !structures.contains(structure)
                    && timelines.of(affiliation).phaseAt(at).mayBind()) {
                structures.add(structure);
            }
        }
        return structures;
    }
}
