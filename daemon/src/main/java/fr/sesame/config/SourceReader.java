package fr.sesame.config;

import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.csv.CsvMapping;
import fr.sesame.source.csv.CsvMapping.FactColumns;
import fr.sesame.source.csv.CsvMapping.Hold;
import fr.sesame.source.csv.CsvMapping.NumberColumns;
import fr.sesame.source.csv.CsvMapping.PopulationColumn;
import fr.sesame.source.csv.CsvStructures;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the mappings of the sources, one file each. */
final class SourceReader {
    private static final int MEGABYTE = 1024 * 1024;

    private final Path folder;
    private final Path extracts;
    private final Map<Population, PopulationRule> populations;
    private final List<Problem> problems;

    SourceReader(Path folder, Path extracts, Map<Population, PopulationRule> populations, List<Problem> problems) {
        this.folder = folder;
        this.extracts = extracts;
        this.populations = populations;
        this.problems = problems;
    }

    Configuration.@Nullable Structures structures() {
        Section top = YamlFile.read(folder.resolve("structures.yaml"), problems);
        Path file = extracts.resolve(top.text("file"));
        CsvFormat format = format(top.section("format"));
        Section columns = top.section("columns");
        CsvStructures.Mapping mapping = new CsvStructures.Mapping(
                format, columns.text("code"), columns.text("label"), columns.text("type"), columns.text("parent"));
        top.finish();
        return new Configuration.Structures(file, mapping);
    }

    /** The source of that name, or null if it is switched off or cannot be used. */
    Configuration.@Nullable SourceSettings source(String name) {
        Section top = YamlFile.read(folder.resolve(name + ".yaml"), problems);
        boolean enabled = top.flag("enabled", true);
        Path file = extracts.resolve(top.text("file"));
        String cron = ConfigurationReader.cron(top, "0 0 3 * * ?");
        String identifier = top.word("supann-identifier", "none", List.of("none", "supannEtuId", "supannEmpId"));
        if (top.build(() -> new SourceKey(name, "key")) == null) {
            return null;
        }
        CsvMapping mapping = mapping(name, top);
        top.finish();
        return !enabled || mapping == null
                ? null
                : new Configuration.SourceSettings(mapping, file, cron, identifier.equals("none") ? "" : identifier);
    }

    private @Nullable CsvMapping mapping(String name, Section top) {
        Section format = top.section("format");
        DateTimeFormatter dates = format.value("dates", "yyyy-MM-dd", SourceReader::dates);
        CsvFormat written = format(format);
        Section key = top.section("key");
        Section other = key.section("else");
        CsvMapping.OtherKey otherKey =
                key.has("else") ? new CsvMapping.OtherKey(other.text("label"), other.texts("columns")) : null;
        String keyColumn = key.text("column");
        Section person = top.section("person");
        List<NumberColumns> numbers = new ArrayList<>();
        for (Section number : top.sections("numbers")) {
            boolean digits =
                    number.word("keep", "all", List.of("all", "digits")).equals("digits");
            numbers.add(new NumberColumns(number.text("kind"), number.texts("columns"), digits));
        }
        PopulationColumn population = population(top);
        Section once = top.section("once-per-year");
        CsvMapping.MainRow mainRow = top.has("once-per-year")
                ? new CsvMapping.MainRow(once.text("main-column"), once.text("main-value"))
                : null;
        FactColumns facts = facts(top.section("facts"));
        List<Hold> holds = holds(top.sections("hold"));
        Set<String> empty = new HashSet<>(top.texts("empty"));
        int damaged = top.number("max-damaged-percent", 20, 0, 100);
        String birthName = person.text("birth-name");
        String usualName = person.textOr("usual-name", null);
        String givenName = person.text("given-name");
        String birthDate = person.text("birth-date");
        String structure = top.textOr("structure", null);
        return top.build(() -> new CsvMapping(
                name,
                written,
                Objects.requireNonNull(dates),
                empty,
                keyColumn,
                otherKey,
                birthName,
                usualName,
                givenName,
                birthDate,
                numbers,
                Objects.requireNonNull(population),
                structure,
                facts,
                holds,
                mainRow,
                damaged));
    }

    /** Strict: 31/02 is no day. The year is that of the common calendar, which strictness writes as u. */
    private static DateTimeFormatter dates(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static CsvFormat format(Section section) {
        Character separator = section.value("separator", ";", SourceReader::separator);
        Charset charset = section.value("encoding", "UTF-8", Charset::forName);
        boolean unterminated = section.flag("unterminated-last-line", false);
        int megabytes = section.number("max-megabytes", 512, 1, 1024);
        return new CsvFormat(
                separator == null ? ';' : separator,
                charset == null ? StandardCharsets.UTF_8 : charset,
                unterminated,
                (long) megabytes * MEGABYTE);
    }

    private static Character separator(String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1 || text.charAt(0) == '"') {
            throw new InvalidValueException("'" + text + "' is not a separator; expected one character, or tab");
        }
        return text.charAt(0);
    }

    private @Nullable PopulationColumn population(Section top) {
        Section section = top.section("population");
        String always = section.textOr("always", null);
        if (always != null) {
            Population population = population(section, "always", always);
            return population == null ? null : PopulationColumn.always(population);
        }
        Map<String, Population> values = new LinkedHashMap<>();
        Section byValue = section.section("values");
        byValue.namedTexts().forEach((value, name) -> {
            Population population = population(byValue, value, name);
            if (population != null) {
                values.put(value, population);
            }
        });
        return new PopulationColumn(section.text("column"), values);
    }

    private @Nullable Population population(Section section, String key, String name) {
        Population population = section.build(() -> new Population(name));
        if (population != null && !populations.containsKey(population)) {
            section.problem(key, "is '" + name + "'; expected one of " + populations.keySet());
            return null;
        }
        return population;
    }

    private static FactColumns facts(Section section) {
        Section end = section.section("end");
        Section cancelled = section.section("cancelled");
        Section onlyIf = cancelled.section("if");
        CsvMapping.Values only = cancelled.has("if")
                ? new CsvMapping.Values(onlyIf.text("column"), new HashSet<>(onlyIf.texts("values")))
                : null;
        return new FactColumns(
                section.textOr("begin", null),
                end.textOr("column", null),
                end.word("last-day", "inclusive", List.of("inclusive", "exclusive"))
                        .equals("exclusive"),
                new HashSet<>(end.texts("open-ended")),
                end.textOr("overridden-by", null),
                section.textOr("recorded", null),
                section.textOr("academic-year", null),
                cancelled.textOr("column", null),
                only,
                section.textOr("validated-by", null));
    }

    private static List<Hold> holds(List<Section> sections) {
        List<Hold> holds = new ArrayList<>();
        for (Section section : sections) {
            String column = section.text("column");
            HoldReason reason = section.value("reason", null, HoldReason::new);
            List<String> ifs = section.texts("if");
            List<String> unless = section.texts("unless");
            List<String> begins = section.texts("if-begins");
            int kinds = (ifs.isEmpty() ? 0 : 1) + (unless.isEmpty() ? 0 : 1) + (begins.isEmpty() ? 0 : 1);
            if (kinds != 1) {
                section.problem("column", "needs one of if, unless and if-begins, found " + kinds);
            } else if (reason != null) {
                Hold.Test test =
                        !ifs.isEmpty() ? Hold.Test.IF : !unless.isEmpty() ? Hold.Test.UNLESS : Hold.Test.IF_BEGINS;
                Set<String> values = new HashSet<>(ifs);
                values.addAll(unless);
                values.addAll(begins);
                holds.add(new Hold(column, values, test, reason));
            }
        }
        return holds;
    }
}
