package fr.sesame.source.rows;

import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a row carries the dated facts of its affiliation ({@link fr.sesame.account.Facts}). What is null is not in the
 * source.
 *
 * @param begin the day the right begins; where it is mapped, a row without it is held
 * @param end the planned end: the first of these columns that is not empty
 * @param earlyEnd an end that was decided later and overrides the planned one. The planned one still says how long the
 *     stay was meant to be, so that ending a validated stay early closes it instead of holding it
 * @param recorded the day somebody typed the record
 * @param year the academic year's first civil year; where it is mapped, a row without it is held
 * @param validatedBy who answers for the person
 * @param cancellation how a row is cancelled
 * @param step what a student is registered for; an empty one says nothing
 */
public record FactColumns(
        @Nullable String begin,
        List<String> end,
        @Nullable String earlyEnd,
        @Nullable String recorded,
        @Nullable String year,
        @Nullable String validatedBy,
        @Nullable Cancellation cancellation,
        @Nullable String step) {

    public FactColumns {
        end = List.copyOf(end);
    }

    /**
     * A status, and the day from which it counts.
     *
     * @param column the status
     * @param valid the values that leave the row as it is, whatever the day's column says
     * @param cancelled the values that cancel it
     * @param day the last day open, read only of cancelled rows
     * @param otherwise why a row with any other status is held
     */
    public record Cancellation(
            String column, Set<String> valid, Set<String> cancelled, String day, HoldReason otherwise) {
        /** @throws InvalidValueException if a value both cancels and does not */
        public Cancellation {
            valid = Set.copyOf(valid);
            cancelled = Set.copyOf(cancelled);
            for (String value : cancelled) {
                if (valid.contains(value)) {
                    throw new InvalidValueException("the value '" + value + "' of '" + column
                            + "' is both valid and cancelled; expected one of them");
                }
            }
        }
    }
}
