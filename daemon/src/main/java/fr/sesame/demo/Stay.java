package fr.sesame.demo;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The days of one affiliation, as the shipped calendar counts them, worked out once more and by hand: what the generator expects must not
 * come from what it is compared with.
 *
 * @param opens the first open day
 * @param closes the last open day, inclusive; null: open-ended; before the first: it never opened
 * @param grace it is pending through the day that lies so long after the last open one
 */
record Stay(LocalDate opens, @Nullable LocalDate closes, Period grace) {
    /** Of a person with several affiliations the most open state counts, the first of these. */
    enum State {
        active,
        pending,
        prepared,
        inactive
    }

    private static final Period THREE_MONTHS = Period.ofMonths(3);

    /** Open from the day after the registration to the end of the year after the academic year's first. */
    static Stay student(int academicYear, LocalDate registered, @Nullable LocalDate cancelled) {
        LocalDate end = LocalDate.of(academicYear + 1, 12, 31);
        return new Stay(
                registered.plusDays(1),
                cancelled != null && cancelled.isBefore(end) ? cancelled : end,
                Period.ofDays(1));
    }

    /** @param lastDay null: open-ended */
    static Stay staff(LocalDate begin, @Nullable LocalDate lastDay) {
        return new Stay(begin, lastDay, THREE_MONTHS);
    }

    static Stay hosted(LocalDate begin, LocalDate recorded, LocalDate lastDay) {
        LocalDate dayAfter = recorded.plusDays(1);
        return new Stay(begin.isAfter(dayAfter) ? begin : dayAfter, lastDay, THREE_MONTHS);
    }

    static Stay teacher(int academicYear) {
        return new Stay(LocalDate.of(academicYear, 9, 1), LocalDate.of(academicYear + 1, 8, 31), THREE_MONTHS);
    }

    State on(LocalDate day) {
        if (closes != null && closes.isBefore(opens)) {
            return State.inactive;
        }
        if (day.isBefore(opens)) {
            return State.prepared;
        }
        if (closes == null || !day.isAfter(closes)) {
            return State.active;
        }
        return day.isAfter(closes.plus(grace)) ? State.inactive : State.pending;
    }

    static State on(LocalDate day, Collection<Stay> stays) {
        return stays.stream().map(stay -> stay.on(day)).min(State::compareTo).orElse(State.inactive);
    }
}
