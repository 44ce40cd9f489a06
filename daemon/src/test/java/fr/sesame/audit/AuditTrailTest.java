package fr.sesame.audit;

import static fr.sesame.audit.Events.NOON;
import static fr.sesame.audit.Events.accepted;
import static fr.sesame.audit.Events.known;
import static fr.sesame.audit.Events.refused;
import static fr.sesame.audit.Events.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, how it is chained, and what a kill, a full disk and old age do to it. */
class AuditTrailTest {
    private static final String TODAY = "2026-11-23.jsonl";

    @TempDir
    Path temporary;

    private TrailFixture trail;

    @BeforeEach
    void begin() {
        trail = new TrailFixture(temporary.resolve("audit"));
    }

    @Test
    void everyEventIsALineThatSaysWhoWhatFromWhereWhenAndWhy() throws Exception {
        trail.keep(refused(NOON, known("alice"), "10.0.0.9"));
        AuditLine line = trail.events().get(0);
        assertThat(line.at()).isEqualTo(NOON);
        assertThat(line.kind()).isEqualTo("bind");
        assertThat(line.outcome()).isEqualTo("refused");
        assertThat(line.reason()).isEqualTo("wrong-password");
        assertThat(line.actor()).isEqualTo("uid=alice,ou=people,dc=univ,dc=example");
        assertThat(line.address()).isEqualTo("10.0.0.9");
        assertThat(line.mechanism()).isEqualTo("simple");
        assertThat(line.tls()).isTrue();
        assertThat(line.connection()).isEqualTo(7);
        assertThat(trail.verify().isGood()).isTrue();
    }

    @Test
    void nobodyButTheOwnerReadsIt() throws Exception {
        trail.keep(accepted(NOON, Kind.BIND, "alice"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trail.folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trail.folder.resolve(TODAY))))
                .isEqualTo("rw-------");
    }

    @Test
    void aRestartGoesOnWhereTheChainEnds() throws Exception {
        trail.keep(accepted(NOON, Kind.LOCK, "alice"));
        trail.keep(accepted(NOON, Kind.UNLOCK, "alice"));
        assertThat(trail.kinds()).containsExactly("trail-file", "lock", "unlock");
        assertThat(trail.verify().problems()).isEmpty();
        assertThat(trail.verify().lines()).isEqualTo(3);
    }

    @Test
    void aDayEndsAtMidnightInUtc() throws Exception {
        try (AuditTrail open = trail.open()) {
            trail.now.set(Instant.parse("2026-11-23T23:59:59.999Z"));
            open.report(accepted(trail.now.get(), Kind.LOCK, "alice"));
            trail.now.set(Instant.parse("2026-11-24T00:00:00Z"));
            open.report(accepted(trail.now.get(), Kind.UNLOCK, "alice"));
        }
        assertThat(trail.files()).containsExactly(TODAY, "2026-11-24.jsonl");
        assertThat(trail.kinds()).containsExactly("trail-file", "lock", "trail-file", "unlock");
        assertThat(trail.verify().problems()).isEmpty();
    }

    /** Line 1 begins the file; lines 2 to 5 are events. */
    @ParameterizedTest(name = "{0} of line {1} is told of line {2}")
    @CsvSource({
        "alter,     2, 2",
        "alter,     5, 5",
        "remove,    1, 1",
        "remove,    3, 3",
        "duplicate, 3, 4",
        "swap,      3, 3",
        "garble,    3, 3"
    })
    void whatIsDoneToALineShows(String what, int number, int told) throws Exception {
        fourEvents();
        Path file = trail.folder.resolve(TODAY);
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        String line = lines.get(number - 1);
        switch (what) {
            case "alter" -> lines.set(number - 1, line.replace("alice", "bobby"));
            case "remove" -> lines.remove(number - 1);
            case "duplicate" -> lines.add(number, line);
            case "swap" -> lines.add(number, lines.remove(number - 1));
            default -> lines.set(number - 1, "no line");
        }
        assertThat(String.join("\n", lines)).isNotEqualTo(Files.readString(file).strip());
        Files.write(file, lines);
        assertThat(trail.verify().problems().get(0)).startsWith(file + ":" + told + ":");
        trail.keep(accepted(NOON, Kind.LOCK, "carol"));
        assertThat(trail.verify().isGood()).as("a restart does not hide it").isFalse();
    }

    private void fourEvents() throws AuditException {
        trail.keep(
                accepted(NOON, Kind.LOCK, "alice"),
                accepted(NOON, Kind.UNLOCK, "alice"),
                accepted(NOON, Kind.PASSWORD_RESET, "alice"),
                accepted(NOON, Kind.ERASURE, "alice"));
    }

    @Test
    void aLineWrittenWithAnotherKeyDoesNotFit() throws Exception {
        fourEvents();
        AuditFolder other =
                new AuditFolder(trail.folder, "another key".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(other.verify(null).problems()).hasSize(5);
    }

    @Test
    void aDayThatIsNotThereShows() throws Exception {
        fourEvents();
        trail.now.set(NOON.plus(Duration.ofDays(1)));
        fourEvents();
        trail.now.set(NOON.plus(Duration.ofDays(2)));
        fourEvents();
        Path middle = trail.folder.resolve("2026-11-24.jsonl");
        byte[] kept = Files.readAllBytes(middle);
        Files.delete(middle);
        assertThat(trail.verify().problems()).hasSize(1).first().asString().contains("2026-11-25.jsonl:1: line 11");
        Files.write(middle, kept);
        Files.delete(trail.folder.resolve(TODAY));
        assertThat(trail.verify().problems())
                .containsExactly("lines 1 to 5 are not there, and no line says that they were too old");
    }

    @Test
    void linesCutOffAtTheEndShowAgainstAPositionThatIsKnown() throws Exception {
        fourEvents();
        String end = trail.verify().end();
        assertThat(trail.reader().verify(end).isGood()).isTrue();
        Path file = trail.folder.resolve(TODAY);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 3));
        assertThat(trail.verify().isGood()).isTrue();
        assertThat(trail.reader().verify(end).problems()).hasSize(1);
        assertThatThrownBy(() -> trail.reader().verify("five"))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("SEQ:CHAIN");
    }

    /** As a kill or a power cut may leave it: every length that the last line can have, or noughts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 60, 120, -1})
    void aTornLineIsSaidAndNotHidden(int left) throws Exception {
        fourEvents();
        Path file = trail.folder.resolve(TODAY);
        byte[] all = Files.readAllBytes(file);
        int begin = new String(all, java.nio.charset.StandardCharsets.US_ASCII).lastIndexOf("{\"seq\"");
        byte[] torn = left < 0 ? new byte[4096] : java.util.Arrays.copyOfRange(all, begin, begin + left);
        Files.write(file, java.util.Arrays.copyOf(all, begin));
        Files.write(file, torn, StandardOpenOption.APPEND);
        assertThat(trail.verify().unfinished()).isTrue();
        assertThat(trail.verify().isGood()).isTrue();

        trail.keep(accepted(NOON, Kind.LOCK, "carol"));
        assertThat(trail.kinds())
                .containsExactly("trail-file", "lock", "unlock", "password-reset", "trail-repaired", "lock");
        assertThat(trail.lines().get(4).count()).isEqualTo(torn.length);
        assertThat(trail.verify().problems()).isEmpty();
        assertThat(trail.verify().repairs()).isEqualTo(1);
        assertThat(trail.verify().unfinished()).isFalse();
    }

    @Test
    void aFileOfWhichNotEvenTheFirstLineIsWholeIsSaidToo() throws Exception {
        fourEvents();
        Files.writeString(trail.folder.resolve("2026-11-24.jsonl"), "{\"seq\":6,\"at");
        trail.now.set(NOON.plus(Duration.ofDays(1)));
        trail.keep(accepted(trail.now.get(), Kind.LOCK, "carol"));
        assertThat(trail.kinds())
                .containsExactly("trail-file", "lock", "unlock", "password-reset", "erasure", "trail-repaired", "lock");
        assertThat(trail.verify().problems()).isEmpty();
    }

    @ParameterizedTest(name = "of {0}, on {1}: {2}")
    @CsvSource({
        "2026-11-23, 2027-11-23, kept",
        "2026-11-23, 2027-11-24, removed",
        "2028-02-29, 2029-02-28, kept",
        "2028-02-29, 2029-03-01, removed"
    })
    void aDayIsRemovedWhenItIsOlderThanTheMonths(String day, String today, String expected) throws Exception {
        trail.now.set(Instant.parse(day + "T23:59:59Z"));
        trail.keep(accepted(trail.now.get(), Kind.LOCK, "alice"));
        trail.now.set(Instant.parse(today + "T00:00:00Z"));
        trail.keep(accepted(trail.now.get(), Kind.UNLOCK, "alice"));
        if (expected.equals("kept")) {
            assertThat(trail.files()).containsExactly(day + ".jsonl", today + ".jsonl");
        } else {
            assertThat(trail.files()).containsExactly(today + ".jsonl");
            assertThat(trail.kinds()).containsExactly("trail-file", "trail-removed", "unlock");
            assertThat(trail.lines().get(1).detail()).isEqualTo(day + " to " + day);
        }
        assertThat(trail.verify().problems()).isEmpty();
    }

    @Test
    void theDayIsRemovedByARunningServiceToo() throws Exception {
        try (AuditTrail open = trail.open()) {
            open.report(accepted(NOON, Kind.LOCK, "alice"));
            trail.now.set(Instant.parse("2027-11-24T00:00:00Z"));
            open.report(accepted(trail.now.get(), Kind.UNLOCK, "alice"));
        }
        assertThat(trail.kinds()).containsExactly("trail-file", "unlock", "trail-removed");
        assertThat(trail.verify().problems()).isEmpty();
    }

    @Test
    void aMailClientIsACountAndItsFirstBindALine() throws Exception {
        try (AuditTrail open = trail.open()) {
            for (int second = 0; second <= 900; second += 30) {
                trail.now.set(NOON.plusSeconds(second));
                open.report(accepted(trail.now.get(), Kind.BIND, "alice"));
                open.report(accepted(
                        trail.now.get(), Kind.LOCK, "nobody in particular")); // waits: what was before is written
            }
        }
        assertThat(trail.events().stream().filter(line -> line.kind().equals("bind")))
                .extracting(AuditLine::count, AuditLine::at, AuditLine::until)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, NOON, null),
                        org.assertj.core.groups.Tuple.tuple(20L, NOON.plusSeconds(30), NOON.plusSeconds(600)),
                        org.assertj.core.groups.Tuple.tuple(10L, NOON.plusSeconds(630), NOON.plusSeconds(900)));
        assertThat(trail.events().stream().filter(line -> line.kind().equals("lock")))
                .hasSize(31);
    }

    @Test
    void aNameThatNobodyHasIsKeptAsAPseudonymOnly() throws Exception {
        trail.keep(
                refused(NOON, unknown("MyS3cretPassword!"), "10.0.0.1"),
                refused(NOON, Subject.unknown("UID = mys3cretpassword! , ou=people,dc=univ,dc=example"), "10.0.0.2"));
        String text = Files.readString(trail.folder.resolve(TODAY));
        assertThat(text).doesNotContainIgnoringCase("s3cret");
        String pseudonym = trail.reader().pseudonym("uid=MyS3cretPassword!,ou=people,dc=univ,dc=example");
        assertThat(pseudonym).matches("\\?[0-9a-f]{16}");
        assertThat(trail.events()).extracting(AuditLine::actor).containsExactly(pseudonym, pseudonym);
        assertThat(new Chain(new byte[] {1}).pseudonym("x")).isNotEqualTo(new Chain(new byte[] {2}).pseudonym("x"));
    }

    @Test
    void aNameCannotForgeALine() throws Exception {
        String name = "uid=alice\",\"outcome\":\"accepted\"}\n{\"seq\":9\u001b[2J\u202eecila\u2028";
        trail.keep(refused(NOON, Subject.known(name), "10.0.0.1"));
        assertThat(Files.readAllLines(trail.folder.resolve(TODAY))).hasSize(2);
        assertThat(trail.events()).hasSize(1).first().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo("refused");
            assertThat(line.actor()).contains("\\u{a}", "\\u{1b}[2J", "\\u{202e}", "\\u{2028}");
            assertThat(line.actor().chars()).allMatch(character -> character >= ' ' && character != 0x202e);
        });
        assertThat(trail.verify().problems()).isEmpty();
    }

    @Test
    void whatIsGraveIsOnTheDiskWhenReportReturns() throws Exception {
        try (AuditTrail open = trail.open()) {
            open.report(accepted(NOON, Kind.LOCK, "alice"));
            assertThat(trail.kinds()).containsExactly("trail-file", "lock");
        }
    }

    @Test
    void twoServicesDoNotWriteOneTrail() throws Exception {
        try (AuditTrail open = trail.open()) {
            assertThat(open.health().ok()).isTrue();
            assertThatThrownBy(trail::open).isInstanceOf(AuditException.class).hasMessageContaining("another service");
        }
        trail.open().close();
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsCountedAndSaid() throws Exception {
        int reported = 20_000;
        long lost;
        try (AuditTrail open = trail.open(10)) {
            for (int i = 0; i < reported; i++) {
                open.report(refused(NOON, known("person" + i), "10.0.0.1"));
            }
            open.report(accepted(NOON, Kind.LOCK, "alice"));
            lost = open.lost();
        }
        assertThat(lost).isPositive();
        assertThat(trail.lines().stream()
                        .filter(line -> line.kind().equals("trail-lost"))
                        .mapToLong(AuditLine::count)
                        .sum())
                .isEqualTo(lost);
        assertThat(trail.events()).hasSize((int) (reported - lost + 1));
        assertThat(trail.verify().problems()).isEmpty();
    }

    /** A folder in place of tomorrow's file: nothing can be written from midnight on, until it is gone. */
    @Test
    void aFailureIsSaidByHealthAndByALineAndStopsNobody() throws Exception {
        Path blocked = trail.folder.resolve("2026-11-24.jsonl");
        try (AuditTrail open = trail.open()) {
            Files.createDirectories(blocked);
            trail.now.set(NOON.plus(Duration.ofDays(1)));
            open.report(accepted(trail.now.get(), Kind.LOCK, "alice"));
            open.report(accepted(trail.now.get(), Kind.LOCK, "bob"));
            assertThat(open.health().ok()).isFalse();
            assertThat(open.health().reason()).contains("2026-11-24.jsonl");
            assertThat(open.lost()).isEqualTo(2);
            Files.delete(blocked);
            open.report(accepted(trail.now.get(), Kind.LOCK, "carol"));
            assertThat(open.health().ok()).isTrue();
            assertThat(open.lost()).isEqualTo(2);
        }
        assertThat(trail.kinds()).containsExactly("trail-file", "trail-file", "trail-lost", "lock");
        assertThat(trail.lines().get(2).count()).isEqualTo(2);
        assertThat(trail.verify().problems()).isEmpty();
    }

    /** The line about what was lost needs no event after it to reach the disk, and is written once. */
    @Test
    void whatWasLostIsSaidOnceThoughNothingMoreHappens() throws Exception {
        Path blocked = trail.folder.resolve("2026-11-24.jsonl");
        try (AuditTrail open = trail.open()) {
            Files.createDirectories(blocked);
            trail.now.set(NOON.plus(Duration.ofDays(1)));
            open.report(accepted(trail.now.get(), Kind.LOCK, "alice"));
            assertThat(open.health().ok()).isFalse();
            Files.delete(blocked);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (!open.health().ok()) {
                    Thread.sleep(1);
                }
            });
            Thread.sleep(100); // the writer looks several times
        }
        assertThat(trail.kinds()).containsExactly("trail-file", "trail-file", "trail-lost");
    }

    @Test
    void aForeignFileInTheFolderIsSaid() throws IOException {
        Files.createDirectories(trail.folder);
        Files.writeString(trail.folder.resolve("notes.jsonl"), "");
        assertThatThrownBy(trail::open).hasMessageContaining("notes.jsonl").hasMessageContaining("move it");
    }
}
