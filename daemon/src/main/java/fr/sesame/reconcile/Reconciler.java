package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.progress.Progress;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way of one person: extract, plan, guard, directory, report. A dry run takes the same way up to the last call.
 *
 * <p>Sources are taken one after another, each with a plan of its own: a damaged extract stops nobody else's.
 */
public final class Reconciler {
    private final Directory directory;
    private final Planner planner;
    private final Guard guard;
    private final Clock clock;
    private final ExtractMemory memory;
    private final Progress progress;

    /** One that remembers nothing of earlier extracts. */
    public Reconciler(Directory directory, Planner planner, Guard guard, Clock clock) {
        this(directory, planner, guard, clock, ExtractMemory.NONE, Progress.NONE);
    }

    /**
     * @param memory what is remembered of earlier extracts
     * @param progress is told how far it is, and may stop it between two changes: the next run goes on there
     */
    public Reconciler(
            Directory directory, Planner planner, Guard guard, Clock clock, ExtractMemory memory, Progress progress) {
        this.progress = progress;
        this.directory = directory;
        this.planner = planner;
        this.guard = guard;
        this.clock = clock;
        this.memory = memory;
    }

    /** Looks at the directory once; what the sources of this pass write is followed from there. */
    public Pass begin(boolean dryRun) throws DirectoryException {
        return begin(dryRun, PlanFiles.NONE, null);
    }

    /**
     * The same.
     *
     * @param files where plans are kept
     * @param approval plans that are carried out though the guard refuses them, and no others; null: none
     */
    public Pass begin(boolean dryRun, PlanFiles files, @Nullable Approval approval) throws DirectoryException {
        Snapshot snapshot = directory.snapshot();
        GuardLimits.Protection protection = guard.limits().protection();
        Set<Login> kept = new TreeSet<>(protection.accounts());
        kept.addAll(directory.suspensions().members(protection.groups()));
        return new Pass(snapshot, dryRun, files, kept, approval);
    }

    /** From that look at the directory, which need not be of all accounts: for plans that are made elsewhere. */
    public Pass begin(Snapshot snapshot, boolean dryRun, PlanFiles files) {
        return new Pass(snapshot, dryRun, files, Set.of(), null);
    }

    /** One pass over some sources. Not for several threads. */
    public final class Pass {
        private final boolean dryRun;
        private final PlanFiles files;
        private final Set<Login> kept;
        private final @Nullable Approval approval;
        private final Timelines timelines = planner.timelines();
        private Snapshot snapshot;

        private Pass(Snapshot snapshot, boolean dryRun, PlanFiles files, Set<Login> kept, @Nullable Approval approval) {
            this.snapshot = snapshot;
            this.dryRun = dryRun;
            this.files = files;
            this.kept = kept;
            this.approval = approval;
        }

        /** The directory with all that this pass has written, or in a dry run would have. */
        public Snapshot snapshot() {
            return snapshot;
        }

        /** Whether nobody has stopped the work: asked before each source. */
        public boolean goesOn() {
            return progress.goesOn();
        }

        /** Reconciles one source. Whatever is wrong with it is in the report. */
        public SourceReport reconcile(Source source) {
            progress.begin("reading " + source.name(), Progress.UNKNOWN);
            Instant start = clock.instant();
            try {
                Extract extract = source.read();
                Look look = look(
                        source.name(),
                        extract.facts(),
                        ExtractReview.values(extract),
                        extract.records().size(),
                        start);
                Plan plan = Safekeeping.of(
                        planner.plan(snapshot, extract, start, Set.of(), look.absences, timelines), kept);
                return carryOut(plan, look, extract.facts());
            } catch (SourceException | IOException e) {
                return unread(source.name(), start, e);
            }
        }

        /** Reconciles the structures. */
        public SourceReport reconcile(StructureSource structures) {
            Instant start = clock.instant();
            try {
                StructureSource.Structures extract = structures.read();
                Look look = look(
                        Planner.STRUCTURES,
                        extract.facts(),
                        Map.of(),
                        extract.structures().size(),
                        start);
                Plan plan = planner.planStructures(snapshot, extract, start, look.absences);
                return carryOut(plan, look, extract.facts());
            } catch (SourceException | IOException e) {
                return unread(Planner.STRUCTURES, start, e);
            }
        }

        /** Carries out what somebody has decided about these records. */
        public SourceReport carryOut(Plan plan, Set<SourceKey> decided) throws IOException {
            return carryOut(guard.reviewDecided(plan, decided), null, List.of(), files.keep(plan, planner.undo(plan)));
        }

        /** Carries out changes that were planned, and looked at, before: the guard looks at them again. */
        public SourceReport carryOutAgain(Plan plan) throws IOException {
            return carryOut(guard.reviewAgain(plan, snapshot), null, List.of(), files.keep(plan, planner.undo(plan)));
        }

        /** Carries out what somebody has decided as a whole. */
        public SourceReport carryOutDecided(Plan plan) throws IOException {
            return carryOut(guard.decided(plan), null, List.of(), files.keep(plan, planner.undo(plan)));
        }

        private Look look(
                String source, Extract.Facts facts, Map<String, Remembered.Values> values, int records, Instant now)
                throws IOException {
            Remembered remembered = memory.of(source);
            GuardLimits.Extracts limits = guard.limits().extractsOf(source);
            ExtractReview.Findings findings = new ExtractReview(limits, remembered, now).of(facts, values, records);
            Absences absences =
                    new Absences(remembered.missed(), limits.absentExtracts(), findings.news(), planner.dayOf(now));
            return new Look(remembered, values, findings, absences);
        }

        private SourceReport carryOut(Plan plan, Look look, Extract.Facts facts) throws IOException {
            String checksum = files.keep(plan, planner.undo(plan));
            Verdict verdict =
                    guard.review(plan, snapshot, look.findings.refusals(), look.findings.begun(), look.absences);
            if (approval != null) {
                verdict = approved(approval, verdict, plan, facts, checksum);
            }
            if (verdict instanceof Verdict.Approved && !dryRun) {
                Remembered.Accepted accepted =
                        new Remembered.Accepted(files.run(), plan.asOf(), facts.rows(), facts.sha256());
                memory.keep(plan.source(), look.remembered.accepting(accepted, look.values, look.absences.missed()));
            }
            return carryOut(verdict, facts, look.findings.remarks(), checksum);
        }

        /** Only what was looked at is approved: the same changes, of the same extract. */
        private Verdict approved(Approval approval, Verdict verdict, Plan plan, Extract.Facts facts, String checksum) {
            Approval.Refused wanted = approval.plans().get(plan.source());
            if (wanted == null || !wanted.extract().equals(facts.sha256())) {
                return new Verdict.Refused(
                        plan, List.of("the extract is another one than that of run " + approval.run()), true);
            }
            if (!wanted.plan().equals(checksum)) {
                return new Verdict.Refused(
                        plan,
                        List.of("the plan is another one than that of run " + approval.run()
                                + ": the directory has changed since, or the day, or the configuration"),
                        true);
            }
            return verdict instanceof Verdict.Refused refused && refused.approvable() ? guard.decided(plan) : verdict;
        }

        private SourceReport carryOut(
                Verdict verdict, Extract.@Nullable Facts facts, List<String> remarks, String checksum) {
            List<String> messages = new ArrayList<>(remarks);
            if (verdict instanceof Verdict.Refused refused) {
                messages.addAll(refused.reasons());
                messages.add("nothing was written; look at the plan in this run's folder, then mend the extract"
                        + (refused.approvable() && !files.run().isEmpty()
                                ? ", or approve exactly this plan, once: sesame approve " + files.run() + " "
                                        + refused.plan().source() + " --reason TEXT"
                                : ""));
                return report(refused.plan(), SourceReport.Outcome.REFUSED, facts, null, messages, checksum);
            }
            Verdict.Approved approved = (Verdict.Approved) verdict;
            Plan plan = approved.plan();
            if (dryRun) {
                snapshot = snapshot.after(plan.changes());
                return report(plan, SourceReport.Outcome.DRY_RUN, facts, null, messages, checksum);
            }
            Applier.Outcome applied = new Applier(directory, progress).apply(approved);
            snapshot = snapshot.after(applied.written());
            SourceReport.Outcome outcome = !applied.failures().isEmpty()
                    ? SourceReport.Outcome.FAILED
                    : applied.written().isEmpty() ? SourceReport.Outcome.UNCHANGED : SourceReport.Outcome.APPLIED;
            messages.addAll(applied.failures());
            return report(plan, outcome, facts, applied, messages, checksum);
        }

        private SourceReport report(
                Plan plan,
                SourceReport.Outcome outcome,
                Extract.@Nullable Facts facts,
                Applier.@Nullable Outcome applied,
                List<String> messages,
                String checksum) {
            List<HeldRecord> held = new ArrayList<>(plan.held());
            if (applied != null && !applied.held().isEmpty()) {
                held.addAll(applied.held());
                held.sort(null);
            }
            return new SourceReport(
                    plan.source(),
                    outcome,
                    plan.asOf(),
                    Duration.between(plan.asOf(), clock.instant()),
                    facts,
                    plan.records(),
                    held,
                    SourceReport.count(applied == null ? plan.changes() : applied.written(), plan.asOf()),
                    plan.unchanged(),
                    messages,
                    plan.lines(),
                    checksum.isEmpty() ? null : checksum);
        }

        private SourceReport unread(String source, Instant start, Exception e) {
            return new SourceReport(
                    source,
                    SourceReport.Outcome.REFUSED,
                    start,
                    Duration.between(start, clock.instant()),
                    null,
                    0,
                    List.of(),
                    Map.of(),
                    0,
                    List.of(String.valueOf(e.getMessage())),
                    List.of());
        }
    }

    /** What was seen of an extract before its plan was made. */
    private record Look(
            Remembered remembered,
            Map<String, Remembered.Values> values,
            ExtractReview.Findings findings,
            Absences absences) {}
}
