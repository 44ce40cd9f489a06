package fr.sesame.source.csv;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row to one {@link MappedRow}, or to the reason why not. */
final class RowMapper {
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2200;

    private final CsvMapping mapping;
    private final Calendar calendar;
    private final LocalDate today;

    RowMapper(CsvMapping mapping, Calendar calendar, LocalDate today) {
        this.mapping = mapping;
        this.calendar = calendar;
        this.today = today;
    }

    /** What names the row, even if it is held: its key, else its other key, else its line. */
    SourceKey keyOf(Row row) {
        if (row.isWhole()) {
            CsvMapping.OtherKey other = mapping.otherKey();
            String key = value(row, mapping.key());
            if (key != null) {
                return keyOrLine(row, key);
            }
            String joined = other == null ? null : joined(row, other.columns());
            if (other != null && joined != null) {
                return keyOrLine(row, other.label() + ":" + joined);
            }
        }
        return new SourceKey(mapping.source(), "line:" + row.line());
    }

    private SourceKey keyOrLine(Row row, String key) {
        try {
            return new SourceKey(mapping.source(), key);
        } catch (InvalidValueException e) {
            return new SourceKey(mapping.source(), "line:" + row.line());
        }
    }

    MappedRow map(Row row) throws HeldRow {
        if (!row.isWhole()) {
            throw new HeldRow(
                    HoldReason.BAD_ROW,
                    row.fields().size() + " fields; expected " + row.header().size());
        }
        String key = value(row, mapping.key());
        if (key == null) {
            throw new HeldRow(HoldReason.NO_KEY, mapping.key() + " is empty");
        }
        for (CsvMapping.Hold hold : mapping.holds()) {
            String found = row.get(hold.column());
            if (hold.holds(found)) {
                throw new HeldRow(hold.reason(), hold.column() + " is '" + found + "'");
            }
        }
        try {
            return new MappedRow(
                    row.line(),
                    civil(row),
                    numbers(row),
                    affiliation(row, new SourceKey(mapping.source(), key)),
                    mapping.oncePerYear() == null
                            || row.get(mapping.oncePerYear().column())
                                    .equals(mapping.oncePerYear().value()));
        } catch (InvalidValueException e) {
            throw new HeldRow(HoldReason.BAD_ROW, String.valueOf(e.getMessage()));
        }
    }

    private CivilIdentity civil(Row row) throws HeldRow {
        String birthName = value(row, mapping.birthName());
        String givenName = value(row, mapping.givenName());
        if (birthName == null || givenName == null) {
            throw new HeldRow(
                    HoldReason.NO_NAME, (birthName == null ? mapping.birthName() : mapping.givenName()) + " is empty");
        }
        LocalDate birthDate = day(row, mapping.birthDate());
        if (birthDate == null || birthDate.isBefore(EARLIEST_BIRTH) || birthDate.isAfter(today)) {
            throw new HeldRow(
                    HoldReason.BAD_DATE,
                    mapping.birthDate() + " is '" + row.get(mapping.birthDate()) + "'; expected a day from "
                            + EARLIEST_BIRTH + " to " + today);
        }
        String usualName = mapping.usualName() == null ? null : value(row, mapping.usualName());
        return new CivilIdentity(birthName, usualName, givenName, birthDate);
    }

    private Set<PersonNumber> numbers(Row row) {
        Set<PersonNumber> numbers = new TreeSet<>();
        for (CsvMapping.NumberColumns column : mapping.numbers()) {
            String value = joined(row, column.columns());
            if (value != null && column.digitsOnly()) {
                value = value.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
            }
            if (value != null && !value.isEmpty()) {
                numbers.add(new PersonNumber(column.kind(), value));
            }
        }
        return numbers;
    }

    private Affiliation affiliation(Row row, SourceKey key) throws HeldRow {
        Population population = population(row);
        Facts facts = facts(row);
        PopulationRule rule = calendar.ruleOf(population);
        Optional<PopulationRule.Refusal> refusal = rule.refusal(facts);
        if (refusal.isPresent()) {
            throw new HeldRow(refusal.get().reason(), refusal.get().detail());
        }
        String structure = mapping.structure() == null ? null : value(row, mapping.structure());
        return new Affiliation(key, population, structure == null ? null : new StructureCode(structure), facts);
    }

    private Population population(Row row) throws HeldRow {
        String column = mapping.population().column();
        String value = column == null ? "" : row.get(column);
        Population population = mapping.population().values().get(value);
        if (population == null) {
            throw new HeldRow(
                    HoldReason.BAD_ROW,
                    column + " is '" + value + "'; expected one of "
                            + new TreeSet<>(mapping.population().values().keySet()));
        }
        return population;
    }

    private Facts facts(Row row) throws HeldRow {
        CsvMapping.FactColumns columns = mapping.facts();
        LocalDate end = end(row, columns);
        LocalDate cancelled = cancelled(row, columns);
        LocalDate early = columns.earlyEnd() == null ? null : day(row, columns.earlyEnd());
        if (early != null) {
            if (end == null || early.isBefore(end)) {
                // The planned end stays a fact of its own: a stay that was long enough stays so, however soon it ends.
                cancelled = cancelled == null || early.isBefore(cancelled) ? early : cancelled;
            } else {
                end = early;
            }
        }
        return Facts.NONE
                .withBegin(columns.begin() == null ? null : day(row, columns.begin()))
                .withEnd(end)
                .withRecorded(columns.recorded() == null ? null : day(row, columns.recorded()))
                .withYear(columns.year() == null ? null : year(row, columns.year()))
                .withCancelled(cancelled)
                .withValidatedBy(columns.validatedBy() == null ? null : value(row, columns.validatedBy()));
    }

    private @Nullable LocalDate end(Row row, CsvMapping.FactColumns columns) throws HeldRow {
        String column = columns.end();
        if (column == null || columns.openEnded().contains(row.get(column))) {
            return null;
        }
        LocalDate day = day(row, column);
        return day != null && columns.endExclusive() ? day.minusDays(1) : day;
    }

    private @Nullable LocalDate cancelled(Row row, CsvMapping.FactColumns columns) throws HeldRow {
        String column = columns.cancelled();
        CsvMapping.Values only = columns.cancelledIf();
        if (column == null || (only != null && !only.values().contains(row.get(only.column())))) {
            return null;
        }
        LocalDate day = day(row, column);
        if (day == null && only != null) {
            throw new HeldRow(
                    HoldReason.BAD_DATE,
                    column + " is empty though " + only.column() + " is '" + row.get(only.column()) + "'");
        }
        return day;
    }

    private @Nullable LocalDate day(Row row, String column) throws HeldRow {
        String value = value(row, column);
        if (value == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value, mapping.dates());
            if (day.getYear() < EARLIEST_YEAR || day.getYear() > LATEST_YEAR) {
                throw new HeldRow(
                        HoldReason.BAD_DATE,
                        column + " is '" + value + "'; expected a year from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
            }
            return day;
        } catch (DateTimeException e) {
            throw new HeldRow(HoldReason.BAD_DATE, column + " is '" + value + "', which is no day");
        }
    }

    private static int year(Row row, String column) throws HeldRow {
        String value = row.get(column);
        if (!value.matches("[0-9]{4}")
                || Integer.parseInt(value) < EARLIEST_YEAR
                || Integer.parseInt(value) > LATEST_YEAR) {
            throw new HeldRow(
                    HoldReason.BAD_DATE, column + " is '" + value + "'; expected the first year of an academic year");
        }
        return Integer.parseInt(value);
    }

    private @Nullable String value(Row row, String column) {
        String value = row.get(column);
        return value.isEmpty() || mapping.empty().contains(value) ? null : value;
    }

    private @Nullable String joined(Row row, Iterable<String> columns) {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            String value = value(row, column);
            if (value == null) {
                return null;
            }
            text.append(value);
        }
        return text.toString();
    }
}
