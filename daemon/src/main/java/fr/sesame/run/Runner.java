package fr.sesame.run;

import fr.sesame.account.StructureTree;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.logging.RunContext;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
            return run(name -> names.isEmpty() || names.contains(name), name -> false, dryRun, null, null);
        }
    }

    /** The sources that say when their rows changed, so that changes can be read alone. */
    public List<String> sourcesThatTellChanges() {
        return sources.stream().filter(Source::tellsChanges).map(Source::name).toList();
    }

    /**
     * Reconciles what has changed in those sources since they were last read, or in all that can tell if none is named. Where nobody
     * knows how far a source was read, all of it is.
     *
     * @throws RunException if one of them cannot tell, another run is going on, or its files cannot be written
     * @throws DirectoryException if the directory does not answer; nothing was written then
     */
    public RunReport runChanges(Collection<String> names, boolean dryRun) throws RunException, DirectoryException {
        List<String> telling = sourcesThatTellChanges();
        for (String name : names) {
            if (!telling.contains(name)) {
                throw new RunException("the source '" + name + "' does not say when its rows changed; expected one of "
                        + telling + ", or 'changed.column' in its file. To read all of it: sesame run " + name);
            }
        }
        if (telling.isEmpty()) {
            throw new RunException(
                    "no source says when its rows changed; expected 'changed.column' in the file of one");
        }
        Collection<String> wanted = names.isEmpty() ? telling : names;
        try (RunLock lock = store.lock()) {
            RunReport run = run(wanted::contains, name -> true, dryRun, null, null);
            store.dropQuiet(run);
            return run;
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
            Set<String> ofChanges = new TreeSet<>();
            for (SourceReport source : refused.sources()) {
                String plan = source.planSha256();
                Extract.Facts facts = source.facts();
                if (source.outcome() == SourceReport.Outcome.REFUSED && plan != null && facts != null) {
                    plans.put(source.source(), new Approval.Refused(facts.sha256(), plan, source.startedAt()));
                    if (facts.isPart()) {
                        ofChanges.add(source.source());
                    }
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
                    ofChanges::contains,
                    false,
                    new Approval(id, by, reason, plans),
                    new Decided(Decided.What.APPROVE, id, by, reason));
        }
    }

    private RunReport run(
            Predicate<String> wanted,
            Predicate<String> changes,
            boolean dryRun,
            @Nullable Approval approval,
            @Nullable Decided decided)
            throws RunException, DirectoryException {
        Instant start = clock.instant();
        try (RunContext context = RunContext.of(id(start))) {
            return run(start, wanted, changes, dryRun, approval, decided);
        }
    }

    private RunReport run(
            Instant start,
            Predicate<String> wanted,
            Predicate<String> changes,
            boolean dryRun,
            @Nullable Approval approval,
            @Nullable Decided decided)
            throws RunException, DirectoryException {
        RunFolder folder = store.begin(id(start));
        List<SourceReport> reports = new ArrayList<>();
        Reconciler.Pass pass;
        try (ReadAhead ahead = new ReadAhead()) {
            Deque<Source> waiting = new ArrayDeque<>(sources.stream()
                    .filter(source -> wanted.test(source.name()))
                    .toList());
            Source next = waiting.isEmpty() ? null : begun(waiting.remove(), changes, ahead);
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
                next = waiting.isEmpty() ? null : begun(waiting.remove(), changes, ahead);
                SourceReport report =
                        changes.test(source.name()) ? pass.reconcileChanges(source) : pass.reconcile(source);
                reports.add(Doubts.dated(logged(report), store));
            }
        }
        keepGroups(pass.snapshot(), dryRun, folder).ifPresent(report -> reports.add(logged(report)));
        RunReport run =
                new RunReport(id(start), start, Duration.between(start, clock.instant()), dryRun, reports, decided);
        if (decided != null) {
            LOG.info("run decided=\"{}\"", decided.act());
        }
        store.save(run);
        listener.ended(run);
        return run;
    }

    /** Changes are not read ahead: since when, and whether at all, hangs on the directory. */
    private static Source begun(Source source, Predicate<String> changes, ReadAhead ahead) {
        return changes.test(source.name()) ? source : ahead.of(source);
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
                "run source={}{} outcome={} records={} held={} created={} opened={} closed={} updated={} unchanged={} ms={}",
                report.source(),
                report.changesSince().map(since -> " changed-since=" + since).orElse(""),
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
