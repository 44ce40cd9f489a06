package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.directory.Snapshot;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.Rows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of a real PostgreSQL, and a PostgreSQL that goes away in the middle. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PostgresTest {
    private static final ReadLimits LIMITS = ReadLimits.DEFAULT;

    private static EmbeddedPostgres server;

    @TempDir
    private Path dir;

    private Database database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        execute(server, "CREATE USER reader PASSWORD 'of the reader'");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        database = database(server);
    }

    private Database database(EmbeddedPostgres at) throws IOException {
        return new Database(
                "jdbc:postgresql://localhost:" + at.getPort() + "/postgres?sslmode=disable",
                "reader",
                SampleTables.passwordFile(dir, "of the reader"),
                dir.resolve("drivers"));
    }

    private static void execute(EmbeddedPostgres at, String statement) throws SQLException {
        try (Connection connection = at.getPostgresDatabase().getConnection();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static void read(Rows rows, Consumer<Row> each, String... columns) throws SourceException {
        rows.read(
                new Reading(
                        new TreeSet<>(Set.of(columns)), "yyyy-MM-dd", ZoneId.of("Europe/Paris"), SampleTables.TODAY),
                each);
    }

    private List<List<String>> values(String query) throws SourceException {
        List<List<String>> values = new ArrayList<>();
        read(new JdbcRows(database, Query.of(query), LIMITS), row -> values.add(row.fields()), "V");
        return values;
    }

    @Test
    void theSampleUniversityInTablesIsTheOneOfItsFiles() throws Exception {
        SampleTables tables = new SampleTables(Files.createDirectory(dir.resolve("extracts")));
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            tables.load(connection, "DATE", "NUMERIC(4)");
        }
        execute(server, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");

        tables.assertSameAsFiles(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP", "TIMESTAMPTZ"})
    void changesDoWhatWholeReadsDo(String type) throws Exception {
        try (EmbeddedPostgres own = EmbeddedPostgres.start()) {
            execute(own, "CREATE USER reader PASSWORD 'of the reader'");
            execute(own, "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader");
            try (Connection connection = own.getPostgresDatabase().getConnection()) {
                ChangesEqualWholesTest.compareEveryDay(
                        dir, connection, database(own).url(), type, 21, 10);
            }
        }
    }

    @Test
    void timesWithoutEndAreNoMark() throws Exception {
        execute(
                server,
                "CREATE TABLE dated AS SELECT 'a' AS v, 'infinity'::timestamptz AS t UNION ALL SELECT 'b', '-infinity'"
                        + " UNION ALL SELECT 'c', '2026-11-22 06:00+01'");
        execute(server, "GRANT SELECT ON dated TO reader");
        List<String> seen = new ArrayList<>();
        Reading reading = new Reading(
                new TreeSet<>(Set.of("V")),
                "yyyy-MM-dd",
                ZoneId.of("Europe/Paris"),
                SampleTables.TODAY,
                new ChangeColumn("T", "V", Duration.ZERO, null));
        JdbcRows rows = new JdbcRows(database, Query.view("dated"), LIMITS);
        assertThat(rows.read(reading, row -> seen.add(row.fields().get(0))).changes())
                .isEqualTo(new Extract.Changes(null, "2026-11-22T05:00Z", 0, 1));
        assertThat(seen).hasSize(3);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "NULL::date                                | \"\"",
                "DATE '0001-01-01'                         | 0001-01-01",
                "'infinity'::date                          | infinity",
                "'-infinity'::date                         | -infinity",
                "'infinity'::timestamp                     | infinity",
                "'infinity'::timestamptz                   | infinity",
                "TIMESTAMP '2026-03-29 02:30:00'           | 2026-03-29",
                "TIMESTAMPTZ '2026-11-23 22:59:59+00'      | 2026-11-23",
                "TIMESTAMPTZ '2026-11-23 23:00:00+00'      | 2026-11-24",
                "20101300.00::numeric                      | 20101300",
                "2026::int2                                | 2026",
                "true                                      | t",
                "'ab'::char(4)                             | \"ab  \"",
                "'Łukasz'::text                            | Łukasz",
                "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid | 6ba7b810-9dad-11d1-80b4-00c04fd430c8"
            })
    void aValueIsTheTextThatAFileWouldHave(String sql, String text) throws Exception {
        assertThat(values("SELECT " + sql + " AS v")).containsExactly(List.of(text));
    }

    @Test
    void nothingIsWrittenWhateverTheUserMay() throws Exception {
        execute(server, "CREATE TABLE counted AS SELECT 1 AS v");
        execute(server, "GRANT ALL ON counted TO reader");

        assertThatThrownBy(() -> values("WITH gone AS (DELETE FROM counted RETURNING v) SELECT v FROM gone"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("read-only");
        assertThat(values("SELECT v FROM counted")).hasSize(1);
    }

    @Test
    void rowsComeInBlocksAndAnErrorBehindThemMakesTheReadAFailedOne() {
        List<Row> seen = new ArrayList<>();
        Query broken = Query.of("SELECT 1 / (4500 - x) AS v FROM generate_series(1, 100000) AS x");

        assertThatThrownBy(() -> read(new JdbcRows(database, broken, LIMITS), seen::add, "V"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the read failed after 4000 rows")
                .hasMessageContaining("division by zero");
        assertThat(seen).hasSize(4000);
    }

    @Test
    void aConnectionThatIsDroppedAfter40000RowsIsAFailedRead() {
        Query many = Query.of("SELECT x AS v FROM generate_series(1, 100000) AS x");
        Consumer<Row> dropping = row -> {
            if (row.position().number() == 40_000) {
                drop();
            }
        };

        assertThatThrownBy(() -> read(new JdbcRows(database, many, LIMITS), dropping, "V"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the query of jdbc:postgresql://localhost:" + server.getPort() + "/postgres: ")
                .hasMessageContaining("the read failed after 40000 rows");
    }

    private static void drop() {
        try {
            execute(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatIsStoppedInTheMiddleOfARunLeavesTheDirectoryAsItIs() throws Exception {
        SampleTables tables = new SampleTables(Files.createDirectory(dir.resolve("extracts")));
        EmbeddedPostgres ending = EmbeddedPostgres.start();
        try {
            execute(ending, "CREATE USER reader PASSWORD 'of the reader'");
            try (Connection connection = ending.getPostgresDatabase().getConnection()) {
                tables.load(connection, "DATE", "NUMERIC(4)");
            }
            execute(ending, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
            Rows view = new JdbcRows(
                    database(ending), Query.view("apogee"), new ReadLimits(10, Duration.ofMinutes(1), 1000));
            InMemoryDirectory directory = new InMemoryDirectory();
            RunReport before = run(directory, tables.source("apogee", view));
            Snapshot filled = directory.snapshot();
            execute(ending, "DELETE FROM apogee WHERE cod_anu = 2026");

            RunReport after = run(
                    directory,
                    tables.source(
                            "apogee",
                            (reading, each) -> view.read(reading, row -> {
                                each.accept(row);
                                if (row.position().number() == 20) {
                                    stop(ending);
                                }
                            })));

            assertThat(before.sources().get(0).outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
            assertThat(filled.accounts()).hasSizeGreaterThan(200);
            assertThat(after.sources().get(0).outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
            assertThat(after.sources().get(0).messages())
                    .singleElement()
                    .asString()
                    .contains(
                            "view apogee of jdbc:postgresql:", "the read failed after 20 rows", "Nothing was changed");
            assertThat(directory.snapshot()).isEqualTo(filled);
        } finally {
            ending.close();
        }
    }

    private RunReport run(InMemoryDirectory directory, Source source) throws Exception {
        University university = new University(Files.createTempDirectory(dir, "extracts"));
        Reconciler reconciler = new Reconciler(directory, university.planner(), university.guard(), SampleTables.TODAY);
        RunStore store = new RunStore(Files.createTempDirectory(dir, "runs"), university.changeText(), () -> "");
        return new Runner(
                        reconciler,
                        university.structures(),
                        List.of(source),
                        university.groups(directory),
                        store,
                        SampleTables.TODAY,
                        report -> {})
                .run(List.of(source.name()), false);
    }

    private static void stop(EmbeddedPostgres ending) {
        try {
            ending.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aQueryThatTakesTooLongIsGivenUp() {
        Instant start = Instant.now();
        Query slow = Query.of("SELECT pg_sleep(600) AS v");

        assertThatThrownBy(() ->
                        read(new JdbcRows(database, slow, new ReadLimits(1, Duration.ofSeconds(1), 1)), row -> {}, "V"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the read failed after 0 rows")
                .hasMessageContaining("'jdbc.timeout'");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aReadThatTakesTooLongRowByRowIsGivenUp() {
        Query dribbling = Query.of("SELECT pg_sleep(0.2) AS v FROM generate_series(1, 1000)");

        assertThatThrownBy(() -> read(
                        new JdbcRows(database, dribbling, new ReadLimits(1, Duration.ofSeconds(1), 1000)),
                        row -> {},
                        "V"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("rows, PT1S were over; expected the whole view in that time");
    }

    /** As after a firewall has forgotten the connection: nobody says that it is gone. */
    @Test
    @Tag("slow")
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        Query many = Query.of("SELECT x AS v FROM generate_series(1, 100000) AS x");
        List<Long> stopped = new ArrayList<>();
        try {
            assertThatThrownBy(() -> read(
                            new JdbcRows(database, many, new ReadLimits(1000, Duration.ofSeconds(2), 100_000)),
                            row -> {
                                if (row.position().number() == 1000) {
                                    stopped.add(signal("STOP", backend()));
                                }
                            },
                            "V"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("the read failed after 1000 rows");
        } finally {
            for (Long backend : stopped) {
                signal("CONT", backend);
            }
        }
        assertThat(stopped).hasSize(1);
    }

    private static long backend() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var pids = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE usename = 'reader'")) {
            pids.next();
            return pids.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long signal(String name, long process) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
            return process;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
