package fr.sesame.run;

import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.ChangeText;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Present;
import fr.sesame.logging.RunContext;
import fr.sesame.reconcile.ExtractMemory;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.Remembered;
import fr.sesame.reconcile.SourceReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is in the folder of an earlier run: its plan, or what undoes it. Each is a run of its own, entry by entry: where the
 * directory has moved on, the entry is skipped and said, and never overwritten.
 */
public final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Reconciler reconciler;
    private final Planner planner;
    private final RunStore store;
    private final Clock clock;

    public Replays(Reconciler reconciler, Planner planner, RunStore store, Clock clock) {
        this.reconciler = reconciler;
        this.planner = planner;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Carries out the plans of a run that was only to be made. The guard looks at them again.
     *
     * @param by who decides that
     * @throws RunException if there is no such plan, it was refused, or somebody has changed its file
     */
    public RunReport apply(String id, String by) throws RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            RunReport planned = ended(id);
            if (!planned.dryRun()) {
                throw new RunException("run " + id + " has been carried out; expected one of: sesame plan");
            }
            List<SourceReport> plans = new ArrayList<>();
            for (SourceReport source : planned.sources()) {
                if (source.outcome() == SourceReport.Outcome.DRY_RUN) {
                    if (!store.isAsWritten(id, source)) {
                        throw new RunException("the plan of " + source.source() + " in run " + id
                                + " is not as it was written; nothing was changed. Make another: sesame plan");
                    }
                    plans.add(source);
                }
            }
            if (plans.isEmpty()) {
                throw new RunException("run " + id + " has no plan that the guard let pass; see: sesame show " + id);
            }
            try (Replay replay = new Replay(new Decided(Decided.What.APPLY, id, by, ""))) {
                for (SourceReport source : plans) {
                    replay.apply(id, source.source());
                }
                return replay.end();
            }
        }
    }

    /**
     * Takes back what a run has changed and nobody has changed since. No account is deleted: the records of one that the run has made
     * end. A run that was cut short can be taken back too.
     *
     * @param names sources of it, or all of them if none is named
     * @param by who decides that
     * @param reason why
     * @throws RunException if there is no such run, or it has changed nothing
     */
    public RunReport rollback(String id, Collection<String> names, String by, String reason)
            throws RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            if (store.report(id).filter(RunReport::dryRun).isPresent()) {
                throw new RunException("run " + id + " was only a plan: it has changed nothing");
            }
            List<String> sources = new ArrayList<>(store.plannedSources(id));
            Optional<RunReport> report = store.report(id);
            if (report.isPresent()) {
                sources.clear();
                report.get().sources().stream()
                        .filter(source -> source.outcome() != SourceReport.Outcome.REFUSED)
                        .map(SourceReport::source)
                        .forEach(sources::add);
            }
            if (!sources.containsAll(names)) {
                throw new RunException("run " + id + " has changed nothing of " + String.join(", ", names)
                        + "; expected of " + sources);
            }
            if (!names.isEmpty()) {
                sources.retainAll(names);
            }
            Collections.reverse(sources); // the last that was written is taken back first
            try (Replay replay = new Replay(new Decided(Decided.What.ROLLBACK, id, by, reason))) {
                for (String source : sources) {
                    replay.takeBack(id, source);
                }
                return replay.end();
            }
        }
    }

    private RunReport ended(String id) throws RunException {
        return store.report(id)
                .orElseThrow(
                        () -> new RunException("there is no run '" + id + "' that came to an end; see: sesame runs"));
    }

    /** One run over some files. */
    private final class Replay implements AutoCloseable {
        private final Instant start = clock.instant();
        private final Decided decided;
        private final RunFolder folder;
        private final Reconciler.Pass pass;
        private final List<SourceReport> reports = new ArrayList<>();
        private final RunContext context;

        Replay(Decided decided) throws RunException, DirectoryException {
            this.decided = decided;
            this.folder = store.begin(Runner.id(start));
            this.pass = reconciler.begin(false, folder, null);
            this.context = RunContext.of(folder.run());
        }

        void apply(String id, String source) throws RunException {
            carryOut(source, store.planned(id, source), false, store.plannedMemory(id, source));
        }

        void takeBack(String id, String source) throws RunException {
            carryOut(source, store.undo(id, source), true, Remembered.NOTHING);
        }

        private void carryOut(String source, List<ChangeText.Step> steps, boolean back, Remembered planned)
                throws RunException {
            Present present = new Present(pass.snapshot());
            List<Change> changes = new ArrayList<>();
            List<String> conflicts = new ArrayList<>();
            int done = 0;
            for (ChangeText.Step step : steps) {
                ChangeText.Outcome outcome = step.on(present);
                if (outcome instanceof ChangeText.Outcome.Possible possible) {
                    changes.add(settled(possible.change()));
                } else if (outcome instanceof ChangeText.Outcome.Conflict conflict) {
                    conflicts.add("skipped: " + conflict.why());
                } else {
                    done++;
                }
            }
            Plan plan = new Plan(source, clock.instant(), changes, List.of(), steps.size(), done);
            try {
                if (back) {
                    forgetMissed(source, changes);
                    store.marks().forget(source); // what is taken back is said again by rows that do not change
                }
                SourceReport report = back ? pass.carryOutDecided(plan) : pass.carryOutAgain(plan, planned);
                for (String conflict : conflicts) {
                    report = report.saying(conflict);
                }
                reports.add(Runner.logged(conflicts.isEmpty() ? report : report.failed()));
            } catch (IOException e) {
                throw RunException.unkept(folder, e);
            }
        }

        /** Whoever was taken for gone, and is given back, counts as seen: else the next run would take them away again. */
        private void forgetMissed(String source, List<Change> changes) throws IOException {
            Set<SourceKey> keys = new HashSet<>();
            for (Change change : changes) {
                if (change instanceof Change.UpdateAccount update) {
                    keys.addAll(update.after().keys());
                }
            }
            ExtractMemory memory = store.memory();
            memory.keep(source, memory.of(source).withoutMissed(keys));
        }

        private Change settled(Change change) {
            if (change instanceof Change.CreateAccount create) {
                return new Change.CreateAccount(planner.settled(create.account()));
            }
            return change instanceof Change.UpdateAccount update
                    ? new Change.UpdateAccount(update.before(), planner.settled(update.after()))
                    : change;
        }

        RunReport end() throws RunException {
            RunReport run = new RunReport(
                    folder.run(), start, Duration.between(start, clock.instant()), false, reports, decided);
            LOG.info("run decided=\"{}\"", decided.act());
            store.save(run);
            return run;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
