package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of a database in this process: what a value becomes, and everything that must not pass for a whole view. */
class JdbcRowsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T06:00:00Z"), ZoneOffset.UTC);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    private Path dir;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection open;
    private Database database;

    @BeforeEach
    void start() throws Exception {
        open = DriverManager.getConnection(url, "reader", "of the reader");
        database = database(url);
    }

    @AfterEach
    void stop() throws SQLException {
        open.close();
    }

    private Database database(String at) throws Exception {
        return new Database(at, "reader", SampleTables.passwordFile(dir, "of the reader"), dir.resolve("drivers"));
    }

    private void execute(String... statements) throws SQLException {
        for (String one : statements) {
            try (Statement statement = open.createStatement()) {
                statement.execute(one);
            }
        }
    }

    private Extract.Facts read(Query query, ReadLimits limits, List<Row> into, String... columns)
            throws SourceException {
        Reading reading = new Reading(new TreeSet<>(Set.of(columns)), "dd/MM/yyyy", PARIS, NOW);
        return new JdbcRows(database, query, limits).read(reading, into::add);
    }

    private List<List<String>> values(String query, String... columns) throws SourceException {
        List<Row> rows = new ArrayList<>();
        read(Query.of(query), ReadLimits.DEFAULT, rows, columns);
        return rows.stream().map(Row::fields).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";MODE=Oracle", ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"})
    void theSampleUniversityInTablesIsTheOneOfItsFiles(String mode) throws Exception {
        SampleTables tables = new SampleTables(Files.createDirectory(dir.resolve("extracts")));
        String at = "jdbc:h2:mem:" + UUID.randomUUID() + mode;
        try (Connection connection = DriverManager.getConnection(at, "reader", "of the reader")) {
            tables.load(connection, mode.contains("Oracle") ? "DATE" : "TIMESTAMP", "NUMERIC(4)");
            tables.assertSameAsFiles(database(at));
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CAST(NULL AS VARCHAR)                              | \"\"",
                "CAST(NULL AS DATE)                                 | \"\"",
                "CAST(NULL AS NUMERIC)                              | \"\"",
                "CAST(NULL AS TIMESTAMP)                            | \"\"",
                "CAST(NULL AS TIMESTAMP WITH TIME ZONE)             | \"\"",
                "DATE '2000-02-29'                                  | 29/02/2000",
                "DATE '0001-01-01'                                  | 01/01/0001",
                "DATE '2999-12-31'                                  | 31/12/2999",
                "TIMESTAMP '2026-03-29 02:30:00'                    | 29/03/2026",
                "TIMESTAMP '2026-11-23 23:59:59'                    | 23/11/2026",
                "TIMESTAMP WITH TIME ZONE '2026-11-23 22:59:59+00'  | 23/11/2026",
                "TIMESTAMP WITH TIME ZONE '2026-11-23 23:00:00+00'  | 24/11/2026",
                "TIMESTAMP WITH TIME ZONE '2026-07-23 21:59:59+00'  | 23/07/2026",
                "TIMESTAMP WITH TIME ZONE '2026-07-23 22:00:00+00'  | 24/07/2026",
                "TIMESTAMP WITH TIME ZONE '2028-02-29 23:00:00+00'  | 01/03/2028",
                "CAST(20101300 AS NUMERIC(10))                      | 20101300",
                "CAST(20101300 AS NUMERIC(12, 2))                   | 20101300",
                "CAST(0 AS NUMERIC(12, 2))                          | 0",
                "CAST(1.50 AS NUMERIC(12, 2))                       | 1.5",
                "CAST(2026 AS DOUBLE PRECISION)                     | 2026",
                "CAST(2026 AS SMALLINT)                             | 2026",
                "CAST(12345678901234 AS BIGINT)                     | 12345678901234",
                "CAST('ab' AS CHAR(5))                              | \"ab   \"",
                "CAST('long' AS CLOB)                               | long",
                "'Zoé Łukasz'                                       | Zoé Łukasz"
            })
    void aValueIsTheTextThatAFileWouldHave(String sql, String text) throws Exception {
        assertThat(values("SELECT " + sql + " AS \"v\"", "v")).containsExactly(List.of(text));
    }

    @Test
    void columnsAreFoundWithoutRegardToTheirCaseAndOthersAreNotRead() throws Exception {
        execute("CREATE VIEW people AS SELECT 'a' AS cod_etu, 'b' AS other, 'c' AS LIB_PR1_IND");
        List<Row> rows = new ArrayList<>();
        Extract.Facts facts = read(Query.view("PEOPLE"), ReadLimits.DEFAULT, rows, "Cod_Etu", "lib_pr1_ind");

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.columns()).containsOnlyKeys("Cod_Etu", "lib_pr1_ind");
            assertThat(row.fields()).containsExactly("a", "c");
            assertThat(row.position()).hasToString("view PEOPLE, row 1");
        });
        assertThat(facts.origin()).isEqualTo("view PEOPLE of " + url);
        assertThat(facts.rows()).isEqualTo(1);
        assertThat(facts.modified()).isEqualTo(NOW.instant());
    }

    @Test
    void theSameRowsInAnotherOrderHaveTheSameChecksum() throws Exception {
        String sum = sum("SELECT * FROM (VALUES (1, 'a'), (2, NULL), (2, NULL)) AS t(x, y)");

        assertThat(sum).hasSize(64).isEqualTo(sum("SELECT * FROM (VALUES (2, NULL), (1, 'a'), (2, NULL)) AS t(x, y)"));
        assertThat(sum)
                .isNotEqualTo(sum("SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS t(x, y)"))
                .isNotEqualTo(sum("SELECT * FROM (VALUES (1, NULL), (2, 'a'), (2, NULL)) AS t(x, y)"));
    }

    private String sum(String query) throws SourceException {
        return read(Query.of(query), ReadLimits.DEFAULT, new ArrayList<>(), "x", "y")
                .sha256();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 AS matcle, 2 AS nomus  | the column 'NOMUSE' is missing; did it become 'NOMUS'?",
                "SELECT 1 AS matcle              | the column 'NOMUSE' is missing",
                "SELECT 1 AS a, 2 AS b           | found none of this source's columns but A, B; expected: MATCLE, NOMUSE.",
                "SELECT 1 AS matcle, 2 AS nomuse, 3 AS \"Nomuse\" | the column 'NOMUSE' is there twice",
                "SELECT 1 AS matcle, 2 AS nomuse WHERE 1 = 0    | found no row; expected at least one",
                "SELECT * FROM gone              | the read failed after 0 rows",
                "SELECT * FROM four              | found more than 3 rows; expected at most that"
            })
    void whatIsNotTheWholeViewIsRefused(String query, String message) throws Exception {
        execute("CREATE TABLE four AS SELECT x AS matcle, x AS nomuse FROM SYSTEM_RANGE(1, 4)");
        ReadLimits three = new ReadLimits(2, Duration.ofSeconds(30), 3);
        assertThatThrownBy(() -> read(Query.of(query), three, new ArrayList<>(), "MATCLE", "NOMUSE"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the query of " + url)
                .hasMessageContaining(message);
    }

    @Test
    void aViewThatTakesTooLongIsGivenUp() {
        Query slow = Query.of("SELECT COUNT(*) AS x FROM SYSTEM_RANGE(1, 100000), SYSTEM_RANGE(1, 100000)");
        assertThatThrownBy(() -> read(slow, new ReadLimits(1, Duration.ofSeconds(1), 1), new ArrayList<>(), "x"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the read failed after 0 rows")
                .hasMessageContaining("'jdbc.timeout'");
    }

    @Test
    void whoIsNotLetInIsToldWhereToLook() throws Exception {
        SampleTables.passwordFile(dir, "wrong");
        assertThatThrownBy(() -> values("SELECT 1 AS x", "x"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(url + ": the database cannot be reached as reader (org.h2.Driver 2.")
                .hasMessageContaining("source.password")
                .hasMessageNotContaining("wrong");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "rw-r-----, none",
        "r--------, none",
        "rw-r--r--, others may read",
        "rw-rw----, others may read",
        "rw----r--, others may read"
    })
    void aPasswordThatOthersMayReadIsNotUsed(String mode, String problem) throws Exception {
        Files.setPosixFilePermissions(database.passwordFile(), PosixFilePermissions.fromString(mode));
        if (problem.equals("none")) {
            assertThat(values("SELECT 1 AS x", "x")).hasSize(1);
        } else {
            assertThatThrownBy(() -> values("SELECT 1 AS x", "x"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("source.password: found a password file that others may read or write")
                    .hasMessageContaining("chmod 600 ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"missing", "empty"})
    void aPasswordThatIsNotThereIsSaid(String what) throws Exception {
        Files.delete(database.passwordFile());
        if (what.equals("empty")) {
            SampleTables.passwordFile(dir, "");
        }
        assertThatThrownBy(() -> values("SELECT 1 AS x", "x"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(
                        what.equals("empty") ? "found nothing; expected the password" : "there is no such file");
    }

    @Test
    void aDriverThatIsNotShippedComesFromAJarInTheFolder() throws Exception {
        database = database("jdbc:forwarding:" + url);
        assertThatThrownBy(() -> values("SELECT 1 AS x", "x"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(
                        "no driver knows this URL; expected one of PostgreSQL, MariaDB or H2, or the jar");

        try (JarOutputStream jar = new JarOutputStream(
                Files.newOutputStream(Files.createDirectory(database.drivers()).resolve("forwarding.jar")))) {
            String name = ForwardingDriver.class.getName();
            jar.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            jar.write(name.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            jar.write(ForwardingDriver.class
                    .getResourceAsStream("ForwardingDriver.class")
                    .readAllBytes());
        }
        assertThat(values("SELECT 1 AS x", "x")).containsExactly(List.of("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM people",
                "SELECT 1;",
                "SELECT 1; DELETE FROM people;",
                "",
                "selection",
                "people",
                "CREATE TABLE x AS SELECT 1"
            })
    void whatDoesNotReadIsNoQuery(String sql) {
        assertThatThrownBy(() -> Query.of(sql)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "1a", "a.b.c.d", "\"a\"", "a--", "(SELECT 1)"})
    void whatIsNoNameIsNoView(String name) {
        assertThatThrownBy(() -> Query.view(name)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h2:mem:x", "jdbc:postgresql://db/x?user=a&password=b", "jdbc:h2:mem:x;PASSWORD=b"})
    void whatHasAPasswordInItIsNoUrl(String at) {
        assertThatThrownBy(() -> database(at)).isInstanceOf(InvalidValueException.class);
    }
}
