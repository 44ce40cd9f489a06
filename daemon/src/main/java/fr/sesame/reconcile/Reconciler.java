package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.account.UnreadableAccount;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.progress.Progress;
import fr.sesame.source.Extract;
import fr.sesame.source.Mark;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final int UNREADABLE_TOLD = 10;

    private final Directory directory;
    private final Planner planner;
    private final Guard guard;
    private final Clock clock;
    private final ExtractMemory memory;
    private final Reads reads;
    private final Progress progress;

    /** One that remembers nothing of earlier extracts. */
    public Reconciler(Directory directory, Planner planner, Guard guard, Clock clock) {
        this(directory, planner, guard, clock, ExtractMemory.NONE, Progress.NONE);
    }

    /** One that reads every source whole. */
    public Reconciler(
            Directory directory, Planner planner, Guard guard, Clock clock, ExtractMemory memory, Progress progress) {
        this(directory, planner, guard, clock, memory, Marks.NONE, progress);
    }

    /**
     * @param memory what is remembered of earlier extracts
     * @param marks how far sources have been read
     * @param progress is told how far it is, and may stop it between two changes: the next run goes on there
     */
    public Reconciler(
            Directory directory,
            Planner planner,
            Guard guard,
            Clock clock,
            ExtractMemory memory,
            Marks marks,
            Progress progress) {
        this.progress = progress;
        this.reads = new Reads(marks, guard);
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
            return reconcile(source, false);
        }

        /**
         * Reconciles what has changed in one source since it was last read, or all of it if nobody knows. Nobody counts as absent by
         * what has changed.
         */
        public SourceReport reconcileChanges(Source source) {
            return reconcile(source, true);
        }

        private SourceReport reconcile(Source source, boolean changes) {
            progress.begin("reading " + source.name(), Progress.UNKNOWN);
            Instant start = clock.instant();
            try {
                Reads.Read read = changes ? reads.changes(source, snapshot) : reads.whole(source);
                Extract extract = read.extract();
                Look look = read.mark() == null
                        ? look(
                                source.name(),
                                extract.facts(),
                                ExtractReview.values(extract),
                                extract.records().size(),
                                start)
                        : lookAtChanges(source.name(), start);
                Plan plan = plan(extract, start, look.absences);
                SourceReport report = carryOut(plan, look, extract.facts(), read);
                if (!report.outcome().isSuccess()) {
                    return report;
                }
                return reads.mark(plan, read, approval != null)
                        .map(report::saying)
                        .orElse(report);
            } catch (SourceException | IOException e) {
                return unread(source.name(), start, e);
            }
        }

        private Plan plan(Extract extract, Instant asOf, Absences absences) {
            return Safekeeping.of(planner.plan(snapshot, extract, asOf, Set.of(), absences, timelines), kept);
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
                return carryOut(plan, look, extract.facts(), null);
            } catch (SourceException | IOException e) {
                return unread(Planner.STRUCTURES, start, e);
            }
        }

        /** Carries out what somebody has decided about these records. */
        public SourceReport carryOut(Plan plan, Set<SourceKey> decided) throws IOException {
            return carryOut(guard.reviewDecided(plan, decided), null, List.of(), files.keep(plan, planner.undo(plan)));
        }

        /**
         * Carries out changes that were planned, and looked at, before: the guard looks at them again. The extract that they are of counts
         * as accepted, unless another one was since.
         *
         * @param planned what is to be remembered of the source then; nothing if the plan is not of an extract
         */
        public SourceReport carryOutAgain(Plan plan, Remembered planned) throws IOException {
            String checksum = files.keep(plan, planner.undo(plan));
            Verdict verdict = guard.reviewAgain(plan, snapshot);
            List<String> remarks = new ArrayList<>();
            if (verdict instanceof Verdict.Approved && planned.last().isPresent()) {
                if (memory.of(plan.source()).isJustBefore(planned)) {
                    memory.keep(plan.source(), planned);
                } else {
                    remarks.add(
                            "nobody counts as missing by this plan: another extract was accepted since it was made");
                }
            }
            return carryOut(verdict, null, remarks, checksum);
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

        /** Nothing of it is compared with whole extracts. */
        private Look lookAtChanges(String source, Instant now) throws IOException {
            Remembered remembered = memory.of(source);
            Absences absences = Absences.uncounted(
                    remembered.missed(), guard.limits().extractsOf(source).absentExtracts(), planner.dayOf(now));
            return new Look(
                    remembered,
                    remembered.values(),
                    new ExtractReview.Findings(List.of(), List.of(), false, false),
                    absences);
        }

        /** @param read what was read of a source of people, or null */
        private SourceReport carryOut(Plan plan, Look look, Extract.Facts facts, Reads.@Nullable Read read)
                throws IOException {
            Mark mark = read == null ? null : read.mark();
            String checksum = files.keep(plan, planner.undo(plan));
            Verdict verdict = mark != null
                    ? guard.reviewPart(plan, snapshot, mark.closed())
                    : guard.review(plan, snapshot, look.findings.refusals(), look.findings.begun(), look.absences);
            if (approval != null) {
                verdict = approved(approval, verdict, plan, look, facts, read, checksum);
            }
            if (verdict instanceof Verdict.Approved) {
                Remembered.Accepted accepted =
                        new Remembered.Accepted(files.run(), plan.asOf(), facts.rows(), facts.sha256());
                Remembered after = mark != null
                        ? look.remembered.missing(look.absences.missed())
                        : look.remembered.accepting(accepted, look.values, look.absences.missed());
                if (!dryRun) {
                    memory.keep(plan.source(), after);
                } else if (mark == null) {
                    files.remember(plan.source(), after);
                }
            }
            List<String> remarks = new ArrayList<>(read == null ? List.of() : read.remarks());
            remarks.addAll(look.findings.remarks());
            remarks.addAll(unreadable());
            return carryOut(verdict, facts, remarks, checksum);
        }

        /** The first of the entries that are left alone, and how many there are. */
        private List<String> unreadable() {
            List<UnreadableAccount> all = snapshot.unreadable();
            List<String> said = new ArrayList<>();
            all.stream()
                    .limit(UNREADABLE_TOLD)
                    .forEach(entry -> said.add("left alone, and whose it may be is held: " + entry.why()));
            if (all.size() > UNREADABLE_TOLD) {
                said.add((all.size() - UNREADABLE_TOLD) + " more entries cannot be read and are left alone");
            }
            return said;
        }

        /** Only what was looked at is approved: the same changes, of the same extract. */
        private Verdict approved(
                Approval approval,
                Verdict verdict,
                Plan plan,
                Look look,
                Extract.Facts facts,
                Reads.@Nullable Read read,
                String checksum)
                throws IOException {
            Approval.Refused wanted = approval.plans().get(plan.source());
            if (wanted == null || !wanted.extract().equals(facts.sha256())) {
                return new Verdict.Refused(
                        plan, List.of("the extract is another one than that of run " + approval.run()), true);
            }
            if (!wanted.plan().equals(checksum)
                    && (read == null || !isTheSameLater(wanted, plan, read.extract(), look.absences))) {
                return new Verdict.Refused(
                        plan,
                        List.of("the plan is another one than that of run " + approval.run()
                                + ": the directory has changed since, or the configuration, or a day has come"),
                        true);
            }
            return verdict instanceof Verdict.Refused refused && refused.approvable() ? guard.decided(plan) : verdict;
        }

        /**
         * Whether today's plan is the one that was looked at on an earlier day, but that what is gone is gone today. Planned again as of
         * then, it must be that one to the last bit: so nothing but the day has changed.
         */
        private boolean isTheSameLater(Approval.Refused wanted, Plan plan, Extract extract, Absences absences)
                throws IOException {
            LocalDate today = planner.dayOf(plan.asOf());
            LocalDate then = planner.dayOf(wanted.asOf());
            if (!then.isBefore(today)) {
                return false;
            }
            Plan asOfThen = plan(extract, wanted.asOf(), absences.again(then));
            return wanted.plan().equals(files.checksum(asOfThen))
                    && planner.goneOn(asOfThen, today).equals(plan.changes());
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
