package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.Snapshot;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.University;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.rows.FactColumns;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.Rows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The extracts of the sample university as tables, with days and numbers as databases have them; empty is NULL. */
final class SampleTables {
    static final Clock TODAY = Clock.fixed(University.TODAY, ZoneOffset.UTC);
    private static final Set<String> YEARS = Set.of("COD_ANU", "ANNEE");

    private final University university;

    /** Copies the extracts there, without the rows whose days are none: a database has no 31/02. */
    SampleTables(Path folder) throws Exception {
        university = new University(folder);
        for (SourceSettings source : sources()) {
            Path file = university.extract(source.name());
            List<String> lines = Files.readAllLines(file, charset(source));
            List<String> good = lines.stream()
                    .filter(line -> line.equals(lines.get(0)) || typed(source, lines.get(0), line) != null)
                    .toList();
            Files.writeString(file, String.join("\n", good) + "\n", charset(source));
        }
    }

    Configuration configuration() {
        return university.configuration();
    }

    private List<SourceSettings> sources() {
        return configuration().enabledSources();
    }

    private static Charset charset(SourceSettings source) {
        return ((CsvFile) source.rows()).format().charset();
    }

    /** A file that only its owner may read, with that password. */
    static Path passwordFile(Path folder, String password) throws IOException {
        Path file = Files.writeString(folder.resolve("source.password"), password + "\n", StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * Makes a table of each source.
     *
     * @param day the type of days
     * @param number the type of years
     */
    void load(Connection connection, String day, String number) throws SQLException, IOException {
        for (SourceSettings source : sources()) {
            List<String> lines = Files.readAllLines(university.extract(source.name()), charset(source));
            String[] columns = lines.get(0).split(";", -1);
            List<String> definitions = new ArrayList<>();
            for (String column : columns) {
                String type = days(source).contains(column) ? day : YEARS.contains(column) ? number : "VARCHAR(100)";
                definitions.add(column + " " + type);
            }
            try (Statement make = connection.createStatement()) {
                make.execute("CREATE TABLE " + source.name() + " (" + String.join(", ", definitions) + ")");
            }
            String marks = "?" + ", ?".repeat(columns.length - 1);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + source.name() + " VALUES (" + marks + ")")) {
                for (String line : lines.subList(1, lines.size())) {
                    List<Object> values = typed(source, lines.get(0), line);
                    for (int i = 0; i < columns.length; i++) {
                        insert.setObject(i + 1, values.get(i));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** The values of a row, empty ones as null; or null if one of its days is none. */
    private static List<Object> typed(SourceSettings source, String header, String line) {
        String[] columns = header.split(";", -1);
        String[] texts = line.split(";", -1);
        if (texts.length != columns.length) {
            return null;
        }
        DateTimeFormatter day = DateTimeFormatter.ofPattern(
                        source.mapping().dates().patterns().get(0).replace("yyyy", "uuuu"))
                .withResolverStyle(ResolverStyle.STRICT);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            try {
                values.add(
                        texts[i].isBlank()
                                ? null
                                : days(source).contains(columns[i])
                                        ? LocalDate.parse(texts[i], day)
                                        : YEARS.contains(columns[i]) ? Integer.valueOf(texts[i]) : texts[i]);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return values;
    }

    private static Set<String> days(SourceSettings source) {
        FactColumns facts = source.mapping().facts();
        Set<String> days = new HashSet<>(facts.end());
        days.add(source.mapping().names().birthDate());
        days.add(facts.begin());
        days.add(facts.earlyEnd());
        days.add(facts.recorded());
        if (facts.cancellation() != null) {
            days.add(facts.cancellation().day());
        }
        return days;
    }

    /** That source, with its rows from elsewhere. */
    Source source(String name, Rows rows) {
        SourceSettings settings = sources().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new MappedSource(name, rows, settings.mapping(), configuration().calendar(), TODAY);
    }

    /** The tables say what the files say: about every record, about every row that is held, and in the directory. */
    void assertSameAsFiles(Database database) throws Exception {
        Map<String, Source> tables = new TreeMap<>();
        for (String name : university.sourceNames()) {
            tables.put(name, source(name, new JdbcRows(database, Query.view(name), ReadLimits.DEFAULT)));
            Extract ofTable = tables.get(name).read();
            Extract ofFile = university.source(name).read();
            assertThat(ofTable.records()).as(name).isNotEmpty().isEqualTo(ofFile.records());
            assertThat(reasons(ofTable)).as(name).isEqualTo(reasons(ofFile));
            assertThat(ofTable.facts().rows()).as(name).isEqualTo(ofFile.facts().rows());
            assertThat(ofTable.held())
                    .allSatisfy(held -> assertThat(held.detail()).matches("view " + name + ", row [0-9]+: .*"));
        }
        assertThat(accounts(tables::get)).hasSizeGreaterThan(400).isEqualTo(accounts(university::source));
    }

    private static Set<String> reasons(Extract extract) {
        return extract.held().stream()
                .map(held -> held.key() + " " + held.reason())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Collection<Account> accounts(Function<String, Source> sources) throws Exception {
        Planner planner = university.planner();
        Snapshot directory = Snapshot.EMPTY;
        for (String name : university.sourceNames()) {
            Plan plan = planner.plan(directory, sources.apply(name).read(), University.TODAY);
            directory = directory.after(plan.changes());
        }
        return directory.accounts();
    }
}
