package fr.sesame.source.csv;

import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.DateForms;
import fr.sesame.source.rows.FactColumns;
import fr.sesame.source.rows.KeyColumns;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.NameColumns;
import fr.sesame.source.rows.NumberColumns;
import fr.sesame.source.rows.OnePerYear;
import fr.sesame.source.rows.PopulationColumn;
import fr.sesame.source.rows.RowFilter;
import fr.sesame.source.rows.RowMapping;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small institution of the tests: two populations, one mapping, and files written on the spot. */
final class Extracts {
    static final String HEADER = "id;ine;born;given;birth;kind;year;from;to;early;typed;ok;status;off;main;paid;unit";
    static final String GOOD = "1;A1;Dupont;Anne;01/02/2000;S;2026;01/09/2026;;;;;E;;O;P;UFR";
    static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private static final Population STUDENT = new Population("student");
    private static final Population HOSTED = new Population("hosted");
    static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Europe/Paris"),
            Map.of(
                    STUDENT,
                    new PopulationRule(days("begin+1"), days("year+1 12-31"), Period.ofDays(1), false, false, 0, false),
                    HOSTED,
                    new PopulationRule(days("begin"), days("end"), Period.ofMonths(3), true, true, 3, false)));

    private Extracts() {}

    private static List<DayRule> days(String rule) {
        return List.of(DayRule.parse(rule));
    }

    static RowMapping mapping() {
        return new RowMapping(
                new DateForms(List.of("dd/MM/yyyy"), Set.of("01/01/0001"), Set.of("31/12/2999"), false),
                new KeyColumns("id", "INE", List.of("ine")),
                new NameColumns("born", null, "given", "birth"),
                List.of(new NumberColumns("ine", List.of("ine"), NumberColumns.Conversion.UPPER)),
                "unit",
                new PopulationColumn.ByValue("kind", Map.of("S", STUDENT, "H", HOSTED)),
                new FactColumns(
                        "from",
                        List.of("to"),
                        "early",
                        "typed",
                        "year",
                        "ok",
                        new FactColumns.Cancellation("status", Set.of("E"), Set.of("A"), "off", HoldReason.NO_RIGHT),
                        null),
                new OnePerYear("main", "O"),
                List.of(new RowFilter("id", RowFilter.Test.STARTS_WITH, Set.of("REL"), new HoldReason("not-an-agent"))),
                List.of(new RowFilter("paid", RowFilter.Test.IS_NOT, Set.of("P"), HoldReason.NO_RIGHT)),
                List.of(),
                RowMapping.DEFAULT_MAX_HELD_PERCENT);
    }

    /** The header and the rows, read as they are. */
    static Extract read(Path dir, String... rows) throws IOException, SourceException {
        return read(
                dir,
                StandardCharsets.UTF_8,
                (HEADER + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Extract read(Path dir, Charset declared, byte[] bytes) throws IOException, SourceException {
        Path file = dir.resolve("people.csv");
        Files.write(file, bytes);
        return source(file, CsvFormat.of(declared, ';')).read();
    }

    static Source source(Path file, CsvFormat format) {
        return new MappedSource("people", new CsvFile(file, format), mapping(), CALENDAR, TODAY);
    }
}
