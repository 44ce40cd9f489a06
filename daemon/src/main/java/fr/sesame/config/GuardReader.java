package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.reconcile.GuardLimits;
import fr.sesame.reconcile.GuardLimits.Changes;
import fr.sesame.reconcile.GuardLimits.Extracts;
import fr.sesame.reconcile.GuardLimits.Structures;
import fr.sesame.reconcile.Limit;
import fr.sesame.reconcile.Planner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads {@code guard}: docs/guard.md says what each setting is for. */
final class GuardReader {
    private static final int MOST = 1_000_000;

    private GuardReader() {}

    /** @param sources the names of the sources, read only if single ones have limits of their own */
    static GuardLimits read(Section section, Set<Population> known, Supplier<List<String>> sources) {
        Changes changes = changes(section, Changes.DEFAULT);
        Map<Population, Changes> byPopulation = new TreeMap<>();
        Section populations = section.section("populations");
        for (String name : populations.keys()) {
            Changes of = changes(populations.section(name), changes);
            known.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            population -> byPopulation.put(population, of),
                            () -> populations.problem(
                                    name, "'" + name + "'", "one of the populations: " + new TreeSet<>(known)));
        }
        Extracts extracts = extracts(section.section("extracts"), Extracts.DEFAULT);
        Map<String, Extracts> bySource = new TreeMap<>();
        Section ofSources = section.section("sources");
        for (String name : ofSources.keys()) {
            bySource.put(name, extracts(ofSources.section(name), extracts));
            if (!sources.get().contains(name) && !name.equals(Planner.STRUCTURES)) {
                ofSources.problem(
                        name, "'" + name + "'", "one of the sources: " + sources.get() + ", or " + Planner.STRUCTURES);
            }
        }
        return new GuardLimits(
                changes,
                byPopulation,
                (int) section.number("look-ahead-days", GuardLimits.DEFAULT.lookAheadDays(), 0, 365),
                structures(section.section("structures")),
                extracts,
                bySource,
                new GuardLimits.Protection(accounts(section), Set.of()));
    }

    private static Changes changes(Section section, Changes absent) {
        return new Changes(
                limit(section, "close", absent.close()),
                limit(section, "open", absent.open()),
                limit(section, "rename", absent.rename()),
                limit(section, "move", absent.move()));
    }

    private static Limit limit(Section section, String what, Limit absent) {
        return new Limit(
                percent(section, what + "-percent", absent.percent()),
                number(section, what + "-always", absent.always()));
    }

    private static Structures structures(Section section) {
        return new Structures(
                number(section, "size", Structures.DEFAULT.size()),
                percent(section, "lose-percent", Structures.DEFAULT.losePercent()),
                limit(section, "change", Structures.DEFAULT.gone()));
    }

    private static Extracts extracts(Section section, Extracts absent) {
        return new Extracts(
                percent(section, "fewer-rows-percent", absent.fewerRowsPercent()),
                number(section, "more-rows-percent", absent.moreRowsPercent()),
                percent(section, "fewer-than-last-year-percent", absent.fewerThanLastYearPercent()),
                number(section, "rows-always", absent.rowsAlways()),
                percent(section, "empty-points", absent.emptyPoints()),
                number(section, "older-than-days", absent.olderThanDays()),
                (int) section.number("absent-extracts", absent.absentExtracts(), 1, 100));
    }

    private static Set<Login> accounts(Section section) {
        Set<Login> accounts = new TreeSet<>();
        String expected = "a list of logins";
        for (String name : section.list("protected", expected)) {
            try {
                accounts.add(new Login(name));
            } catch (InvalidValueException e) {
                section.problem("protected", "'" + name + "'", expected + " (" + e.getMessage() + ")");
            }
        }
        return accounts;
    }

    private static int percent(Section section, String key, int absent) {
        return (int) section.number(key, absent, 0, 100);
    }

    private static int number(Section section, String key, int absent) {
        return (int) section.number(key, absent, 0, MOST);
    }
}
