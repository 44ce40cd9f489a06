package fr.sesame.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names and birth dates of a crowd in which nobody is taken for somebody else by accident, so that whoever is taken for somebody else is so
 * on purpose: no two people have a birth date and a given name in common, or a birth date and a family name, and none has the birth date of
 * another with day and month exchanged. Names alone are shared by many.
 *
 * <p>Somebody is a number of a range, which is scattered over all pairs of a birth date and a given name; nothing is kept.
 */
final class Identities {
    /** A prime, so that every step goes through all of them. */
    private static final int FAMILY_NAMES = 281;

    private static final int GIVEN_NAMES = Names.GIVEN.size();

    private final long seed;
    private final List<LocalDate> births;
    private final int givenNames;
    private final Scattering scattering;

    /**
     * @param most how many people there may be
     * @param seed who they are
     * @param youngest the last year of birth
     * @param oldest the first year of birth
     * @param share of five birth dates, which are theirs: two crowds have none in common
     */
    Identities(int most, long seed, int oldest, int youngest, List<Integer> share) {
        this.seed = seed;
        this.births = births(oldest, youngest, share);
        this.givenNames = Math.max(GIVEN_NAMES, (int) (most * 1.05 / births.size()) + 1);
        if (givenNames > FAMILY_NAMES) {
            throw new IllegalStateException("no names for " + most + " people");
        }
        this.scattering = new Scattering((long) births.size() * givenNames, seed);
    }

    /** Every other of the days of which day and month are not another's exchanged; the one after it is a namesake's. */
    private static List<LocalDate> births(int oldest, int youngest, List<Integer> share) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = LocalDate.of(oldest, 1, 1); day.getYear() <= youngest; day = day.plusDays(1)) {
            long pair = day.toEpochDay() / 2;
            if (day.toEpochDay() % 2 == 0 && share.contains((int) Math.floorMod(pair, 5L)) && isKept(day)) {
                days.add(day);
            }
        }
        return days;
    }

    /** In even years 3 May and not 5 March, in odd years the other way round. */
    private static boolean isKept(LocalDate day) {
        int dayOfMonth = day.getDayOfMonth();
        int month = day.getMonthValue();
        return dayOfMonth > 12 || dayOfMonth == month || (dayOfMonth < month) == (day.getYear() % 2 == 0);
    }

    /** The person of that number, from 0. */
    Civil of(int number) {
        long slot = scattering.of(number);
        int day = (int) (slot / givenNames);
        int given = (int) (slot % givenNames);
        long mixed = mix(seed + day);
        int step = 1 + (int) Math.floorMod(mixed, FAMILY_NAMES - 1L);
        int start = (int) Math.floorMod(mixed >> 20, (long) FAMILY_NAMES);
        String family = family((int) (((long) given * step + start) % FAMILY_NAMES), mixed);
        return new Civil(family, family, given(given), births.get(day));
    }

    /** Somebody of the same names, born a day later, if that is a day on which nobody else is taken for them. */
    static Optional<Civil> namesake(Civil civil) {
        return Optional.of(civil.bornOn(civil.birth().plusDays(1))).filter(other -> isKept(other.birth()));
    }

    private static String given(int number) {
        return number < GIVEN_NAMES ? Names.GIVEN.get(number) : "Marie-" + Names.GIVEN.get(number - GIVEN_NAMES);
    }

    /** The first names are simple, the others compound; each of those begins in another way. */
    private static String family(int number, long mixed) {
        int simple = Names.FAMILY.size();
        if (number < simple) {
            return Names.FAMILY.get(number);
        }
        return Names.FAMILY.get(number - simple) + "-"
                + Names.FAMILY.get((int) Math.floorMod(mixed >> 40, (long) simple));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 31)) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 32);
    }
}
