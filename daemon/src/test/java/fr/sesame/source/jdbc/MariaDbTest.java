package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views of a real MariaDB: {@code mariadbd} of Debian's package mariadb-server-core. */
@Tag("slow")
class MariaDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path dir;

    private static Process server;
    private static String url;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        Path data = dir.resolve("data");
        String user = System.getProperty("user.name");
        run(
                "mariadb-install-db",
                "--no-defaults",
                "--user=" + user,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        "mariadbd",
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + data,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--character-set-server=utf8mb4",
                        "--socket=" + dir.resolve("s"))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        url = "jdbc:mariadb://127.0.0.1:" + port + "/test";
        awaitConnection();
        execute("ALTER DATABASE test CHARACTER SET utf8mb4");
        execute(
                "CREATE USER reader@localhost IDENTIFIED BY 'of the reader'",
                "GRANT SELECT ON test.* TO reader@localhost");
        database = new Database(
                url + "?connectTimeout=5000",
                "reader",
                SampleTables.passwordFile(dir, "of the reader"),
                dir.resolve("drivers"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server == null) {
            return; // it was not started, and that is said
        }
        server.destroy();
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("install").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(dir.resolve("install"))).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void awaitConnection() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, "root", "")) {
                return;
            } catch (SQLException e) {
                assertThat(Instant.now()).as(() -> e + read(dir.resolve("log"))).isBefore(end);
                Thread.sleep(100);
            }
        }
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement one = connection.createStatement()) {
            for (String statement : statements) {
                one.execute(statement);
            }
        }
    }

    private static void read(Query query, Consumer<Row> each) throws SourceException {
        new JdbcRows(database, query, ReadLimits.DEFAULT)
                .read(
                        new Reading(
                                new TreeSet<>(Set.of("V")),
                                "yyyy-MM-dd",
                                ZoneId.of("Europe/Paris"),
                                SampleTables.TODAY),
                        each);
    }

    private static List<List<String>> values(String query) throws SourceException {
        List<List<String>> values = new ArrayList<>();
        read(Query.of(query), row -> values.add(row.fields()));
        return values;
    }

    @Test
    void theSampleUniversityInTablesIsTheOneOfItsFiles() throws Exception {
        SampleTables tables = new SampleTables(Files.createDirectory(dir.resolve("extracts")));
        try (Connection connection = DriverManager.getConnection(url, "root", "")) {
            tables.load(connection, "DATE", "YEAR");
        }
        tables.assertSameAsFiles(database);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CAST(NULL AS DATE)                        | \"\"",
                "CAST('0001-01-01' AS DATE)                | 0001-01-01",
                "CAST('2999-12-31' AS DATE)                | 2999-12-31",
                "CAST('2026-03-29 02:30:00' AS DATETIME)   | 2026-03-29",
                "CAST('2026-11-23 23:59:59' AS DATETIME)   | 2026-11-23",
                "CAST(20101300 AS DECIMAL(12, 2))          | 20101300",
                "CAST(2026 AS SIGNED)                      | 2026",
                "'Łukasz'                                  | Łukasz"
            })
    void aValueIsTheTextThatAFileWouldHave(String sql, String text) throws Exception {
        assertThat(values("SELECT " + sql + " AS v")).containsExactly(List.of(text));
    }

    @Test
    void aDayOfZerosIsNoDay() throws Exception {
        execute("CREATE TABLE zeros (v DATE)", "SET SESSION sql_mode = ''", "INSERT INTO zeros VALUES ('0000-00-00')");
        assertThat(values("SELECT v FROM zeros")).containsExactly(List.of(""));
    }

    @Test
    void nothingIsWrittenWhateverTheUserMay() throws Exception {
        execute("CREATE TABLE counted AS SELECT 1 AS v", "GRANT ALL ON test.* TO reader@localhost");
        try {
            assertThatThrownBy(() -> read(new Query("x", "SELECT v FROM counted FOR UPDATE"), row -> {}))
                    .isInstanceOf(SourceException.class);
        } finally {
            execute("REVOKE ALL ON test.* FROM reader@localhost", "GRANT SELECT ON test.* TO reader@localhost");
        }
    }

    @Test
    void aConnectionThatIsDroppedAfter40000RowsIsAFailedRead() {
        // More than the buffers between here and there hold.
        Query many = Query.of("SELECT REPEAT('x', 1000) AS v FROM seq_1_to_100000");
        assertThatThrownBy(() -> read(many, row -> {
                    if (row.position().number() == 40_000) {
                        drop();
                    }
                }))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the query of jdbc:mariadb://127.0.0.1:")
                .hasMessageContaining("the read failed after ");
    }

    private static void drop() {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement list = connection.createStatement();
                Statement kill = connection.createStatement();
                var found = list.executeQuery("SELECT id FROM information_schema.processlist WHERE user = 'reader'")) {
            while (found.next()) {
                kill.execute("KILL HARD CONNECTION " + found.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
