package fr.sesame.source.rows;

import fr.sesame.account.Facts;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dated facts of one row. */
final class FactReader {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\[\\]]+");

    private final FactColumns columns;
    private final DateReader dates;

    FactReader(FactColumns columns, DateReader dates) {
        this.columns = columns;
        this.dates = dates;
    }

    Facts read(Row row) throws HeldException {
        Facts facts = Facts.NONE.withRecorded(dates.day(row, columns.recorded()));
        String begin = columns.begin();
        if (begin != null) {
            facts = facts.withBegin(dates.needed(row, begin));
        }
        String year = columns.year();
        if (year != null) {
            facts = facts.withYear(dates.year(row, year));
        }
        String validatedBy = columns.validatedBy();
        if (validatedBy != null && !row.get(validatedBy).isEmpty()) {
            facts = facts.withValidatedBy(row.get(validatedBy));
        }
        return withCancellation(withEnds(withStep(facts, row), row), row);
    }

    /** A code is one word, whatever the source has put between its parts: several codes are kept side by side. */
    private Facts withStep(Facts facts, Row row) {
        String step = columns.step() == null
                ? ""
                : BETWEEN_WORDS.matcher(row.get(columns.step())).replaceAll("-");
        return step.isEmpty() ? facts : facts.withSteps(new TreeSet<>(Set.of(step)));
    }

    private Facts withEnds(Facts facts, Row row) throws HeldException {
        LocalDate end = null;
        for (String column : columns.end()) {
            if (!dates.isEmpty(row, column)) {
                end = dates.end(row, column);
                break;
            }
        }
        LocalDate early = dates.end(row, columns.earlyEnd());
        if (early != null && end != null && early.isAfter(end)) {
            // It overrides the planned end in both directions: later than planned, it is a prolongation.
            return facts.withEnd(early);
        }
        return facts.withEnd(end).withCancelled(early);
    }

    private Facts withCancellation(Facts facts, Row row) throws HeldException {
        FactColumns.Cancellation cancellation = columns.cancellation();
        if (cancellation == null || !cancellation.cancelled().contains(row.get(cancellation.column()))) {
            return facts;
        }
        LocalDate day = dates.needed(row, cancellation.day());
        LocalDate early = facts.cancelled();
        return facts.withCancelled(early != null && early.isBefore(day) ? early : day);
    }

    /** Holds a row whose status neither leaves it valid nor cancels it. */
    void refuseWithoutRight(Row row) throws HeldException {
        FactColumns.@Nullable Cancellation cancellation = columns.cancellation();
        if (cancellation == null) {
            return;
        }
        String found = row.get(cancellation.column());
        if (!cancellation.valid().contains(found) && !cancellation.cancelled().contains(found)) {
            TreeSet<String> expected = new TreeSet<>(cancellation.valid());
            expected.addAll(cancellation.cancelled());
            throw new HeldException(
                    cancellation.otherwise(),
                    cancellation.column() + ": found '" + found + "'; expected one of " + expected);
        }
    }
}
