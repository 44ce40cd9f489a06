package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plan does to each population: accounts closed, opened, renamed, and records moved to another account. */
final class PopulationReview {
    private final Timelines timelines;
    private final GuardLimits limits;

    PopulationReview(Timelines timelines, GuardLimits limits) {
        this.timelines = timelines;
        this.limits = limits;
    }

    /** @param begun whether these changes were approved before, and some of them are written: the rest may be most of what is there */
    List<String> of(Plan plan, Snapshot snapshot, boolean begun) {
        return of(plan, snapshot, begun, Map.of());
    }

    /**
     * The same.
     *
     * @param closed the logins that smaller plans have closed already, by the name of their population: they count with these
     */
    List<String> of(Plan plan, Snapshot snapshot, boolean begun, Map<String, Set<String>> closed) {
        Instant now = plan.asOf();
        Map<Population, Integer> open = new TreeMap<>();
        Map<Population, Integer> known = new TreeMap<>();
        Map<Population, Integer> records = new TreeMap<>();
        Map<SourceKey, Login> owners = new HashMap<>();
        for (Account account : snapshot.accounts()) {
            openPopulations(account, now).forEach(population -> open.merge(population, 1, Integer::sum));
            Set<Population> populations = new TreeSet<>();
            Map<SourceKey, Population> keys = new HashMap<>();
            for (Affiliation affiliation : account.affiliations()) {
                if (affiliation.key().source().equals(plan.source())) {
                    populations.add(affiliation.population());
                    keys.put(affiliation.key(), affiliation.population());
                    owners.putIfAbsent(affiliation.key(), account.login());
                }
            }
            populations.forEach(population -> known.merge(population, 1, Integer::sum));
            keys.values().forEach(population -> records.merge(population, 1, Integer::sum));
        }
        List<String> reasons = new ArrayList<>();
        closing(plan).forEach((population, closingNow) -> {
            Set<Login> logins = new TreeSet<>(closingNow);
            closed.getOrDefault(population.name(), Set.of()).forEach(login -> logins.add(new Login(login)));
            int before = logins.size() - closingNow.size();
            int of = open.getOrDefault(population, closingNow.size()) + before;
            Limit limit = limits.changesOf(population).close();
            if (limit.isExceededOfFew(logins.size(), of)) {
                reasons.add(said("open " + population + " accounts would close", logins, of, limit, "close-percent"));
            }
        });
        opening(plan).forEach((population, logins) -> {
            int of = open.getOrDefault(population, 0);
            Limit limit = limits.changesOf(population).open();
            if (of > 0 && !begun && limit.isExceededBy(logins.size(), of)) {
                reasons.add(said(
                        "accounts would be new or open as " + population + ", beside those that are open,",
                        logins,
                        of,
                        limit,
                        "open-percent"));
            }
        });
        renamed(plan).forEach((population, logins) -> {
            int of = known.getOrDefault(population, logins.size());
            Limit limit = limits.changesOf(population).rename();
            if (limit.isExceededBy(logins.size(), of)) {
                reasons.add(said(population + " accounts would get another name", logins, of, limit, "rename-percent"));
            }
        });
        moved(plan, owners).forEach((population, keys) -> {
            int of = records.getOrDefault(population, keys.size());
            Limit limit = limits.changesOf(population).move();
            if (limit.isExceededBy(keys.size(), of)) {
                reasons.add(said(
                        population + " records would go to another person's account", keys, of, limit, "move-percent"));
            }
        });
        return reasons;
    }

    private static String said(String what, Collection<?> who, int of, Limit limit, String rule) {
        return String.format(
                Locale.ROOT,
                "%d of %d %s (%.1f %%, limit %d %%; rule %s): %s",
                who.size(),
                of,
                what,
                who.size() * 100.0 / of,
                limit.percent(),
                rule,
                Examples.of(who));
    }

    /** Who would close, by population. */
    Map<Population, Set<Login>> closing(Plan plan) {
        Instant soon = plan.asOf().plus(Duration.ofDays(limits.lookAheadDays()));
        Map<Population, Set<Login>> closing = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateAccount update
                    && (Openness.closes(update, plan.asOf()) || Openness.closes(update, soon))) {
                Set<Population> populations = new TreeSet<>(openPopulations(update.before(), plan.asOf()));
                populations.addAll(openPopulations(update.before(), soon));
                add(populations, update.before(), closing);
            }
        }
        return closing;
    }

    private Map<Population, Set<Login>> opening(Plan plan) {
        Map<Population, Set<Login>> opening = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.CreateAccount create) {
                add(populations(create.account(), plan.source()), create.account(), opening);
            } else if (change instanceof Change.UpdateAccount update && Openness.opens(update, plan.asOf())) {
                add(openPopulations(update.after(), plan.asOf()), update.after(), opening);
            }
        }
        return opening;
    }

    /** Of whom the source knew already: whoever is found in it for the first time takes the names of it (a student who is hired). */
    private static Map<Population, Set<Login>> renamed(Plan plan) {
        Map<Population, Set<Login>> renamed = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateAccount update
                    && !(update.before().civil().equals(update.after().civil())
                            && update.before().mail().equals(update.after().mail()))) {
                add(populations(update.before(), plan.source()), update.after(), renamed);
            }
        }
        return renamed;
    }

    private static Map<Population, Set<SourceKey>> moved(Plan plan, Map<SourceKey, Login> owners) {
        Map<Population, Set<SourceKey>> moved = new TreeMap<>();
        for (Change change : plan.changes()) {
            Account account = change instanceof Change.CreateAccount create
                    ? create.account()
                    : change instanceof Change.UpdateAccount update ? update.after() : null;
            if (account != null) {
                for (Affiliation affiliation : account.affiliations()) {
                    Login owner = owners.get(affiliation.key());
                    if (owner != null && !owner.equals(account.login())) {
                        moved.computeIfAbsent(affiliation.population(), one -> new TreeSet<>())
                                .add(affiliation.key());
                    }
                }
            }
        }
        return moved;
    }

    private static Set<Population> populations(Account account, String source) {
        return account.affiliations().stream()
                .filter(affiliation -> affiliation.key().source().equals(source))
                .map(Affiliation::population)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The populations that keep the account open at that instant. */
    private Set<Population> openPopulations(Account account, Instant at) {
        Set<Population> populations = new TreeSet<>();
        account.affiliations().forEach(affiliation -> {
            if (timelines.of(affiliation).phaseAt(at).mayBind()) {
                populations.add(affiliation.population());
            }
        });
        return populations;
    }

    private static void add(Set<Population> populations, Account account, Map<Population, Set<Login>> to) {
        populations.forEach(population ->
                to.computeIfAbsent(population, one -> new TreeSet<>()).add(account.login()));
    }
}
