package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.SourceKey;
import fr.sesame.reconcile.SourceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of changes do to the directory what reads of everything do: compared entry by entry, day after day. */
class ChangesEqualWholesTest {
    private static final int DAYS = 15;

    @TempDir
    private Path dir;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whereNobodyIsDroppedEveryEntryIsTheSameEveryDay(long seed) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "reader", "of the reader")) {
            compareEveryDay(dir, connection, url, "TIMESTAMP", seed, DAYS);
        }
    }

    /** For any database. */
    static void compareEveryDay(Path dir, Connection connection, String url, String type, long seed, int days)
            throws Exception {
        TwoDirectories both = loaded(dir, connection, url);
        ChangingTables tables =
                new ChangingTables(connection, both.configuration().enabledSources(), seed);
        tables.prepare(type, both.today().minusDays(1));
        List<String> names = both.configuration().enabledSources().stream()
                .map(source -> source.name())
                .toList();
        both.readWholes();
        both.assertSame("at first");
        int before = both.people();
        int read = 0;
        for (int day = 1; day <= days; day++) {
            both.nextDay();
            tables.work(both.today());
            if (day % 5 == 0) {
                both.readWholes();
            } else {
                List<SourceReport> reports = both.readChanges();
                assertThat(reports).hasSize(names.size()).allMatch(SourceReport::isOfChanges);
                read += reports.stream().mapToInt(SourceReport::rows).sum();
            }
            both.assertSame("seed " + seed + ", day " + day);
            assertThat(both.held(true, names)).as("what is held on day " + day).isEqualTo(both.held(false, names));
        }
        assertThat(both.people()).as("people came").isGreaterThan(before + days / 2);
        assertThat(read / days).as("rows of a day").isBetween(5, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 13})
    void whoIsDroppedStaysUntilAWholeRead(long seed) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "reader", "of the reader")) {
            TwoDirectories both = loaded(dir, connection, url);
            ChangingTables tables =
                    new ChangingTables(connection, both.configuration().enabledSources(), seed);
            tables.prepare("TIMESTAMP", both.today().minusDays(1));
            both.readWholes();
            Set<SourceKey> atFirst = both.gone();
            for (int day = 1; day <= DAYS; day++) {
                both.nextDay();
                tables.work(both.today());
                tables.drop();
                if (day % 5 == 0) {
                    both.readWholes();
                    both.assertSameButForTheDayOfGoing("seed " + seed + ", day " + day);
                } else {
                    Set<SourceKey> gone = both.gone();
                    both.readChanges();
                    assertThat(gone).as("gone on day " + day).containsAll(both.gone());
                }
            }
            assertThat(both.gone()).as("who was dropped").hasSizeGreaterThan(atFirst.size() + 5);
        }
    }

    private static TwoDirectories loaded(Path dir, Connection connection, String url) throws Exception {
        new SampleTables(Files.createDirectory(dir.resolve("extracts"))).load(connection, "DATE", "NUMERIC(4)");
        return new TwoDirectories(
                dir,
                new Database(url, "reader", SampleTables.passwordFile(dir, "of the reader"), dir.resolve("drivers")));
    }
}
