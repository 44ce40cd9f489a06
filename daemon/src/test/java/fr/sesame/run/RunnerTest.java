package fr.sesame.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.logging.RunContext;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** A run on disk is what happened, and there is one at a time. */
class RunnerTest {
    @TempDir
    Path folder;

    private static final Clock LATER = Clock.fixed(University.TODAY.plusSeconds(3600), ZoneOffset.UTC);

    private final List<RunReport> heard = new ArrayList<>();
    private final InMemoryDirectory directory = new InMemoryDirectory();
    private University university;
    private RunStore store;
    private Reconciler reconciler;
    private Runner runner;

    @BeforeEach
    void start() throws Exception {
        university = new University(Files.createDirectory(folder.resolve("extracts")));
        store = new RunStore(folder.resolve("runs"), university.changeText(), () -> "");
        Clock clock = Clock.fixed(University.TODAY, ZoneOffset.UTC);
        reconciler = new Reconciler(
                directory, university.planner(), university.guard(), clock, store.memory(), Progress.NONE);
        runner = at(clock);
    }

    private Runner at(Clock clock) {
        return of(university.sources(), clock);
    }

    private Runner of(List<Source> sources, Clock clock) {
        return new Runner(
                reconciler, university.structures(), sources, university.groups(directory), store, clock, heard::add);
    }

    @Test
    void theReportThatIsReadBackIsTheOneThatWasWritten() throws Exception {
        RunReport run = runner.run(List.of(), false);

        assertThat(heard).containsExactly(run);
        assertThat(run.sources())
                .extracting(SourceReport::source)
                .containsExactly("structures", "apogee", "siham", "harpege", "saghe", "groups");
        for (SourceReport source : run.sources()) {
            assertThat(store.last(source.source(), report -> true)).contains(source.withoutPlan());
            Path plan = store.folderOf(run).resolve("plan-" + source.source() + ".txt");
            assertThat(Files.readAllLines(plan)).isEqualTo(source.plan());
        }
    }

    /** They are read in another thread. */
    @Test
    void whatIsLoggedWhileASourceIsReadBelongsToTheRun() throws Exception {
        Source apogee = university.source("apogee");
        AtomicReference<String> seen = new AtomicReference<>();
        Source telling = new Source() {
            @Override
            public String name() {
                return apogee.name();
            }

            @Override
            public Extract read() throws SourceException {
                seen.set(MDC.get(RunContext.KEY));
                return apogee.read();
            }
        };
        RunReport run = of(List.of(telling), LATER).run(List.of("apogee"), true);
        assertThat(seen).hasValue(run.id());
        assertThat(MDC.get(RunContext.KEY)).isNull();
    }

    @Test
    void onlyTheNamedSourcesAreRun() throws Exception {
        RunReport run = runner.run(List.of("siham"), false);
        assertThat(run.sources()).extracting(SourceReport::source).containsExactly("siham", "groups");
        Runner later = at(LATER);
        assertThat(later.run(List.of("siham"), false).sources())
                .as("a run that changes no group does not speak of them")
                .extracting(SourceReport::source)
                .containsExactly("siham");
    }

    @Test
    void aDryRunIsKeptButIsNobodysLast() throws Exception {
        RunReport run = runner.run(List.of("apogee"), true);
        assertThat(store.folderOf(run)).isDirectory();
        assertThat(store.last("apogee", report -> true)).isEmpty();
    }

    @Test
    void aSourceThatIsRefusedStopsNoOther() throws Exception {
        Files.delete(university.extract("apogee"));
        RunReport run = runner.run(List.of(), false);
        assertThat(run.isClean()).isFalse();
        assertThat(run.sources())
                .extracting(SourceReport::outcome)
                .containsExactly(
                        SourceReport.Outcome.APPLIED,
                        SourceReport.Outcome.REFUSED,
                        SourceReport.Outcome.APPLIED,
                        SourceReport.Outcome.APPLIED,
                        SourceReport.Outcome.APPLIED,
                        SourceReport.Outcome.APPLIED);
    }

    @Test
    void thereIsOneRunAtATime() throws Exception {
        try (RunLock other = store.lock()) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> runner.run(List.of(), false))
                    .isInstanceOfSatisfying(
                            RunException.class, e -> assertThat(e.isBusy()).isTrue());
        }
        assertThat(runner.run(List.of("saghe"), false).isClean()).isTrue();
    }

    @Test
    void aReportThatIsNoneNamesItsFile() throws Exception {
        RunReport run = runner.run(List.of("saghe"), false);
        Files.writeString(store.folderOf(run).resolve("report.json"), "{");
        assertThatThrownBy(() -> store.last("saghe", report -> true))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("report.json");
    }

    @Test
    void anExtractThatTheGuardRefusedIsNotWhatIsInForce() throws Exception {
        runner.run(List.of(), false);
        List<String> rows = Files.readAllLines(university.extract("siham"));
        Files.write(university.extract("siham"), rows.subList(0, rows.size() / 2));
        Runner later = at(LATER);
        SourceReport refused = later.run(List.of("siham"), false).sources().get(0);
        assertThat(refused.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(store.last("siham", SourceReport::wasAccepted))
                .hasValueSatisfying(report -> assertThat(report.held()).hasSize(5));
    }
}
