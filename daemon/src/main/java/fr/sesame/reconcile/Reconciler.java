package fr.sesame.reconcile;

import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.StructureSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    public Reconciler(Directory directory, Planner planner, Guard guard, Clock clock) {
        this.directory = directory;
        this.planner = planner;
        this.guard = guard;
        this.clock = clock;
    }

    /** Looks at the directory once; what the sources of this pass write is followed from there. */
    public Pass begin(boolean dryRun) throws DirectoryException {
        return new Pass(directory.snapshot(), dryRun);
    }

    /** From that look at the directory, which need not be of all accounts: for plans that are made elsewhere. */
    public Pass begin(Snapshot snapshot, boolean dryRun) {
        return new Pass(snapshot, dryRun);
    }

    /** One pass over some sources. Not for several threads. */
    public final class Pass {
        private final boolean dryRun;
        private Snapshot snapshot;

        private Pass(Snapshot snapshot, boolean dryRun) {
            this.snapshot = snapshot;
            this.dryRun = dryRun;
        }

        /** The directory with all that this pass has written, or in a dry run would have. */
        public Snapshot seen() {
            return snapshot;
        }

        /** Reconciles one source. Whatever is wrong with it is in the report. */
        public SourceReport reconcile(Source source) {
            Instant start = clock.instant();
            try {
                Extract extract = source.read();
                Plan plan = planner.plan(snapshot, extract, start);
                return carryOut(guard.review(plan, snapshot), extract.facts(), start);
            } catch (SourceException e) {
                return unread(source.name(), start, e);
            }
        }

        /** Reconciles the structures. */
        public SourceReport reconcile(StructureSource structures) {
            Instant start = clock.instant();
            try {
                StructureSource.Structures extract = structures.read();
                Plan plan = planner.planStructures(snapshot, extract, start);
                return carryOut(guard.review(plan, snapshot), extract.facts(), start);
            } catch (SourceException e) {
                return unread(Planner.STRUCTURES, start, e);
            }
        }

        /** Carries out what somebody has decided about these records. */
        public SourceReport carryOut(Plan plan, Set<SourceKey> decided) {
            return carryOut(guard.reviewDecided(plan, decided), null, plan.asOf());
        }

        private SourceReport carryOut(Verdict verdict, Extract.@Nullable Facts facts, Instant start) {
            if (verdict instanceof Verdict.Refused refused) {
                List<String> messages = new ArrayList<>(refused.reasons());
                messages.add(
                        "nothing was written; look at the plan in this run's folder, mend the extract, or raise the limit under"
                                + " 'guard' in sesame.yaml for one run");
                return report(refused.plan(), SourceReport.Outcome.REFUSED, facts, start, null, messages);
            }
            Verdict.Approved approved = (Verdict.Approved) verdict;
            Plan plan = approved.plan();
            if (dryRun) {
                snapshot = snapshot.after(plan.changes());
                return report(plan, SourceReport.Outcome.DRY_RUN, facts, start, null, List.of());
            }
            Applier.Outcome applied = new Applier(directory).apply(approved);
            snapshot = snapshot.after(applied.written());
            SourceReport.Outcome outcome = !applied.failures().isEmpty()
                    ? SourceReport.Outcome.FAILED
                    : applied.written().isEmpty() ? SourceReport.Outcome.UNCHANGED : SourceReport.Outcome.APPLIED;
            return report(plan, outcome, facts, start, applied, applied.failures());
        }

        private SourceReport report(
                Plan plan,
                SourceReport.Outcome outcome,
                Extract.@Nullable Facts facts,
                Instant start,
                Applier.@Nullable Outcome applied,
                List<String> messages) {
            return new SourceReport(
                    plan.source(),
                    outcome,
                    start,
                    Duration.between(start, clock.instant()),
                    facts,
                    plan.records(),
                    plan.held(),
                    SourceReport.count(applied == null ? plan.changes() : applied.written(), plan.asOf()),
                    plan.unchanged(),
                    messages,
                    plan.lines());
        }

        private SourceReport unread(String source, Instant start, SourceException e) {
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
}
