package fr.sesame.config;

import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Population;
import fr.sesame.source.rows.Conversion;
import fr.sesame.source.rows.DateForms;
import fr.sesame.source.rows.FactColumns;
import fr.sesame.source.rows.KeyColumns;
import fr.sesame.source.rows.NameColumns;
import fr.sesame.source.rows.NumberColumns;
import fr.sesame.source.rows.OnePerYear;
import fr.sesame.source.rows.PopulationColumn;
import fr.sesame.source.rows.RowFilter;
import fr.sesame.source.rows.RowMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The mapping in {@code sources/<name>.yaml}; docs/sources.md is its reference. */
final class MappingReader {
    private static final String COLUMN = "the name of a column";
    private static final String REASON = "a reason in lower-case words joined by hyphens, such as no-right";
    private static final List<Conversion> OF_NAMES =
            List.of(Conversion.SPACES, Conversion.UPPER, Conversion.LOWER, Conversion.NAME);
    private static final RowMapping STAND_IN = standIn();

    private final Section file;
    private final Set<Population> known;

    MappingReader(Section file, Collection<Population> known) {
        this.file = file;
        this.known = Set.copyOf(known);
    }

    RowMapping read() {
        DateForms dates = dates();
        FactColumns facts = facts();
        OnePerYear onePerYear = null;
        if (file.has("one-per-year")) {
            Section one = file.section("one-per-year");
            String mainColumn = one.optional("main-column", COLUMN);
            String mainValue = mainColumn == null ? "" : one.text("main-value", "the value that marks the main row");
            onePerYear = new OnePerYear(mainColumn, mainValue);
            if (facts.year() == null) {
                file.problem("facts.year", "nothing", "the column of the academic year, which one-per-year needs");
                onePerYear = null;
            }
        }
        return new RowMapping(
                dates,
                key(),
                names(),
                numbers(),
                file.optional("structure", COLUMN),
                population(),
                facts,
                onePerYear,
                filters("hold-first"),
                filters("hold"),
                AttributesReader.read(file.section("attributes")),
                (int) file.number("max-held-percent", RowMapping.DEFAULT_MAX_HELD_PERCENT, 0, 100));
    }

    private DateForms dates() {
        Section section = file.section("dates");
        String expected = "day, month and a year of four digits, such as dd/MM/yyyy";
        List<String> patterns = section.list("patterns", expected);
        Set<String> empty = new HashSet<>(section.list("empty", "a date as the source writes it"));
        Set<String> openEnded = new HashSet<>(section.list("open-ended", "a date as the source writes it"));
        boolean exclusive = section.word("end", List.of(false, true), is -> is ? "exclusive" : "inclusive", false);
        List<String> good = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                good.addAll(new DateForms(List.of(pattern), Set.of(), Set.of(), false).patterns());
            } catch (InvalidValueException e) {
                section.problem("patterns", "'" + pattern + "'", expected);
            }
        }
        if (patterns.isEmpty()) {
            section.problem("patterns", "nothing", expected);
        }
        return new DateForms(good.isEmpty() ? STAND_IN.dates().patterns() : good, empty, openEnded, exclusive);
    }

    private KeyColumns key() {
        Section section = file.section("key");
        String column = section.text("column", COLUMN);
        List<String> fallback = section.list("fallback", COLUMN);
        String label = fallback.isEmpty() ? "" : section.text("fallback-label", "a word such as INE");
        return new KeyColumns(column, label, fallback);
    }

    private NameColumns names() {
        Section section = file.section("names");
        return new NameColumns(
                section.text("birth", COLUMN),
                section.optional("usual", COLUMN),
                section.text("given", COLUMN),
                section.text("birth-date", COLUMN),
                AttributesReader.conversions(section, OF_NAMES));
    }

    private List<NumberColumns> numbers() {
        List<NumberColumns> numbers = new ArrayList<>();
        for (Section section : file.sections("numbers")) {
            String kind = section.needed(
                    "kind", text -> new PersonNumber(text, "0").kind(), "hr", "lower-case words, such as hr or ine");
            List<String> columns = section.list("columns", COLUMN);
            var conversion = section.word(
                    "conversion",
                    List.of(NumberColumns.Conversion.values()),
                    NumberColumns.Conversion::word,
                    NumberColumns.Conversion.NONE);
            if (columns.isEmpty()) {
                section.problem("columns", "nothing", "one or more columns");
            } else {
                numbers.add(new NumberColumns(kind, columns, conversion));
            }
        }
        return numbers;
    }

    private PopulationColumn population() {
        Section section = file.section("population");
        boolean constant = section.has("constant");
        boolean byColumn = section.has("column");
        if (constant == byColumn) {
            file.problem(
                    "population",
                    constant ? "both constant and column" : "neither constant nor column",
                    "constant: <population>, or column: <column> with values: {<value>: <population>}");
        }
        if (!byColumn) {
            return constant ? new PopulationColumn.Constant(population(section, "constant")) : STAND_IN.population();
        }
        String column = section.text("column", COLUMN);
        Section values = section.section("values");
        Map<String, Population> populations = new LinkedHashMap<>();
        values.keys().forEach(value -> populations.put(value, population(values, value)));
        if (populations.isEmpty()) {
            section.problem("values", "nothing", "<value>: <population>");
            return STAND_IN.population();
        }
        return new PopulationColumn.ByValue(column, populations);
    }

    private Population population(Section section, String key) {
        String expected = "one of the populations of sesame.yaml: " + new TreeSet<>(known);
        return section.needed(
                key,
                text -> {
                    Population population = new Population(text);
                    if (!known.contains(population)) {
                        throw new InvalidValueException(expected);
                    }
                    return population;
                },
                new Population("unknown"),
                expected);
    }

    private FactColumns facts() {
        Section section = file.section("facts");
        return new FactColumns(
                section.optional("begin", COLUMN),
                section.list("end", COLUMN),
                section.optional("early-end", COLUMN),
                section.optional("recorded", COLUMN),
                section.optional("year", COLUMN),
                section.optional("validated-by", COLUMN),
                section.has("cancellation") ? cancellation(section.section("cancellation")) : null,
                section.optional("step", COLUMN));
    }

    private static FactColumns.Cancellation cancellation(Section section) {
        Set<String> valid = new HashSet<>(section.list("valid", "a value of the column"));
        Set<String> cancelled = new HashSet<>(section.list("cancelled", "a value of the column"));
        if (valid.isEmpty() || cancelled.isEmpty()) {
            section.problem(valid.isEmpty() ? "valid" : "cancelled", "nothing", "one or more values of the column");
        }
        for (String value : Set.copyOf(cancelled)) {
            if (valid.remove(value)) {
                section.problem("cancelled", "'" + value + "', which is valid too", "a value in one list only");
            }
        }
        return new FactColumns.Cancellation(
                section.text("column", COLUMN),
                valid,
                cancelled,
                section.text("day", COLUMN),
                section.value("otherwise", HoldReason::new, HoldReason.NO_RIGHT, REASON));
    }

    private List<RowFilter> filters(String key) {
        List<RowFilter> filters = new ArrayList<>();
        List<String> words = List.of(RowFilter.Test.values()).stream()
                .map(RowFilter.Test::word)
                .toList();
        for (Section section : file.sections(key)) {
            String column = section.text("column", COLUMN);
            HoldReason reason = section.needed("reason", HoldReason::new, HoldReason.NO_RIGHT, REASON);
            List<RowFilter.Test> tests = List.of(RowFilter.Test.values()).stream()
                    .filter(test -> section.has(test.word()))
                    .toList();
            if (tests.size() != 1) {
                section.problem("", tests.size() + " tests", "exactly one of " + String.join(", ", words));
                continue;
            }
            List<String> values = section.list(tests.get(0).word(), "one or more values");
            if (values.isEmpty()) {
                section.problem(tests.get(0).word(), "nothing", "one or more values");
                continue;
            }
            filters.add(new RowFilter(column, tests.get(0), Set.copyOf(values), reason));
        }
        return filters;
    }

    /** Takes the place of what cannot be read, until every problem is known. */
    private static RowMapping standIn() {
        return new RowMapping(
                new DateForms(List.of("yyyy-MM-dd"), Set.of(), Set.of(), false),
                KeyColumns.of(""),
                new NameColumns("", null, "", ""),
                List.of(),
                null,
                new PopulationColumn.Constant(new Population("unknown")),
                new FactColumns(null, List.of(), null, null, null, null, null, null),
                null,
                List.of(),
                List.of(),
                List.of(),
                RowMapping.DEFAULT_MAX_HELD_PERCENT);
    }
}
