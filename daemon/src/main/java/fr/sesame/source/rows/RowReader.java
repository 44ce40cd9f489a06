package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.GivenAttributes;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One row into typed values, in the order of checks that docs/sources.md gives: the first that fails names the reason. */
final class RowReader {
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);

    private final String source;
    private final RowMapping mapping;
    private final Calendar calendar;
    private final LocalDate today;
    private final DateReader dates;
    private final FactReader facts;
    private final AttributeReader attributes;

    RowReader(String source, RowMapping mapping, Calendar calendar, LocalDate today) {
        this.source = source;
        this.mapping = mapping;
        this.calendar = calendar;
        this.today = today;
        this.dates = new DateReader(mapping.dates(), calendar.zone());
        this.facts = new FactReader(mapping.facts(), dates);
        this.attributes = new AttributeReader(mapping.attributes(), dates);
    }

    /** The row, or null if it was added to the held ones. */
    @Nullable
    ParsedRow read(Row row, Collection<HeldRecord> held) {
        try {
            return read(row);
        } catch (HeldException e) {
            held.add(new HeldRecord(name(row), e.reason(), row.position() + ": " + e.getMessage()));
            return null;
        }
    }

    private ParsedRow read(Row row) throws HeldException {
        refuseMalformed(row);
        SourceKey key = key(row);
        filter(row, mapping.holdFirst());
        CivilIdentity civil = civil(row);
        Facts told = facts.read(row);
        Population population = population(row);
        StructureCode structure = structure(row);
        Set<PersonNumber> numbers = numbers(row);
        facts.refuseWithoutRight(row);
        filter(row, mapping.hold());
        PopulationRule.Refusal refusal =
                calendar.ruleOf(population).refusal(told).orElse(null);
        if (refusal != null) {
            throw new HeldException(refusal.reason(), population + ": " + refusal.detail());
        }
        OnePerYear one = mapping.onePerYear();
        String mainColumn = one == null ? null : one.mainColumn();
        boolean main = one != null && mainColumn != null && row.get(mainColumn).equals(one.mainValue());
        List<String> doubts = new ArrayList<>();
        GivenAttributes given = attributes.read(row, doubts::add);
        return new ParsedRow(
                row.position(), civil, numbers, new Affiliation(key, population, structure, told), main, given, doubts);
    }

    /** The key, or what stands for it. */
    private SourceKey name(Row row) {
        KeyColumns key = mapping.key();
        String fallback = key.fallback().isEmpty() ? "" : row.joined(key.fallback());
        for (String candidate : List.of(
                row.certain(key.column()),
                fallback.isEmpty() || !row.isWhole() ? "" : key.fallbackLabel() + ":" + fallback)) {
            try {
                return new SourceKey(source, candidate);
            } catch (InvalidValueException e) {
                // Not a key; the line number always is.
            }
        }
        return HeldRecord.line(source, row.position().number());
    }

    private static void refuseMalformed(Row row) throws HeldException {
        if (!row.isWhole()) {
            throw new HeldException(
                    HoldReason.BAD_ROW,
                    "found " + row.fields().size() + " fields; expected "
                            + row.columns().size());
        }
        if (!row.damage().isEmpty()) {
            throw new HeldException(HoldReason.BAD_ROW, row.damage());
        }
        for (String column : row.columns().keySet()) {
            if (hasControl(row.get(column))) {
                throw new HeldException(
                        HoldReason.BAD_ROW, column + ": found a control character; expected printable text");
            }
        }
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private SourceKey key(Row row) throws HeldException {
        String column = mapping.key().column();
        if (row.get(column).isEmpty()) {
            throw new HeldException(HoldReason.NO_KEY, column + ": found nothing; expected the key");
        }
        return value(column, HoldReason.BAD_ROW, () -> new SourceKey(source, row.get(column)));
    }

    private static void filter(Row row, List<RowFilter> filters) throws HeldException {
        for (RowFilter filter : filters) {
            String found = row.get(filter.column());
            if (filter.holds(found)) {
                throw new HeldException(
                        filter.reason(), filter.column() + ": found '" + found + "'; expected " + filter.expected());
            }
        }
    }

    private CivilIdentity civil(Row row) throws HeldException {
        NameColumns names = mapping.names();
        for (String column : List.of(names.birth(), names.given())) {
            if (row.get(column).isEmpty()) {
                throw new HeldException(HoldReason.NO_NAME, column + ": found nothing; expected a name");
            }
        }
        LocalDate birth = dates.needed(row, names.birthDate());
        if (birth.isAfter(today) || birth.isBefore(FIRST_BIRTH)) {
            throw new HeldException(
                    HoldReason.BAD_DATE,
                    names.birthDate() + ": found a birth on " + birth + "; expected a day from " + FIRST_BIRTH + " to "
                            + today);
        }
        String usual = names.usual() == null ? null : converted(row.get(names.usual()));
        return new CivilIdentity(converted(row.get(names.birth())), usual, converted(row.get(names.given())), birth);
    }

    private String converted(String name) {
        String converted = name;
        for (Conversion conversion : mapping.names().conversions()) {
            converted = conversion.apply(converted, dates);
        }
        return converted;
    }

    private Population population(Row row) throws HeldException {
        if (mapping.population() instanceof PopulationColumn.ByValue byValue) {
            String found = row.get(byValue.column());
            Population population = byValue.values().get(found);
            if (population == null) {
                throw new HeldException(
                        HoldReason.BAD_ROW,
                        byValue.column() + ": found '" + found + "'; expected one of "
                                + new TreeSet<>(byValue.values().keySet()));
            }
            return population;
        }
        return ((PopulationColumn.Constant) mapping.population()).population();
    }

    private @Nullable StructureCode structure(Row row) throws HeldException {
        String column = mapping.structure();
        if (column == null || row.get(column).isEmpty()) {
            return null;
        }
        return value(column, HoldReason.BAD_ROW, () -> new StructureCode(row.get(column)));
    }

    private Set<PersonNumber> numbers(Row row) throws HeldException {
        Set<PersonNumber> numbers = new TreeSet<>();
        for (NumberColumns columns : mapping.numbers()) {
            String number = columns.conversion().apply(row.joined(columns.columns()));
            if (!number.isEmpty()) {
                numbers.add(value(
                        String.join("+", columns.columns()),
                        HoldReason.BAD_ROW,
                        () -> new PersonNumber(columns.kind(), number)));
            }
        }
        return numbers;
    }

    private static <T> T value(String column, HoldReason reason, Supplier<T> maker) throws HeldException {
        try {
            return maker.get();
        } catch (InvalidValueException e) {
            throw new HeldException(reason, column + ": " + e.getMessage());
        }
    }
}
