package fr.sesame.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.directory.Snapshot;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.source.Source;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.MappedSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a source has been read: kept when the directory has it, and not before. */
class ChangesTest {
    private static final int PEOPLE = 80;

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final DatedRows rows = new DatedRows();
    private String settings = "as they are";
    private University university;
    private Instant now = University.TODAY;

    @BeforeEach
    void load() throws Exception {
        university = new University(Files.createDirectory(folder.resolve("extracts")));
        for (int i = 0; i < PEOPLE; i++) {
            rows.put(i == PEOPLE - 1 ? time() : time().minusDays(1), key(i), name(i), 2026);
        }
        assertThat(whole().outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
    }

    private static String key(int i) {
        return "V" + (100 + i);
    }

    private static String name(int i) {
        return "Nom" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + "son";
    }

    private LocalDateTime time() {
        return LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    }

    /** Every run is an hour later. */
    private Clock clock() {
        now = now.plus(Duration.ofHours(1));
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private RunStore store() throws RunException {
        return new RunStore(folder.resolve("runs"), university.changeText(), () -> settings);
    }

    private Reconciler reconciler(Clock clock) throws RunException {
        Guard guard = university.guard();
        return new Reconciler(
                directory, university.planner(), guard, clock, store().memory(), store().marks(), Progress.NONE);
    }

    private Runner runner() throws RunException {
        Clock clock = clock();
        Source teachers = new MappedSource(
                "saghe",
                rows,
                university.configuration().enabledSources().get(3).mapping(),
                university.configuration().calendar(),
                clock,
                new ChangeColumn("CHANGED", "ID_INTERVENANT", Duration.ofMinutes(30), null));
        return new Runner(
                reconciler(clock),
                university.structures(),
                List.of(university.source("apogee"), teachers),
                university.groups(directory),
                store(),
                clock,
                run -> {});
    }

    private SourceReport whole() throws Exception {
        return ofTeachers(runner().run(List.of("saghe"), false));
    }

    private SourceReport changes() throws Exception {
        return ofTeachers(runner().runChanges(List.of(), false));
    }

    private static SourceReport ofTeachers(RunReport run) {
        return run.sources().stream()
                .filter(report -> report.source().equals("saghe"))
                .findFirst()
                .orElseThrow();
    }

    private Account account(int i) {
        return directory.snapshot().accounts().stream()
                .filter(account -> account.keys().contains(new SourceKey("saghe", key(i))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyWhatHasChangedIsReadAndTheNextReadBeginsThere() throws Exception {
        now = now.plus(Duration.ofHours(1));
        rows.put(time(), key(3), "Autre", 2026);
        rows.put(time(), key(PEOPLE), name(PEOPLE), 2026);

        SourceReport first = changes();
        SourceReport second = changes();

        assertThat(first.isOfChanges()).isTrue();
        assertThat(first.rows()).as("the two, and the row of the mark").isEqualTo(3);
        assertThat(first.changed()).isEqualTo(2);
        assertThat(account(3).civil().birthName()).isEqualTo("Autre");
        assertThat(second.rows())
                .as("what changed in the overlap is read again")
                .isEqualTo(2);
        assertThat(second.outcome()).isEqualTo(SourceReport.Outcome.UNCHANGED);
        assertThat(second.changesSince()).contains("2026-11-23T08:00");
        assertThat(rows.wholeReads()).isEqualTo(1);
        assertThat(RunText.lines(new RunReport("x", now, Duration.ZERO, false, List.of(first))))
                .anySatisfy(
                        line -> assertThat(line).contains("everybody with a row that changed since 2026-11-23T06:00"));
    }

    @Test
    void whoIsNotAmongTheChangesIsNotMissing() throws Exception {
        rows.drop(key(5));
        SourceReport missed = whole();
        assertThat(missed.held()).extracting(held -> held.key().value()).containsExactly(key(5));
        Snapshot before = directory.snapshot();

        for (int i = 0; i < 5; i++) {
            SourceReport report = changes();
            assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.UNCHANGED);
            assertThat(report.held()).as("still missing").hasSize(1);
        }
        assertThat(directory.snapshot()).isEqualTo(before);

        now = now.plus(Duration.ofDays(1));
        rows.put(time(), key(5), name(5), 2026);
        assertThat(changes().held()).as("seen again").isEmpty();
        rows.drop(key(5));
        rows.put(time(), key(6), "Autre", 2026);
        assertThat(whole().held().get(0).detail()).contains("missing from 1 accepted extract in a row");
    }

    @Test
    void aRefusedReadMovesNothingAndCanBeApproved() throws Exception {
        now = now.plus(Duration.ofDays(1));
        for (int i = 0; i < 20; i++) {
            rows.put(time(), key(i), name(i), 2020);
        }
        Snapshot before = directory.snapshot();
        SourceReport refused = changes();
        SourceReport again = changes();
        RunReport last = store().report(store().newest().orElseThrow()).orElseThrow();

        assertThat(refused.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(refused.messages().get(0)).contains("close-percent");
        assertThat(again.rows()).isEqualTo(21);
        assertThat(directory.snapshot()).isEqualTo(before);

        SourceReport approved = ofTeachers(runner().approve(last.id(), List.of(), "somebody", "they left"));
        assertThat(approved.outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        assertThat(approved.isOfChanges()).isTrue();
        assertThat(changes().changesSince()).contains("2026-11-24T07:00");
    }

    @Test
    void manySmallReadsDoNotCloseWhatOneMustNot() throws Exception {
        int closed = 0;
        SourceReport report = null;
        for (int i = 0; i < 10 && (report == null || report.outcome() != SourceReport.Outcome.REFUSED); i++) {
            now = now.plus(Duration.ofHours(3));
            rows.put(time(), key(i), name(i), 2020);
            report = changes();
            closed = i;
        }
        assertThat(closed).as("5 % of 80").isEqualTo(4);
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages().get(0)).contains("5 of 80 open teacher-hourly accounts would close");

        assertThat(whole().outcome()).as("a whole run counts for itself").isEqualTo(SourceReport.Outcome.APPLIED);
        now = now.plus(Duration.ofHours(3));
        rows.put(time(), key(11), name(11), 2020);
        assertThat(changes().outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
    }

    @Test
    void aDirectoryThatGoesAwayLeavesTheMarkWhereItIs() throws Exception {
        now = now.plus(Duration.ofDays(1));
        for (int i = 100; i < 110; i++) {
            rows.put(time(), key(i), name(i), 2026);
        }
        directory.goAwayAfter(4);
        assertThat(changes().outcome()).isEqualTo(SourceReport.Outcome.FAILED);
        directory.goAwayAfter(Integer.MAX_VALUE);

        SourceReport next = changes();
        assertThat(next.changesSince()).contains("2026-11-23T06:00");
        assertThat(next.changed()).isEqualTo(6);
        assertThat(directory.snapshot().accounts()).hasSize(PEOPLE + 10);
    }

    @Test
    void whatIsOnlyPlannedMovesNothing() throws Exception {
        now = now.plus(Duration.ofDays(1));
        rows.put(time(), key(90), name(90), 2026);
        assertThat(ofTeachers(runner().runChanges(List.of(), true)).outcome()).isEqualTo(SourceReport.Outcome.DRY_RUN);
        assertThat(changes().changed()).isEqualTo(1);
    }

    @Test
    void anotherConfigurationReadsEverything() throws Exception {
        settings = "another";
        SourceReport report = changes();
        assertThat(report.isOfChanges()).isFalse();
        assertThat(report.messages()).anyMatch(said -> said.startsWith("read whole: the configuration"));
        assertThat(changes().isOfChanges()).isTrue();
    }

    @Test
    void withoutItsFileEverythingIsRead() throws Exception {
        Path file = folder.resolve("runs").resolve("changed-saghe.json");
        assertThat(file).exists();
        Files.writeString(file, Files.readString(file).substring(0, 40));
        assertThat(changes().messages()).anyMatch(said -> said.contains("changed-saghe.json is not as it was written"));
        Files.delete(file);
        assertThat(changes().messages()).anyMatch(said -> said.contains("it is not known how far it was read"));
        assertThat(changes().isOfChanges()).isTrue();
        store().forgetMarks();
        assertThat(file).doesNotExist();
        assertThat(changes().isOfChanges()).isFalse();
    }

    @Test
    void aSourceThatWasPutBackIsReadWhole() throws Exception {
        now = now.plus(Duration.ofDays(1));
        rows.put(time(), key(3), "Autre", 2026);
        changes();
        rows.put(LocalDateTime.ofInstant(University.TODAY, ZoneOffset.UTC), key(3), name(3), 2026);

        SourceReport report = changes();
        assertThat(report.isOfChanges()).isFalse();
        assertThat(report.messages()).anyMatch(said -> said.contains("put back to an older state"));
        assertThat(account(3).civil().birthName()).isEqualTo(name(3));
    }

    @Test
    void whatIsTakenBackIsReadAgain() throws Exception {
        now = now.plus(Duration.ofDays(1));
        rows.put(time(), key(3), "Autre", 2026);
        changes();
        String run = store().newest().orElseThrow();
        Clock clock = clock();
        new Replays(reconciler(clock), university.planner(), store(), clock)
                .rollback(run, List.of(), "somebody", "a trial");
        assertThat(account(3).civil().birthName()).isEqualTo(name(3));

        assertThat(changes().isOfChanges()).isFalse();
        assertThat(account(3).civil().birthName()).isEqualTo("Autre");
    }

    @Test
    void aRowThatIsDatedAheadIsReadEachTimeAndStopsNothing() throws Exception {
        rows.put(LocalDateTime.of(2999, 12, 31, 0, 0), key(7), name(7), 2026);
        SourceReport whole = whole();
        assertThat(whole.messages())
                .anyMatch(said -> said.contains("1 rows say that they change more than a day from now"));
        now = now.plus(Duration.ofDays(1));
        rows.put(time(), key(3), "Autre", 2026);

        SourceReport report = changes();
        assertThat(report.isOfChanges()).isTrue();
        assertThat(report.rows())
                .as("that row, the changed one, and that of the mark")
                .isEqualTo(3);
        assertThat(account(3).civil().birthName()).isEqualTo("Autre");
    }

    @Test
    void ofReadsThatFindNothingTheNewestIsKept() throws Exception {
        int before = store().ids().size();
        for (int i = 0; i < 4; i++) {
            changes();
        }
        assertThat(store().ids()).hasSize(before + 1);
        assertThat(store().last("saghe", SourceReport::isOfChanges)).isPresent();
    }

    @Test
    void anEmptyDirectoryIsFilledFromEverything() throws Exception {
        store().marks();
        InMemoryDirectory empty = new InMemoryDirectory();
        Clock clock = clock();
        Source teachers = new MappedSource(
                "saghe",
                rows,
                university.configuration().enabledSources().get(3).mapping(),
                university.configuration().calendar(),
                clock,
                new ChangeColumn("CHANGED", "ID_INTERVENANT", Duration.ofMinutes(30), null));
        SourceReport report = new Reconciler(
                        empty,
                        university.planner(),
                        university.guard(),
                        clock,
                        store().memory(),
                        store().marks(),
                        Progress.NONE)
                .begin(false)
                .reconcileChanges(teachers);
        assertThat(report.messages()).anyMatch(said -> said.contains("the directory has nobody of it"));
        assertThat(empty.snapshot().accounts()).hasSize(PEOPLE);
    }

    @Test
    void aSourceThatDoesNotTellIsNotAskedForChanges() {
        assertThatThrownBy(() -> runner().runChanges(List.of("apogee"), false))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("does not say when its rows changed; expected one of [saghe]")
                .hasMessageContaining("sesame run apogee");
    }
}
