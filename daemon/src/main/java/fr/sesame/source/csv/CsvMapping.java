package fr.sesame.source.csv;

import fr.sesame.account.HoldReason;
import fr.sesame.account.Population;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one application become affiliations: everything that differs from one institution to the other, as data.
 * docs/sources.md explains each setting.
 *
 * @param source the name of the source
 * @param format how the file is written
 * @param dates how its dates are written; strict: 31/02 is none
 * @param empty values that mean that there is none, beside the empty one
 * @param key the column of the key
 * @param otherKey what names a row without a key, or null
 * @param birthName column
 * @param usualName column, or null
 * @param givenName column
 * @param birthDate column
 * @param numbers the numbers that other sources know too
 * @param population from a column or constant
 * @param structure column, or null
 * @param facts the columns of the dates
 * @param holds rows that are held whatever else they say
 * @param oncePerYear whether the rows of one academic year are steps of one affiliation, or null
 * @param maxDamagedPercent an extract in which more rows than that are damaged is refused whole
 */
public record CsvMapping(
        String source,
        CsvFormat format,
        DateTimeFormatter dates,
        Set<String> empty,
        String key,
        @Nullable OtherKey otherKey,
        String birthName,
        @Nullable String usualName,
        String givenName,
        String birthDate,
        List<NumberColumns> numbers,
        PopulationColumn population,
        @Nullable String structure,
        FactColumns facts,
        List<Hold> holds,
        @Nullable MainRow oncePerYear,
        int maxDamagedPercent) {

    public CsvMapping {
        empty = Set.copyOf(empty);
        numbers = List.copyOf(numbers);
        holds = List.copyOf(holds);
    }

    /** Names a row without a key for humans: {@code INE:0123456789X}. */
    public record OtherKey(String label, List<String> columns) {
        public OtherKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A number of the person.
     *
     * @param kind its kind, such as hr or ine
     * @param columns joined in this order; an empty one makes the number none
     * @param digitsOnly whether only the digits count, without leading zeros
     */
    public record NumberColumns(String kind, List<String> columns, boolean digitsOnly) {
        public NumberColumns {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The population of a row.
     *
     * @param column null: the one population of {@code values}, whatever the row says
     * @param values by the column's value
     */
    public record PopulationColumn(@Nullable String column, Map<String, Population> values) {
        public PopulationColumn {
            values = Map.copyOf(values);
        }

        /** Always the same. */
        public static PopulationColumn always(Population population) {
            return new PopulationColumn(null, Map.of("", population));
        }
    }

    /**
     * The columns of the dated facts; null where the application has none.
     *
     * @param endExclusive whether the end column names the first day that is no longer open
     * @param openEnded values of the end column that mean no end
     * @param earlyEnd a day that overrides the end
     * @param cancelled the last open day of a cancelled row
     * @param cancelledIf which rows are cancelled, or null: those that have the day
     */
    public record FactColumns(
            @Nullable String begin,
            @Nullable String end,
            boolean endExclusive,
            Set<String> openEnded,
            @Nullable String earlyEnd,
            @Nullable String recorded,
            @Nullable String year,
            @Nullable String cancelled,
            @Nullable Values cancelledIf,
            @Nullable String validatedBy) {
        public FactColumns {
            openEnded = Set.copyOf(openEnded);
        }
    }

    /** Some values of a column. */
    public record Values(String column, Set<String> values) {
        public Values {
            values = Set.copyOf(values);
        }
    }

    /**
     * Holds a row by one column.
     *
     * @param column the column
     * @param values what it is compared with
     * @param test when the row is held
     * @param reason why
     */
    public record Hold(String column, Set<String> values, Test test, HoldReason reason) {
        public Hold {
            values = Set.copyOf(values);
        }

        /** When a row is held. */
        public enum Test {
            /** If the value is one of them. */
            IF,
            /** If the value is none of them. */
            UNLESS,
            /** If the value begins with one of them. */
            IF_BEGINS
        }

        boolean holds(String value) {
            return switch (test) {
                case IF -> values.contains(value);
                case UNLESS -> !values.contains(value);
                case IF_BEGINS -> values.stream().anyMatch(value::startsWith);
            };
        }
    }

    /** The row that gives the structure, of several steps of one registration. */
    public record MainRow(String column, String value) {}

    /** Every column that the header must have. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(key, birthName, givenName, birthDate));
        for (String column : new String[] {
            usualName,
            structure,
            population.column(),
            facts.begin(),
            facts.end(),
            facts.earlyEnd(),
            facts.recorded(),
            facts.year(),
            facts.cancelled(),
            facts.validatedBy()
        }) {
            if (column != null) {
                columns.add(column);
            }
        }
        numbers.forEach(number -> columns.addAll(number.columns()));
        holds.forEach(hold -> columns.add(hold.column()));
        if (otherKey != null) {
            columns.addAll(otherKey.columns());
        }
        if (facts.cancelledIf() != null) {
            columns.add(facts.cancelledIf().column());
        }
        if (oncePerYear != null) {
            columns.add(oncePerYear.column());
        }
        return columns.stream().distinct().toList();
    }
}
