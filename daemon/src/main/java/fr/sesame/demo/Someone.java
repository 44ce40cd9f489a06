package fr.sesame.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a record is made of, beside its case.
 *
 * @param number among those of the same crowd, from 0
 * @param civil who it is
 * @param today the civil day of the first extracts, which all dates follow
 * @param happened the night's day on which something happened to them; null: nothing until now
 * @param structures where people are
 * @param random draws what is left open, the same in each run
 */
record Someone(
        int number, Civil civil, LocalDate today, @Nullable LocalDate happened, Structures structures, Random random) {
    private static final int FIRST_MONTH = 9;

    Someone as(Civil other) {
        return new Someone(number, other, today, happened, structures, random);
    }

    /** The academic year of today: 2026 is 2026/27. */
    int academicYear() {
        return today.getMonthValue() >= FIRST_MONTH ? today.getYear() : today.getYear() - 1;
    }

    /** A day, so many days ago at least, and so many at most. */
    LocalDate ago(int least, int most) {
        return today.minusDays(between(least, most));
    }

    LocalDate in(int least, int most) {
        return today.plusDays(between(least, most));
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T anyOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
