package fr.sesame.run;

import fr.sesame.account.StructureTree;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.reconcile.Approval;
import fr.sesame.reconcile.GroupKeeper;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.StructureSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs sources, one run at a time, and keeps what came of it. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Reconciler reconciler;
    private final StructureSource structures;
    private final List<Source> sources;
    private final GroupKeeper groups;
    private final RunStore store;
    private final Clock clock;
    private final RunListener listener;

    /** @param sources in the order of the configuration */
    public Runner(
            Reconciler reconciler,
            StructureSource structures,
            List<Source> sources,
            GroupKeeper groups,
            RunStore store,
            Clock clock,
            RunListener listener) {
        this.reconciler = reconciler;
        this.structures = structures;
        this.sources = List.copyOf(sources);
        this.groups = groups;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Reconciles those sources, or all of them if none is named, structures first.
     *
     * @throws RunException if another run is going on, or its files cannot be written
     * @throws DirectoryException if the directory does not answer; nothing was written then
     */
    public RunReport run(Collection<String> names, boolean dryRun) throws RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            return run(name -> names.isEmpty() || names.contains(name), dryRun, null, null);
        }
    }

    /**
     * Carries out plans that the guard has refused: exactly those, of the same extracts, once.
     *
     * @param id the run that was refused
     * @param names sources of it, or all that were refused if none is named
     * @param by who decides that
     * @param reason why
     */
    public RunReport approve(String id, Collection<String> names, String by, String reason)
            throws RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            RunReport refused = store.report(id)
                    .orElseThrow(() ->
                            new RunException("there is no run '" + id + "' that came to an end; see: sesame runs"));
            Map<String, Approval.Refused> plans = new TreeMap<>();
            for (SourceReport source : refused.sources()) {
                String plan = source.planSha256();
                Extract.Facts facts = source.facts();
                if (source.outcome() == SourceReport.Outcome.REFUSED && plan != null && facts != null) {
                    plans.put(source.source(), new Approval.Refused(facts.sha256(), plan));
                }
            }
            if (!names.isEmpty()) {
                plans.keySet().retainAll(names);
            }
            if (plans.isEmpty() || !plans.keySet().containsAll(names)) {
                throw new RunException("run " + id + " has no refused plan"
                        + (names.isEmpty() ? "" : " of " + String.join(", ", names))
                        + "; an extract that could not be read has none. See: sesame show " + id);
            }
            return run(
                    plans::containsKey,
                    false,
                    new Approval(id, by, reason, plans),
                    new Decided(Decided.What.APPROVE, id, by, reason));
        }
    }

    private RunReport run(
            Predicate<String> wanted, boolean dryRun, @Nullable Approval approval, @Nullable Decided decided)
            throws RunException, DirectoryException {
        Instant start = clock.instant();
        RunFolder folder = store.begin(id(start));
        List<SourceReport> reports = new ArrayList<>();
        Reconciler.Pass pass;
        try (ReadAhead ahead = new ReadAhead()) {
            Deque<Source> waiting = new ArrayDeque<>(sources.stream()
                    .filter(source -> wanted.test(source.name()))
                    .toList());
            Source next = waiting.isEmpty() ? null : ahead.of(waiting.remove());
            pass = reconciler.begin(dryRun, folder, approval);
            if (wanted.test(Planner.STRUCTURES)) {
                reports.add(logged(pass.reconcile(structures)));
            }
            while (next != null) {
                if (!pass.goesOn()) {
                    LOG.warn("run stopped before source={}; the next run goes on there", next.name());
                    break;
                }
                Source source = next;
                next = waiting.isEmpty() ? null : ahead.of(waiting.remove());
                reports.add(Doubts.dated(logged(pass.reconcile(source)), store));
            }
        }
        keepGroups(pass.snapshot(), dryRun, folder).ifPresent(report -> reports.add(logged(report)));
        RunReport run =
                new RunReport(id(start), start, Duration.between(start, clock.instant()), dryRun, reports, decided);
        if (decided != null) {
            LOG.warn("run {} decided=\"{}\"", run.id(), decided);
        }
        store.save(run);
        listener.ended(run);
        return run;
    }

    /** What was to be done, if anything: a run that changes no group does not speak of them. */
    private Optional<SourceReport> keepGroups(Snapshot seen, boolean dryRun, RunFolder folder)
            throws DirectoryException, RunException {
        Instant start = clock.instant();
        GroupKeeper.Round round = groups.begin(new StructureTree(seen.structures()), start);
        seen.accounts().forEach(round::see);
        GroupKeeper.Outcome outcome = round.end(dryRun);
        if (outcome.isNothing()) {
            return Optional.empty();
        }
        folder.keepLines(SourceReport.GROUPS, outcome.lines());
        return Optional.of(SourceReport.ofGroups(outcome, dryRun, start, Duration.between(start, clock.instant())));
    }

    /** The name of the folder of a run that begins at that instant. */
    static String id(Instant start) {
        return ID.format(start);
    }

    static SourceReport logged(SourceReport report) {
        LOG.info(
                "run source={} outcome={} records={} held={} created={} opened={} closed={} updated={} unchanged={} ms={}",
                report.source(),
                report.outcome().name().toLowerCase(Locale.ROOT),
                report.records(),
                report.held().size(),
                report.changes(Plan.Kind.CREATE),
                report.changes(Plan.Kind.OPEN),
                report.changes(Plan.Kind.CLOSE),
                report.changes(Plan.Kind.UPDATE),
                report.unchanged(),
                report.took().toMillis());
        report.messages().forEach(message -> LOG.warn("run source={} said=\"{}\"", report.source(), message));
        return report;
    }
}
