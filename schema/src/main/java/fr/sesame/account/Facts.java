package fr.sesame.account;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one affiliation, as its source tells them: civil days in the institution's zone, every end inclusive. What
 * they mean for the account is the {@link Calendar}'s business.
 *
 * @param begin the day the right begins: registration, entry in service, first day of the stay
 * @param end the last day, or null if the source gives none
 * @param recorded the day somebody typed the record
 * @param year the academic year's first civil year (2026 is 2026/27)
 * @param cancelled the last day open after a cancellation, whatever the other facts say
 * @param validatedBy who answers for the person, where the population asks for one
 * @param gone the day on which it counted that accepted extracts no longer have the record; the day before is the last one open
 * @param answered what people answer for, or null if the record was not made by hand
 * @param steps what a student is registered for in that year, in the source's codes ({@code L3HIS}); no date follows from them
 */
public record Facts(
        @Nullable LocalDate begin,
        @Nullable LocalDate end,
        @Nullable LocalDate recorded,
        @Nullable Integer year,
        @Nullable LocalDate cancelled,
        @Nullable String validatedBy,
        @Nullable LocalDate gone,
        @Nullable Answered answered,
        SortedSet<String> steps) {

    public Facts {
        steps = SortedValues.copyOf(steps);
    }

    /** No fact at all. */
    public static final Facts NONE = new Facts(null, null, null, null, null, null, null);

    /** Those of a source. */
    public Facts(
            @Nullable LocalDate begin,
            @Nullable LocalDate end,
            @Nullable LocalDate recorded,
            @Nullable Integer year,
            @Nullable LocalDate cancelled,
            @Nullable String validatedBy,
            @Nullable LocalDate gone) {
        this(begin, end, recorded, year, cancelled, validatedBy, gone, null, Collections.emptySortedSet());
    }

    /** The day of the validation, if it is known: nothing opens before it. */
    public @Nullable LocalDate validatedOn() {
        return answered == null ? null : answered.validatedOn();
    }

    public Facts withBegin(@Nullable LocalDate day) {
        return new Facts(day, end, recorded, year, cancelled, validatedBy, gone, answered, steps);
    }

    public Facts withEnd(@Nullable LocalDate day) {
        return new Facts(begin, day, recorded, year, cancelled, validatedBy, gone, answered, steps);
    }

    public Facts withRecorded(@Nullable LocalDate day) {
        return new Facts(begin, end, day, year, cancelled, validatedBy, gone, answered, steps);
    }

    public Facts withYear(@Nullable Integer academicYear) {
        return new Facts(begin, end, recorded, academicYear, cancelled, validatedBy, gone, answered, steps);
    }

    public Facts withCancelled(@Nullable LocalDate day) {
        return new Facts(begin, end, recorded, year, day, validatedBy, gone, answered, steps);
    }

    public Facts withValidatedBy(@Nullable String person) {
        return new Facts(begin, end, recorded, year, cancelled, person, gone, answered, steps);
    }

    public Facts withGone(@Nullable LocalDate day) {
        return new Facts(begin, end, recorded, year, cancelled, validatedBy, day, answered, steps);
    }

    public Facts withAnswered(@Nullable Answered people) {
        return new Facts(begin, end, recorded, year, cancelled, validatedBy, gone, people, steps);
    }

    public Facts withSteps(SortedSet<String> codes) {
        return new Facts(begin, end, recorded, year, cancelled, validatedBy, gone, answered, codes);
    }
}
