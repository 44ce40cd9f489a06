package fr.sesame.reconcile;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much one run may change, and what an extract may look like. docs/guard.md says what each is for.
 *
 * @param changes what may happen to the people of a population
 * @param byPopulation other limits for single populations
 * @param lookAheadDays closing within so many days counts as closing now, so that ends moved to tomorrow are seen today
 * @param structures what may happen to a structure and its people
 * @param extracts what an extract may look like, beside the last ones that were accepted
 * @param bySource other limits for the extracts of single sources
 * @param protection who is never closed by a run
 */
public record GuardLimits(
        Changes changes,
        Map<Population, Changes> byPopulation,
        int lookAheadDays,
        Structures structures,
        Extracts extracts,
        Map<String, Extracts> bySource,
        Protection protection) {

    /** The shipped ones. */
    public static final GuardLimits DEFAULT = new GuardLimits(
            Changes.DEFAULT, Map.of(), 7, Structures.DEFAULT, Extracts.DEFAULT, Map.of(), Protection.NOBODY);

    /** @throws InvalidValueException if the days are negative */
    public GuardLimits {
        byPopulation = Map.copyOf(byPopulation);
        bySource = Map.copyOf(bySource);
        if (lookAheadDays < 0) {
            throw new InvalidValueException("the guard looks ahead, found " + lookAheadDays + " days");
        }
    }

    /** Those in force for that population. */
    public Changes changesOf(Population population) {
        return byPopulation.getOrDefault(population, changes);
    }

    /** Those in force for the extracts of that source. */
    public Extracts extractsOf(String source) {
        return bySource.getOrDefault(source, extracts);
    }

    /** The limit of what may close in that population, in percent. */
    public int closePercentOf(Population population) {
        return changesOf(population).close().percent();
    }

    /** The same, and the members of these groups are protected too. */
    public GuardLimits protecting(Collection<String> groups) {
        return new GuardLimits(
                changes, byPopulation, lookAheadDays, structures, extracts, bySource, protection.andGroups(groups));
    }

    /** The same, but for absences, which count after so many extracts. */
    public GuardLimits withAbsentExtracts(int accepted) {
        return new GuardLimits(
                changes,
                byPopulation,
                lookAheadDays,
                structures,
                extracts.withAbsentExtracts(accepted),
                bySource,
                protection);
    }

    /**
     * What one run may do to the people of a population.
     *
     * @param close of the accounts that are open
     * @param open of the accounts that are open: how many more; a population without anybody may open
     * @param rename of the accounts that the source has records of
     * @param move of the records that the source has: to another account
     */
    public record Changes(Limit close, Limit open, Limit rename, Limit move) {
        /** The shipped ones. */
        public static final Changes DEFAULT =
                new Changes(new Limit(5, 3), new Limit(50, 50), new Limit(5, 10), new Limit(1, 2));
    }

    /**
     * What one run may do to structures.
     *
     * @param size a structure with fewer people than this is not looked at
     * @param losePercent of the people who are valid in it, at most so many percent may leave it
     * @param gone of all structures, how many may be missing from the extract for the first time, or get another parent
     */
    public record Structures(int size, int losePercent, Limit gone) {
        /** The shipped ones. */
        public static final Structures DEFAULT = new Structures(5, 50, new Limit(10, 2));

        boolean isExceeded(int lost, int of) {
            return of >= size && (long) lost * 100 > (long) losePercent * of;
        }
    }

    /**
     * What an extract may look like.
     *
     * @param fewerRowsPercent so many percent fewer rows than the last accepted one, at most
     * @param moreRowsPercent so many percent more, at most
     * @param fewerThanLastYearPercent so many percent fewer than in the same week of last year, at most
     * @param rowsAlways a difference of so many rows is no matter
     * @param emptyPoints the share of records without a certain value may rise by so many percentage points
     * @param olderThanDays an older file is said; 0: never. It is the source's own maximum age that refuses one
     * @param absentExtracts a record is gone when so many accepted extracts in a row did not have it
     */
    public record Extracts(
            int fewerRowsPercent,
            int moreRowsPercent,
            int fewerThanLastYearPercent,
            int rowsAlways,
            int emptyPoints,
            int olderThanDays,
            int absentExtracts) {
        /** The shipped ones. */
        public static final Extracts DEFAULT = new Extracts(20, 75, 40, 20, 20, 7, 3);

        /** @throws InvalidValueException if absence is to count without an extract */
        public Extracts {
            if (absentExtracts < 1) {
                throw new InvalidValueException("absence counts after one extract or more, found " + absentExtracts);
            }
        }

        Extracts withAbsentExtracts(int accepted) {
            return new Extracts(
                    fewerRowsPercent,
                    moreRowsPercent,
                    fewerThanLastYearPercent,
                    rowsAlways,
                    emptyPoints,
                    olderThanDays,
                    accepted);
        }
    }

    /**
     * Who is never closed by a run.
     *
     * @param accounts by login
     * @param groups DNs of groups, whose members are
     */
    public record Protection(Set<Login> accounts, Set<String> groups) {
        /** Whoever their dates close. */
        public static final Protection NOBODY = new Protection(Set.of(), Set.of());

        public Protection {
            accounts = Set.copyOf(accounts);
            groups = Set.copyOf(groups);
        }

        Protection andGroups(Collection<String> more) {
            Set<String> all = new TreeSet<>(groups);
            all.addAll(more);
            return new Protection(accounts, all);
        }
    }
}
