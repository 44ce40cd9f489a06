package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.Reading;
import java.nio.file.Path;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of a view are read when only changes are asked for. */
class ChangedRowsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T06:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path dir;

    private final List<String> read = new ArrayList<>();
    private String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection open;

    @BeforeEach
    void start() throws Exception {
        open = DriverManager.getConnection(url, "reader", "of the reader");
    }

    @AfterEach
    void stop() throws SQLException {
        open.close();
    }

    private void execute(String... statements) throws SQLException {
        for (String one : statements) {
            try (Statement statement = open.createStatement()) {
                statement.execute(one);
            }
        }
    }

    /** Gives the keys and values that were read in {@code read}. */
    private Extract.Changes since(@Nullable String mark, Duration overlap, Query query) throws Exception {
        read.clear();
        Database database =
                new Database(url, "reader", SampleTables.passwordFile(dir, "of the reader"), dir.resolve("drivers"));
        Reading reading = new Reading(
                new TreeSet<>(Set.of("WHO", "WHAT")),
                "yyyy-MM-dd",
                ZoneId.of("Europe/Paris"),
                NOW,
                new ChangeColumn("CHANGED", "WHO", overlap, mark));
        Extract.Facts facts = new JdbcRows(database, query, ReadLimits.DEFAULT)
                .read(
                        reading,
                        row -> read.add(row.fields().get(1) + "=" + row.fields().get(0)));
        assertThat(facts.rows()).isEqualTo(read.size());
        return facts.changes();
    }

    private Extract.Changes since(@Nullable String mark) throws Exception {
        return since(mark, Duration.ZERO, Query.view("people"));
    }

    private void people(String type, String... rows) throws SQLException {
        execute("CREATE TABLE people (who VARCHAR(10), what VARCHAR(10), changed " + type + ")");
        for (String row : rows) {
            execute("INSERT INTO people VALUES (" + row + ")");
        }
    }

    @Test
    void allRowsOfWhoeverHasOneThatChanged() throws Exception {
        people(
                "TIMESTAMP",
                "'a', 'old', TIMESTAMP '2026-11-01 10:00:00'",
                "'a', 'new', TIMESTAMP '2026-11-22 10:00:00'",
                "'b', 'old', TIMESTAMP '2026-11-21 09:59:59.999999'",
                "'c', 'same', TIMESTAMP '2026-11-21 10:00:00'",
                "'d', 'none', NULL",
                "'d', 'more', TIMESTAMP '2001-01-01 00:00:00'",
                "NULL, 'new', TIMESTAMP '2026-11-22 11:00:00'",
                "NULL, 'old', TIMESTAMP '2026-11-01 11:00:00'");

        Extract.Changes changes = since("2026-11-21T10:00");

        assertThat(read).containsExactlyInAnyOrder("a=old", "a=new", "c=same", "d=none", "d=more", "=new");
        assertThat(changes.greatest()).isEqualTo("2026-11-22T11:00");
        assertThat(changes.undated()).isEqualTo(1);
        assertThat(since(null).greatest()).isEqualTo("2026-11-22T11:00");
        assertThat(read).hasSize(8);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "PT0S, 2026-11-21T10:00, a",
        "PT0.000001S, 2026-11-21T10:00, a b",
        "PT1H, 2026-11-21T11:00, a b",
        "PT59M, 2026-11-21T11:00, a"
    })
    void theOverlapIsTakenFromTheMark(String overlap, String mark, String keys) throws Exception {
        people(
                "TIMESTAMP",
                "'a', 'x', TIMESTAMP '2026-11-21 10:01:00'",
                "'b', 'x', TIMESTAMP '2026-11-21 09:59:59.999999'",
                "'c', 'x', TIMESTAMP '2026-11-20 10:00:00'");
        execute("UPDATE people SET changed = TIMESTAMP '2026-11-21 10:00:00' WHERE who = 'b' AND 'PT1H' = '" + overlap
                + "'");
        since(mark, Duration.parse(overlap), Query.view("people"));
        assertThat(read)
                .containsExactlyInAnyOrder(
                        List.of(keys.split(" ")).stream().map(key -> key + "=x").toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DATE | DATE '2026-11-21' | DATE '2026-11-20' | 2026-11-21",
                "TIMESTAMP | TIMESTAMP '2026-11-21 10:00:00.25' | TIMESTAMP '2026-11-21 10:00:00.24' | 2026-11-21T10:00:00.250",
                "TIMESTAMP WITH TIME ZONE | TIMESTAMP WITH TIME ZONE '2026-10-25 02:30:00+01' | TIMESTAMP WITH TIME ZONE '2026-10-25 02:30:00+02' | 2026-10-25T01:30Z"
            })
    void theGreatestIsKeptInTheWordsOfItsType(String type, String newer, String older, String mark) throws Exception {
        people(type, "'a', 'x', " + newer, "'b', 'x', " + older);
        assertThat(since(null).greatest()).isEqualTo(mark);
        assertThat(since(mark).greatest()).isEqualTo(mark);
        assertThat(read).containsExactly("a=x");
    }

    @Test
    void theOverlapOfDaysIsADayMore() throws Exception {
        people("DATE", "'a', 'x', DATE '2026-11-21'", "'b', 'x', DATE '2026-11-20'", "'c', 'x', DATE '2026-11-19'");
        since("2026-11-21", ChangeColumn.DEFAULT_OVERLAP, Query.view("people"));
        assertThat(read).containsExactlyInAnyOrder("a=x", "b=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2026-11-21T10:00Z", "nothing", ""})
    void aMarkOfAnotherTypeSaysNothing(String mark) throws Exception {
        people("TIMESTAMP", "'a', 'x', TIMESTAMP '2026-11-21 10:00:00'");
        assertThat(since(mark).greatest()).isNull();
        assertThat(read).isEmpty();
    }

    @Test
    void whereNotEvenTheRowOfTheMarkIsThereNobodyKnowsWhatChanged() throws Exception {
        people("TIMESTAMP", "'a', 'x', TIMESTAMP '2026-11-21 10:00:00'");
        assertThat(since("2026-11-21T10:00:01").greatest()).isNull();
        assertThat(since("2026-11-21T10:00:01", Duration.ofHours(1), Query.view("people"))
                        .greatest())
                .as("that of the overlap is another")
                .isNull();
        execute("DELETE FROM people");
        assertThat(since("2026-11-21T10:00").greatest()).isNull();
    }

    @Test
    void aTimeToComeIsNoMark() throws Exception {
        people(
                "TIMESTAMP",
                "'a', 'x', TIMESTAMP '2999-12-31 00:00:00'",
                "'b', 'x', TIMESTAMP '2026-11-24 06:59:59'",
                "'c', 'x', TIMESTAMP '2026-11-24 07:00:01'");
        Extract.Changes changes = since(null);
        assertThat(changes.greatest()).as("by a clock that is a day ahead").isEqualTo("2026-11-24T06:59:59");
        assertThat(changes.ahead()).isEqualTo(2);
        since("2026-11-24T06:59:59");
        assertThat(read).hasSize(3);
    }

    @Test
    void aQueryIsAskedLikeAView() throws Exception {
        people("TIMESTAMP", "'a', 'x', TIMESTAMP '2026-11-21 10:00:00'", "'b', 'x', TIMESTAMP '2026-11-20 10:00:00'");
        since(
                "2026-11-21T10:00",
                Duration.ZERO,
                Query.of(
                        "WITH p AS (SELECT who, what, changed AS \"Changed\" FROM people) SELECT * FROM p ORDER BY who"));
        assertThat(read).containsExactly("a=x");
    }

    @Test
    void aColumnThatIsNoTimeIsSaid() throws Exception {
        people("VARCHAR(20)", "'a', 'x', 'yesterday'");
        assertThatThrownBy(() -> since(null))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the column 'CHANGED' is of type character varying; expected a date or a time")
                .hasMessageContaining("correct 'changed.column'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-21T10:00"})
    void aColumnThatIsNotThereIsSaid(String mark) throws Exception {
        execute("CREATE TABLE people AS SELECT 'a' AS who, 'x' AS what, CURRENT_TIMESTAMP AS change");
        assertThatThrownBy(() -> since(mark.isEmpty() ? null : mark))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the column 'CHANGED' is missing; did it become 'CHANGE'?");
    }
}
