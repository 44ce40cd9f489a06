package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.directory.Snapshot;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample university through the whole way, then damaged in every way of sources.md: nobody may be hurt. */
class ReconcilerTest {
    private static final Charset CP1252 = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private University university;
    private Snapshot before;

    @BeforeEach
    void load() throws Exception {
        university = new University(folder);
        Reconciler.Pass pass = pass(University.TODAY, false);
        assertThat(pass.reconcile(university.structures()).outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        for (String source : university.sourceNames()) {
            assertThat(pass.reconcile(university.source(source)).outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        }
        before = directory.snapshot();
    }

    private Reconciler.Pass pass(Instant now, boolean dryRun) throws Exception {
        return new Reconciler(
                        directory, university.planner(), university.hastyGuard(), Clock.fixed(now, ZoneOffset.UTC))
                .begin(dryRun);
    }

    private SourceReport run(String source) throws Exception {
        return pass(University.TODAY.plus(Duration.ofDays(1)), false).reconcile(university.source(source));
    }

    private List<String> lines(String source, Charset charset) throws Exception {
        return Files.readAllLines(university.extract(source), charset);
    }

    private void write(String source, List<String> lines, Charset charset) throws Exception {
        Files.writeString(university.extract(source), String.join("\r\n", lines) + "\r\n", charset);
    }

    private Account byKey(String source, String key) {
        return directory.snapshot().accounts().stream()
                .filter(account -> account.keys().contains(new SourceKey(source, key)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameExtractAgainChangesNothingAndSaysSo() throws Exception {
        SourceReport report = run("apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.UNCHANGED);
        assertThat(report.changed()).isZero();
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void shuffledRowsChangeNothing() throws Exception {
        for (String source : List.of("apogee", "siham", "harpege", "saghe")) {
            Charset charset = source.equals("apogee")
                    ? CP1252
                    : source.equals("harpege") ? Charset.forName("ISO-8859-15") : StandardCharsets.UTF_8;
            List<String> rows = lines(source, charset);
            Collections.shuffle(rows.subList(1, rows.size()), new Random(7));
            write(source, rows, charset);
            assertThat(run(source).outcome()).as(source).isEqualTo(SourceReport.Outcome.UNCHANGED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "header", "half", "cut", "other", "column", "quote", "utf8", "blank"})
    void aDamagedExtractIsRefusedWholeAndChangesNobody(String damage) throws Exception {
        Path file = university.extract("apogee");
        List<String> rows = lines("apogee", CP1252);
        switch (damage) {
            case "missing" -> Files.delete(file);
            case "empty" -> Files.write(file, new byte[0]);
            case "header" -> write("apogee", rows.subList(0, 1), CP1252);
            case "half" -> write("apogee", rows.subList(0, rows.size() / 2), CP1252);
            case "cut" -> {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
            case "other" -> Files.copy(university.extract("siham"), file, StandardCopyOption.REPLACE_EXISTING);
            case "column" -> {
                rows.set(0, rows.get(0).replace("COD_ETU", "COD_ETUD"));
                write("apogee", rows, CP1252);
            }
            case "quote" -> {
                rows.set(100, rows.get(100).replaceFirst(";", ";\""));
                write("apogee", rows, CP1252);
            }
            case "utf8" -> write("apogee", rows, StandardCharsets.UTF_8);
            default -> Files.writeString(file, "\r\n\r\n", CP1252);
        }
        SourceReport report = run("apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages()).isNotEmpty();
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void theGuardSaysItsNumbersAndTheWayOut() throws Exception {
        List<String> rows = lines("apogee", CP1252);
        write("apogee", rows.subList(0, rows.size() / 2), CP1252);
        assertThat(run("apogee").messages())
                .anySatisfy(message -> assertThat(message)
                        .matches(
                                "\\d+ of \\d+ open student accounts would close \\(\\d+\\.\\d %, limit 5 %; rule close-percent\\):"
                                        + "( \\w+,){9} \\w+ and \\d+ more"))
                .anySatisfy(message -> assertThat(message).contains("nothing was written"));
    }

    @Test
    void whoIsGoneFromACompleteExtractIsPendingThenInactiveAndComesBackWithTheSameLogin() throws Exception {
        List<String> all = lines("apogee", CP1252);
        List<String> rows =
                all.stream().filter(row -> !row.startsWith("20100001;")).collect(Collectors.toList());
        Account open = byKey("apogee", "20100001");
        assertThat(open.stateAt(University.TODAY)).isEqualTo(AccountState.ACTIVE);
        write("apogee", rows, CP1252);
        Instant tomorrow = University.TODAY.plus(Duration.ofDays(1));
        SourceReport report = run("apogee");
        assertThat(report.changes(Plan.Kind.CLOSE)).isEqualTo(1);
        Account closed = byKey("apogee", "20100001");
        assertThat(closed.stateAt(tomorrow)).isEqualTo(AccountState.PENDING);
        assertThat(closed.stateAt(tomorrow.plus(Duration.ofDays(1)))).isEqualTo(AccountState.INACTIVE);
        // The day after, nothing more is to be said of it.
        assertThat(pass(tomorrow.plus(Duration.ofDays(1)), false)
                        .reconcile(university.source("apogee"))
                        .outcome())
                .isEqualTo(SourceReport.Outcome.UNCHANGED);
        write("apogee", all, CP1252);
        assertThat(run("apogee").changes(Plan.Kind.OPEN)).isEqualTo(1);
        assertThat(byKey("apogee", "20100001")).isEqualTo(open);
    }

    @Test
    void aRowThatCannotBeReadLeavesWhatIsKnownOfItsKey() throws Exception {
        List<String> rows = lines("apogee", CP1252).stream()
                .map(row -> row.startsWith("20100001;") ? row.replace("01/06/1993", "31/02/1993") : row)
                .toList();
        write("apogee", rows, CP1252);
        SourceReport report = run("apogee");
        assertThat(report.held()).anySatisfy(held -> {
            assertThat(held.key().value()).isEqualTo("20100001");
            assertThat(held.reason()).isEqualTo(HoldReason.BAD_DATE);
            assertThat(held.detail()).contains("31/02/1993");
        });
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void whereARowIsAboutNobodyKnownAbsenceProvesNothing() throws Exception {
        List<String> rows = lines("apogee", CP1252).stream()
                .map(row -> row.startsWith("20100001;") ? "2010" : row)
                .toList();
        write("apogee", rows, CP1252);
        SourceReport report = run("apogee");
        assertThat(report.held()).anySatisfy(held -> assertThat(held.reason()).isEqualTo(HoldReason.BAD_ROW));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void aKeyThatComesBackWithAnotherPersonsNameIsHeld() throws Exception {
        List<String> rows = lines("saghe", StandardCharsets.UTF_8).stream()
                .map(row -> row.startsWith("V01000;") ? "V01000;Tout-Autre;Gertrude;1950-03-03;2026;UFRLET;12" : row)
                .toList();
        Files.writeString(university.extract("saghe"), String.join("\n", rows) + "\n");
        SourceReport report = run("saghe");
        assertThat(report.held()).anySatisfy(held -> {
            assertThat(held.key()).isEqualTo(new SourceKey("saghe", "V01000"));
            assertThat(held.reason()).isEqualTo(HoldReason.ANOTHER_PERSON);
        });
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void whoWasErasedIsHeldAndAnotherPersonOfTheSameNameGetsAnotherLogin() throws Exception {
        List<String> all = lines("apogee", CP1252);
        Account student = byKey("apogee", "20100001");
        write("apogee", all.stream().filter(row -> !row.startsWith("20100001;")).toList(), CP1252);
        run("apogee");
        Instant inactive = University.TODAY.plus(Duration.ofDays(3));
        Eraser eraser = new Eraser(directory, University.KEY, Clock.fixed(inactive, ZoneOffset.UTC));
        eraser.erase(student.login(), "dpo", "request");
        assertThat(directory.find(student.login())).isEmpty();

        List<String> back = new ArrayList<>(all);
        back.add("20999999;990000000Z;N;;Martin-Meunier;;Jordan;02/09/1994;2026;E;P;O;14/07/2026;;BUTGEII;IUTLAN");
        write("apogee", back, CP1252);
        SourceReport report = pass(inactive, false).reconcile(university.source("apogee"));
        assertThat(report.held())
                .filteredOn(held -> held.reason().equals(HoldReason.ERASED))
                .extracting(held -> held.key().value())
                .containsExactly("20100001");
        Account namesake = byKey("apogee", "20999999");
        assertThat(namesake.login()).isNotEqualTo(student.login());
        assertThat(namesake.login().value()).startsWith(student.login().value());
        assertThat(namesake.mail()).isNotEqualTo(student.mail());
        assertThat(directory.find(student.login())).isEmpty();

        eraser.admit(student.login(), new SourceKey("apogee", "20100001"));
        assertThat(pass(inactive, false).reconcile(university.source("apogee")).changes(Plan.Kind.CREATE))
                .isEqualTo(1);
        assertThat(byKey("apogee", "20100001").login()).isNotIn(student.login(), namesake.login());
        assertThat(pass(inactive, false).reconcile(university.source("apogee")).outcome())
                .isEqualTo(SourceReport.Outcome.UNCHANGED);
    }

    @Test
    void aStructureThatDisappearsStaysAndIsSaid() throws Exception {
        List<String> rows = lines("structures", StandardCharsets.UTF_8);
        Files.writeString(university.extract("structures"), String.join("\n", rows.subList(0, rows.size() - 1)) + "\n");
        SourceReport report = pass(University.TODAY, false).reconcile(university.structures());
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.UNCHANGED);
        assertThat(report.held()).singleElement().satisfies(held -> {
            assertThat(held.reason()).isEqualTo(HoldReason.STRUCTURE_GONE);
            assertThat(held.key().value()).isEqualTo(rows.get(rows.size() - 1).split(";")[0]);
        });
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void anExtractWithoutHalfOfTheStructuresIsRefused() throws Exception {
        List<String> rows = lines("structures", StandardCharsets.UTF_8);
        Files.writeString(university.extract("structures"), String.join("\n", rows.subList(0, 6)) + "\n");
        SourceReport report = pass(University.TODAY, false).reconcile(university.structures());
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages())
                .anySatisfy(
                        message -> assertThat(message).contains("6 of 11 structures are missing", "change-percent"));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void aDryRunPlansTheSameAndWritesNothing() throws Exception {
        List<String> rows = lines("apogee", CP1252).stream()
                .filter(row -> !row.startsWith("20100001;"))
                .toList();
        write("apogee", rows, CP1252);
        SourceReport report = pass(University.TODAY, true).reconcile(university.source("apogee"));
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.DRY_RUN);
        assertThat(report.changes(Plan.Kind.CLOSE)).isEqualTo(1);
        assertThat(report.plan())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("close uid="));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void oneRefusedEntryStopsNoOther() throws Exception {
        List<String> rows = lines("apogee", CP1252).stream()
                .filter(row -> !row.startsWith("20100001;") && !row.startsWith("20100005;"))
                .toList();
        Login poisoned = byKey("apogee", "20100001").login();
        directory.refuse(poisoned);
        write("apogee", rows, CP1252);
        SourceReport report = run("apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.FAILED);
        assertThat(report.messages())
                .singleElement()
                .satisfies(message -> assertThat(message).contains(poisoned.value()));
        assertThat(report.changes(Plan.Kind.CLOSE)).isEqualTo(1);
    }

    @Test
    void aDirectoryThatGoesAwayIsFinishedByTheNextRun() throws Exception {
        InMemoryDirectory fresh = new InMemoryDirectory();
        fresh.goAwayAfter(100);
        Clock clock = Clock.fixed(University.TODAY, ZoneOffset.UTC);
        Reconciler reconciler =
                new Reconciler(fresh, university.planner(), university.guard(), clock, new InMemoryExtracts());
        SourceReport broken = reconciler.begin(false).reconcile(university.source("apogee"));
        assertThat(broken.outcome()).isEqualTo(SourceReport.Outcome.FAILED);
        assertThat(broken.messages())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("stopped at the new account", "after 100 of 304 changes", "it went away"));
        assertThat(fresh.snapshot().accounts()).hasSize(100);
        fresh.goAwayAfter(Integer.MAX_VALUE);
        reconciler.begin(false).reconcile(university.source("apogee"));
        assertThat(fresh.snapshot().accounts()).hasSize(304);
    }
}
