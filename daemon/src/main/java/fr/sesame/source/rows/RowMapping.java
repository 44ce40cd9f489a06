package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes one institution's extract readable: an institution changes its configuration, never this code.
 *
 * @param dates how days are written
 * @param key who a row is about
 * @param names the civil identity
 * @param numbers the numbers shared with other sources
 * @param structure the column of the structure's code, or null
 * @param population how the population is known
 * @param facts the dated facts
 * @param onePerYear whether the rows of an academic year are one affiliation, or null: each row is one
 * @param holdFirst filters that come before names and dates are looked at, such as rows about no agent
 * @param hold filters that come after, such as registrations that are not paid
 * @param attributes what else of a person the rows say
 * @param maxHeldPercent if more rows than this are damaged (bad-row, bad-date, no-key, no-name), nothing is believed
 */
public record RowMapping(
        DateForms dates,
        KeyColumns key,
        NameColumns names,
        List<NumberColumns> numbers,
        @Nullable String structure,
        PopulationColumn population,
        FactColumns facts,
        @Nullable OnePerYear onePerYear,
        List<RowFilter> holdFirst,
        List<RowFilter> hold,
        List<AttributeColumns> attributes,
        int maxHeldPercent) {
    /** Half of the rows. */
    public static final int DEFAULT_MAX_HELD_PERCENT = 50;

    /** @throws InvalidValueException if rows are to be joined by a year that is not mapped, or the limit is no percentage */
    public RowMapping {
        numbers = List.copyOf(numbers);
        holdFirst = List.copyOf(holdFirst);
        hold = List.copyOf(hold);
        attributes = List.copyOf(attributes);
        if (maxHeldPercent < 0 || maxHeldPercent > 100) {
            throw new InvalidValueException("a limit of " + maxHeldPercent + " % cannot be; expected 0 to 100");
        }
        if (onePerYear != null && facts.year() == null) {
            throw new InvalidValueException(
                    "rows cannot be joined by academic year without its column; expected facts.year");
        }
    }

    /** Every column that there must be, sorted. */
    public SortedSet<String> columns() {
        TreeSet<String> columns = new TreeSet<>();
        columns.add(key.column());
        columns.addAll(key.fallback());
        columns.add(names.birth());
        addIfMapped(columns, names.usual());
        columns.add(names.given());
        columns.add(names.birthDate());
        numbers.forEach(number -> columns.addAll(number.columns()));
        addIfMapped(columns, structure);
        if (population instanceof PopulationColumn.ByValue byValue) {
            columns.add(byValue.column());
        }
        addFacts(columns);
        if (onePerYear != null) {
            addIfMapped(columns, onePerYear.mainColumn());
        }
        holdFirst.forEach(filter -> columns.add(filter.column()));
        hold.forEach(filter -> columns.add(filter.column()));
        attributes.forEach(attribute -> columns.addAll(attribute.columns()));
        return Collections.unmodifiableSortedSet(columns);
    }

    private void addFacts(TreeSet<String> columns) {
        addIfMapped(columns, facts.begin());
        columns.addAll(facts.end());
        addIfMapped(columns, facts.earlyEnd());
        addIfMapped(columns, facts.recorded());
        addIfMapped(columns, facts.year());
        addIfMapped(columns, facts.validatedBy());
        addIfMapped(columns, facts.step());
        FactColumns.Cancellation cancellation = facts.cancellation();
        if (cancellation != null) {
            columns.add(cancellation.column());
            columns.add(cancellation.day());
        }
    }

    private static void addIfMapped(TreeSet<String> columns, @Nullable String column) {
        if (column != null) {
            columns.add(column);
        }
    }
}
