package fr.sesame.account;

import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a population asks of those who answer for its people.
 *
 * @param mandatory whether a record without sponsor gives no account
 * @param longest how long one decision lasts at most: a record made by hand, or its extension; null: any time
 * @param by of which populations sponsors and validators must be, with an open account; empty: of any
 */
public record Sponsoring(boolean mandatory, @Nullable Period longest, Set<Population> by) {
    /** Nobody has to answer for anybody. */
    public static final Sponsoring NOT_ASKED = new Sponsoring(false, null, Set.of());

    /** @throws InvalidValueException if the longest time is none */
    public Sponsoring {
        by = Set.copyOf(by);
        if (longest != null && (longest.isNegative() || longest.isZero())) {
            throw new InvalidValueException("the longest time of a decision is more than none, found " + longest);
        }
    }

    /**
     * The last day, inclusive, that a decision may give which counts from that day: a year from 25 November is through 24
     * November, and one from 29 February through the 28th.
     */
    public LocalDate lastDayFrom(LocalDate first) {
        if (longest == null) {
            return LocalDate.MAX;
        }
        LocalDate after = first.plus(longest);
        boolean shortened = isOfWholeMonths(longest) && after.getDayOfMonth() < first.getDayOfMonth();
        return shortened ? after : after.minusDays(1);
    }

    private static boolean isOfWholeMonths(Period period) {
        Period months = Period.ofMonths(Math.toIntExact(period.toTotalMonths()));
        return period.normalized().equals(months.normalized());
    }
}
