package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Login;
import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.directory.Snapshot;
import fr.sesame.logging.RunContext;
import fr.sesame.progress.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Several writers at a time, and still every change is written, refused or left, and said to be. */
class ChangeWriterTest {
    @TempDir
    private Path folder;

    private University university;
    private Plan plan;
    private final InMemoryDirectory directory = new InMemoryDirectory();

    @BeforeEach
    void planTheStudents() throws Exception {
        university = new University(folder);
        plan = university
                .planner()
                .plan(Snapshot.EMPTY, university.source("apogee").read(), University.TODAY);
    }

    private ChangeWriter.Outcome write(Progress progress) {
        return new ChangeWriter(directory, progress).write("writing", plan.changes(), plan.asOf());
    }

    @Test
    void everythingIsWritten() {
        ChangeWriter.Outcome outcome = write(Progress.NONE);

        assertThat(outcome.written()).isEqualTo(plan.changes());
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.left()).isEmpty();
        assertThat(directory.snapshot().accounts()).hasSameSizeAs(plan.changes());
    }

    @Test
    void whateverIsLoggedMeanwhileBelongsToTheRun() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Told progress = new Told(() -> {
            seen.add(String.valueOf(MDC.get(RunContext.KEY)));
            return true;
        });
        try (RunContext run = RunContext.of("20261125T023000.009Z")) {
            write(progress);
        }
        assertThat(seen).containsExactly("20261125T023000.009Z");
    }

    @Test
    void whatIsRefusedStopsNobodyElse() {
        Login login = ((Change.CreateAccount) plan.changes().get(7)).account().login();
        directory.refuse(login);
        ChangeWriter.Outcome outcome = write(Progress.NONE);

        assertThat(outcome.written()).hasSize(plan.changes().size() - 1);
        assertThat(outcome.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.change()).isEqualTo(plan.changes().get(7));
            assertThat(refusal.said()).hasMessageContaining(login.value());
        });
    }

    @Test
    void aDirectoryThatGoesAwayEndsIt() {
        directory.goAwayAfter(50);
        ChangeWriter.Outcome outcome = write(Progress.NONE);

        assertThat(outcome.written()).hasSize(50);
        assertThat(outcome.left()).hasSize(plan.changes().size() - 50);
        assertThat(outcome.gone()).hasMessageContaining("it went away");
    }

    @Test
    void whoeverStopsItStopsItBetweenTwoChanges() {
        AtomicInteger asked = new AtomicInteger();
        Told progress = new Told(() -> asked.incrementAndGet() <= 40);
        ChangeWriter.Outcome outcome = write(progress);

        assertThat(outcome.gone()).isNull();
        assertThat(outcome.written())
                .hasSize(39)
                .hasSameSizeAs(directory.snapshot().accounts()); // the first question is for the stretch
        assertThat(outcome.left()).hasSize(plan.changes().size() - 39);
    }

    @Test
    void theNextRunGoesOnAndEverybodyHasTheNamesOfAWholeRun() throws Exception {
        Clock clock = Clock.fixed(University.TODAY, ZoneOffset.UTC);
        InMemoryExtracts memory = new InMemoryExtracts();
        Told stopping = new Told(new AtomicInteger(-100)::incrementAndGet, 0);
        new Reconciler(directory, university.planner(), university.guard(), clock, memory, stopping)
                .begin(false)
                .reconcile(university.source("apogee"));
        SourceReport report = new Reconciler(
                        directory, university.planner(), university.guard(), clock, memory, Progress.NONE)
                .begin(false)
                .reconcile(university.source("apogee"));

        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.APPLIED);
        assertThat(directory.snapshot().accounts())
                .isEqualTo(Snapshot.EMPTY.after(plan.changes()).accounts());
    }

    @Test
    void aStoppedRunSaysWhere() throws Exception {
        Clock clock = Clock.fixed(University.TODAY, ZoneOffset.UTC);
        Told progress = new Told(new AtomicInteger(-100)::incrementAndGet, 0);
        Reconciler reconciler = new Reconciler(
                directory, university.planner(), university.guard(), clock, ExtractMemory.NONE, progress);
        SourceReport report = reconciler.begin(false).reconcile(university.source("apogee"));

        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.FAILED);
        assertThat(report.messages())
                .singleElement()
                .asString()
                .matches(
                        "stopped at the new account [a-z0-9]+ after 9[0-9] of 304 changes; the next run goes on from there");
    }

    @Test
    void howFarItIsIsToldOnceForEachChange() {
        Told progress = new Told(() -> true);
        write(progress);
        List<Long> all = new ArrayList<>();
        for (long done = 1; done <= plan.changes().size(); done++) {
            all.add(done);
        }

        assertThat(progress.told).containsExactlyInAnyOrderElementsOf(all);
        assertThat(progress.total).isEqualTo(plan.changes().size());
    }

    /** Keeps what it is told. */
    private static final class Told implements Progress {
        private final BooleanSupplier goesOn;
        private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
        private long total;

        Told(BooleanSupplier goesOn) {
            this.goesOn = goesOn;
        }

        Told(IntSupplier asked, int most) {
            this(() -> asked.getAsInt() <= most);
        }

        @Override
        public Stretch begin(String what, long of) {
            total = of;
            return told::add;
        }

        @Override
        public boolean goesOn() {
            return goesOn.getAsBoolean();
        }
    }
}
