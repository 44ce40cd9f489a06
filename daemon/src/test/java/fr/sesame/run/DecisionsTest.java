package fr.sesame.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.directory.Snapshot;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody decides over a run: approve it, carry its plan out, take it back. */
class DecisionsTest {
    private static final Charset CP1252 = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private University university;
    private RunStore store;
    private Guard guard;
    private Instant now = University.TODAY;

    @BeforeEach
    void load() throws Exception {
        university = new University(Files.createDirectory(folder.resolve("extracts")));
        store = new RunStore(folder.resolve("runs"), university.changeText(), () -> "# of the test");
        guard = university.hastyGuard();
        assertThat(run(List.of(), false).isClean()).isTrue();
    }

    /** Every run is a second later. */
    private Clock clock() {
        now = now.plusSeconds(1);
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Reconciler reconciler(Clock clock) {
        return new Reconciler(directory, university.planner(), guard, clock, store.memory(), Progress.NONE);
    }

    private Runner runner() {
        Clock clock = clock();
        return new Runner(
                reconciler(clock),
                university.structures(),
                university.sources(),
                university.groups(directory),
                store,
                clock,
                run -> {});
    }

    private Replays replays() {
        Clock clock = clock();
        return new Replays(reconciler(clock), university.planner(), store, clock);
    }

    private RunReport run(List<String> names, boolean dryRun) throws Exception {
        return runner().run(names, dryRun);
    }

    private void edit(String source, UnaryOperator<List<String>> edit) throws Exception {
        List<String> rows = edit.apply(Files.readAllLines(university.extract(source), CP1252));
        Files.writeString(university.extract(source), String.join("\r\n", rows) + "\r\n", CP1252);
    }

    private void without(Predicate<String> rows) throws Exception {
        edit("apogee", all -> all.stream().filter(rows.negate()).toList());
    }

    private Account byKey(String key) {
        return directory.snapshot().accounts().stream()
                .filter(account -> account.keys().contains(SourceKey.parse(key)))
                .findFirst()
                .orElseThrow();
    }

    private static SourceReport of(RunReport run, String source) {
        return run.sources().stream()
                .filter(report -> report.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    /** Sixty students fewer: more than five percent, and fewer than a fifth of the rows. */
    private RunReport refused() throws Exception {
        List<String> gone = directory.snapshot().accounts().stream()
                .filter(account -> account.stateAt(now) == AccountState.ACTIVE)
                .flatMap(account -> account.keys().stream())
                .filter(key -> key.source().equals("apogee"))
                .map(SourceKey::value)
                .limit(40)
                .toList();
        without(row -> gone.contains(row.split(";")[0]));
        RunReport run = run(List.of("apogee"), false);
        assertThat(of(run, "apogee").outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        return run;
    }

    @Test
    void aRefusedPlanIsCarriedOutOnceItIsApproved() throws Exception {
        RunReport refused = refused();
        assertThat(of(refused, "apogee").messages())
                .anySatisfy(
                        message -> assertThat(message).contains("sesame approve " + refused.id() + " apogee --reason"));
        Snapshot before = directory.snapshot();

        RunReport approved = runner().approve(refused.id(), List.of("apogee"), "marie", "asked the registrar");

        assertThat(of(approved, "apogee").outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        assertThat(of(approved, "apogee").changes(Plan.Kind.CLOSE)).isEqualTo(40);
        assertThat(directory.snapshot()).isNotEqualTo(before);
        RunReport kept = store.report(approved.id()).orElseThrow();
        assertThat(kept.decided())
                .isEqualTo(new Decided(Decided.What.APPROVE, refused.id(), "marie", "asked the registrar"));
        assertThat(Files.readString(store.folderOf(kept).resolve("report.txt")))
                .contains("approve of run " + refused.id() + " by marie: asked the registrar");
        assertThat(store.untold()).containsExactly(kept);
        store.told(kept);
        assertThat(store.untold()).isEmpty();
    }

    @Test
    void anotherExtractIsNotWhatWasApproved() throws Exception {
        RunReport refused = refused();
        Snapshot before = directory.snapshot();
        without(row -> row.startsWith("20100001;"));
        SourceReport report = of(runner().approve(refused.id(), List.of(), "marie", "why"), "apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages()).anySatisfy(message -> assertThat(message).contains("extract is another one"));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void anApprovalHoldsOnALaterDayAndWhoeverIsGoneIsGoneThen() throws Exception {
        RunReport refused = refused();
        now = now.plus(Duration.ofDays(3));
        SourceReport report = of(runner().approve(refused.id(), List.of(), "marie", "why"), "apogee");
        assertThat(report.messages()).noneMatch(message -> message.contains("another one"));
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        assertThat(report.changes(Plan.Kind.CLOSE)).isEqualTo(40);
        LocalDate today = university.configuration().calendar().dayOf(now);
        assertThat(directory.snapshot().accounts().stream()
                        .flatMap(account -> account.affiliations().stream())
                        .map(affiliation -> affiliation.facts().gone())
                        .filter(day -> day != null))
                .hasSizeGreaterThanOrEqualTo(40)
                .containsOnly(today);
    }

    @Test
    void onALaterDayAnotherPlanIsStillAnother() throws Exception {
        RunReport refused = refused();
        touched(directory.snapshot().accounts().stream()
                .filter(account ->
                        account.keys().stream().anyMatch(key -> key.source().equals("apogee")))
                .findFirst()
                .orElseThrow());
        now = now.plus(Duration.ofDays(1));
        Snapshot before = directory.snapshot();
        SourceReport report = of(runner().approve(refused.id(), List.of(), "marie", "why"), "apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages()).anySatisfy(message -> assertThat(message).contains("plan is another one"));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void whatWasAppliedCountsWhoIsMissing() throws Exception {
        guard = university.guard(); // three extracts in a row
        without(row -> row.startsWith("20100001;"));
        for (int extract = 1; extract <= 3; extract++) {
            assertThat(byKey("apogee:20100001").stateAt(now)).isEqualTo(AccountState.ACTIVE);
            String row = "2010000" + (5 + extract) + ";";
            without(one -> one.startsWith(row)); // another extract
            now = now.plus(Duration.ofDays(1));
            RunReport planned = run(List.of("apogee"), true);
            assertThat(replays().apply(planned.id(), "marie").isClean()).isTrue();
        }
        assertThat(byKey("apogee:20100001").stateAt(now)).isNotEqualTo(AccountState.ACTIVE);
        assertThat(of(run(List.of("apogee"), false), "apogee").messages())
                .as("the extract that was applied is known")
                .anyMatch(message -> message.startsWith("the same extract as that of run"));
    }

    @Test
    void whatWasPlannedBeforeAnotherExtractWasAcceptedCountsNobody() throws Exception {
        guard = university.guard();
        without(row -> row.startsWith("20100001;"));
        RunReport planned = run(List.of("apogee"), true);
        without(row -> row.startsWith("20100005;"));
        run(List.of("apogee"), false);
        var remembered = store.memory().of("apogee");
        SourceReport report = of(replays().apply(planned.id(), "marie"), "apogee");
        assertThat(report.messages()).anyMatch(message -> message.startsWith("nobody counts as missing by this plan"));
        assertThat(store.memory().of("apogee")).isEqualTo(remembered);
    }

    @Test
    void anotherPlanIsNotWhatWasApproved() throws Exception {
        RunReport refused = refused();
        touched(byKey("apogee:20100001"));
        Snapshot before = directory.snapshot();
        SourceReport report = of(runner().approve(refused.id(), List.of(), "marie", "why"), "apogee");
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.messages()).anySatisfy(message -> assertThat(message).contains("plan is another one"));
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void nobodyApprovesAnEmptyUniversityOrWhatWasNotRefused() throws Exception {
        edit("apogee", rows -> rows.subList(0, 1));
        RunReport empty = run(List.of("apogee"), false);
        assertThatThrownBy(() -> runner().approve(empty.id(), List.of(), "marie", "why"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("no refused plan");
        assertThatThrownBy(() -> runner().approve("20200101T000000.000Z", List.of(), "marie", "why"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("sesame runs");
    }

    @Test
    void aPlanIsCarriedOutLaterWithoutItsExtract() throws Exception {
        without(row -> row.startsWith("20100001;"));
        RunReport planned = run(List.of("apogee"), true);
        Files.delete(university.extract("apogee"));
        assertThat(byKey("apogee:20100001").stateAt(now)).isEqualTo(AccountState.ACTIVE);

        RunReport applied = replays().apply(planned.id(), "marie");

        assertThat(applied.isClean()).isTrue();
        assertThat(of(applied, "apogee").changes(Plan.Kind.CLOSE)).isEqualTo(1);
        assertThat(byKey("apogee:20100001").stateAt(now)).isEqualTo(AccountState.PENDING);
        assertThat(replays().apply(planned.id(), "marie").isUnchanged()).isTrue();
    }

    @Test
    void anEntryThatMovedOnIsSkippedAndSaid() throws Exception {
        without(row -> row.startsWith("20100001;") || row.startsWith("20100005;"));
        RunReport planned = run(List.of("apogee"), true);
        Account moved = byKey("apogee:20100001");
        Account touched = touched(moved);

        RunReport applied = replays().apply(planned.id(), "marie");

        assertThat(applied.isClean()).isFalse();
        assertThat(of(applied, "apogee").messages())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("skipped: uid=" + moved.login())
                        .contains("was changed since", "sesameAffiliation has not"));
        assertThat(byKey("apogee:20100001")).isEqualTo(touched);
        assertThat(byKey("apogee:20100005").stateAt(now)).isEqualTo(AccountState.PENDING);
    }

    /** Somebody else writes the account: its record says another day. */
    private Account touched(Account account) throws Exception {
        var affiliations = new TreeSet<Affiliation>();
        account.affiliations()
                .forEach(one -> affiliations.add(one.with(one.facts().withRecorded(LocalDate.of(2026, 1, 2)))));
        Account touched = new Account(
                account.login(),
                account.mail(),
                account.civil(),
                account.numbers(),
                affiliations,
                account.timeline(),
                account.lock());
        directory.apply(new Change.UpdateAccount(account, touched), now);
        return touched;
    }

    @Test
    void aPlanThatSomebodyEditedIsNotCarriedOut() throws Exception {
        without(row -> row.startsWith("20100001;"));
        RunReport planned = run(List.of("apogee"), true);
        Path plan = store.folderOf(planned).resolve("plan-apogee.ldif");
        Files.writeString(plan, Files.readString(plan).replace("changetype: modify", "changetype: delete"));
        assertThatThrownBy(() -> replays().apply(planned.id(), "marie"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("not as it was written");
    }

    @Test
    void aRunIsTakenBackAndStaysTakenBackUntilAnotherExtractComes() throws Exception {
        Snapshot before = directory.snapshot();
        without(row -> row.startsWith("20100001;"));
        RunReport run = run(List.of("apogee"), false);
        assertThat(directory.snapshot()).isNotEqualTo(before);

        RunReport back = replays().rollback(run.id(), List.of(), "marie", "a mistake");

        assertThat(back.isClean()).isTrue();
        assertThat(directory.snapshot()).isEqualTo(before);
        assertThat(replays().rollback(run.id(), List.of(), "marie", "again").isUnchanged())
                .isTrue();
        guard = university.guard(); // for which one extract proves nothing
        assertThat(of(run(List.of("apogee"), false), "apogee").changed()).isZero();
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void whatSomebodyHasChangedSinceIsAConflict() throws Exception {
        without(row -> row.startsWith("20100001;") || row.startsWith("20100005;"));
        RunReport run = run(List.of("apogee"), false);
        Account touched = touched(byKey("apogee:20100001"));

        RunReport back = replays().rollback(run.id(), List.of(), "marie", "a mistake");

        assertThat(back.isClean()).isFalse();
        assertThat(of(back, "apogee").messages())
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("skipped: uid=" + touched.login()));
        assertThat(byKey("apogee:20100001")).isEqualTo(touched);
        assertThat(byKey("apogee:20100005").stateAt(now)).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void aKeyThatARunGaveToAnAccountIsTakenBackAndComesAgain() throws Exception {
        Account student = directory.snapshot().accounts().stream()
                .filter(account ->
                        account.keys().stream().allMatch(key -> key.source().equals("apogee")))
                .filter(account -> account.civil().birthName().matches("[A-Za-z]+"))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                university.extract("saghe"),
                "V09999;" + student.civil().birthName() + ";" + student.civil().givenName() + ";"
                        + student.civil().birthDate() + ";2026;UFRLET;12\n",
                StandardOpenOption.APPEND);
        Snapshot before = directory.snapshot();
        RunReport run = run(List.of("saghe"), false);
        SourceKey key = SourceKey.parse("saghe:V09999");
        Account hired = byKey(key.toString());
        assertThat(hired.login()).isEqualTo(student.login());
        assertThat(hired.keys()).containsAll(student.keys());

        RunReport back = replays().rollback(run.id(), List.of(), "marie", "a mistake");

        assertThat(back.isClean()).isTrue();
        assertThat(directory.snapshot()).isEqualTo(before);
        assertThat(of(run(List.of("saghe"), false), "saghe").changed()).isEqualTo(1);
        assertThat(byKey(key.toString())).isEqualTo(hired);
    }

    @Test
    void anAccountThatARunMadeEndsAndKeepsItsLogin() throws Exception {
        edit("apogee", rows -> {
            List<String> more = new ArrayList<>(rows);
            more.add("20999999;990000000Z;N;;Nouvelle;;Zoë;02/09/1994;2026;E;P;O;14/07/2026;;BUTGEII;IUTLAN");
            return more;
        });
        RunReport run = run(List.of("apogee"), false);
        Account made = byKey("apogee:20999999");
        assertThat(made.stateAt(now)).isEqualTo(AccountState.ACTIVE);

        assertThat(replays().rollback(run.id(), List.of(), "marie", "a mistake").isClean())
                .isTrue();

        Account ended = byKey("apogee:20999999");
        assertThat(ended.login()).isEqualTo(made.login());
        assertThat(ended.stateAt(now)).isNotEqualTo(AccountState.ACTIVE);
        assertThat(ended.stateAt(now.plus(Duration.ofDays(2)))).isEqualTo(AccountState.INACTIVE);
    }

    @Test
    void aRunThatWasCutShortIsSeenFinishedAndCanBeTakenBack() throws Exception {
        Snapshot before = directory.snapshot();
        without(row -> row.startsWith("20100001;") || row.startsWith("20100005;"));
        Runner runner = runner();
        directory.goAwayAfter(1);
        RunReport broken = runner.run(List.of("apogee"), false);
        directory.goAwayAfter(Integer.MAX_VALUE);
        Files.delete(store.folderOf(broken).resolve("report.json")); // as a kill leaves it
        assertThat(store.report(broken.id())).isEmpty();
        assertThat(store.ids()).contains(broken.id());

        assertThat(of(run(List.of("apogee"), false), "apogee").changes(Plan.Kind.CLOSE))
                .isEqualTo(1);
        assertThat(run(List.of("apogee"), false).isUnchanged()).isTrue();
        assertThat(replays()
                        .rollback(broken.id(), List.of(), "marie", "a mistake")
                        .isClean())
                .isTrue();
        assertThat(directory.snapshot()).isEqualTo(before);
    }

    @Test
    void absenceCountsWithTheThirdExtractAndYesterdaysFileIsNoNews() throws Exception {
        guard = university.guard();
        without(row -> row.startsWith("20100001;"));
        assertMissed(of(run(List.of("apogee"), false), "apogee"), 1);
        SourceReport again = of(run(List.of("apogee"), false), "apogee");
        assertMissed(again, 1);
        assertThat(again.messages())
                .anySatisfy(message -> assertThat(message).contains("the same extract as that of run"));
        edit("apogee", DecisionsTest::swapped);
        assertMissed(of(run(List.of("apogee"), false), "apogee"), 2);
        without(row -> row.startsWith("20100005;"));
        SourceReport third = of(run(List.of("apogee"), false), "apogee");
        assertThat(third.changes(Plan.Kind.CLOSE)).isEqualTo(1);
        assertThat(byKey("apogee:20100001").stateAt(now)).isEqualTo(AccountState.PENDING);
        assertThat(byKey("apogee:20100005").stateAt(now)).isEqualTo(AccountState.ACTIVE);
    }

    private static List<String> swapped(List<String> rows) {
        List<String> swapped = new ArrayList<>(rows);
        Collections.swap(swapped, 1, 2);
        return swapped;
    }

    private static void assertMissed(SourceReport report, int extracts) {
        assertThat(report.changed()).isZero();
        assertThat(report.held())
                .filteredOn(held -> held.reason().equals(HoldReason.MISSED))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.key()).isEqualTo(SourceKey.parse("apogee:20100001"));
                    assertThat(held.detail()).contains("missing from " + extracts + " accepted extract");
                });
    }

    @Test
    void halfOfTheRowsIsRefusedByTheirNumber() throws Exception {
        edit("apogee", rows -> rows.subList(0, rows.size() / 2));
        assertThat(of(run(List.of("apogee"), false), "apogee").messages())
                .anySatisfy(message -> assertThat(message).contains("had 508", "rule fewer-rows-percent"));
    }

    @Test
    void aColumnThatIsSuddenlyEmptyIsRefused() throws Exception {
        edit(
                "apogee",
                rows -> rows.stream()
                        .map(row -> row.startsWith("COD_ETU") ? row : row.replaceFirst(";[^;]*$", ";"))
                        .toList());
        assertThat(of(run(List.of("apogee"), false), "apogee").messages())
                .anySatisfy(message -> assertThat(message).contains("have no structure", "rule empty-points"));
    }

    @Test
    void theFolderHasWhatAnAdministratorNeeds() throws Exception {
        without(row -> row.startsWith("20100001;"));
        RunReport run = run(List.of("apogee"), false);
        Path files = store.folderOf(run);
        String login = byKey("apogee:20100001").login().value();
        assertThat(files.resolve("plan-apogee.ldif"))
                .content()
                .contains("dn: uid=" + login, "delete: sesameAffiliation");
        assertThat(files.resolve("undo-apogee.ldif")).content().contains("dn: uid=" + login, "changetype: modify");
        assertThat(files.resolve("report.txt")).content().contains("apogee: applied", "closed 1");
        assertThat(files.resolve("configuration.txt")).content().isEqualTo("# of the test");
        assertThat(files.resolve("extracts.sha256")).content().contains("  " + university.extract("apogee"));
    }
}
