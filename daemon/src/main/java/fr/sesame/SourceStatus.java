package fr.sesame;

import fr.sesame.http.HealthCheck;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.Meters;
import fr.sesame.metrics.SourceFigures;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each source came to last, as the reports on disk say: a command may have run it in another process. Meters and {@code /health}
 * ask. Thread-safe.
 */
final class SourceStatus implements SourceFigures {
    /** So long after a run should have succeeded its source is stale: the run itself takes time, and a night may have 25 hours. */
    static final Duration GRACE = Duration.ofHours(2);

    private final RunStore runs;
    private final Meters meters;
    private final Clock clock;
    private final Instant begun;
    private volatile List<String> sources = List.of();
    private volatile Map<String, Duration> intervals = Map.of();
    private final Map<String, Last> last = new ConcurrentHashMap<>();
    /** The newest run whose report is in here. */
    private Optional<String> shown = Optional.empty();

    /** @param meters are shown the reports */
    SourceStatus(RunStore runs, Meters meters, Clock clock) {
        this.runs = runs;
        this.meters = meters;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /**
     * Looks at these from now on.
     *
     * @param names everything that runs, structures among them
     * @param pauses by source: the longest that passes between two of its scheduled runs
     */
    synchronized void follow(List<String> names, Map<String, Duration> pauses) {
        sources = List.copyOf(names);
        intervals = Map.copyOf(pauses);
        shown = Optional.empty();
    }

    /**
     * @param success when the last run that ended well began; the epoch if none did
     * @param refused when the last run began, if it was refused and is the newest; else the epoch
     * @param run the name of that run; empty if there is none
     * @param extract when the extract was written that was accepted last; the epoch if none was
     */
    private record Last(Instant success, Instant refused, String run, Instant extract) {
        static final Last NEVER = new Last(Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH);
    }

    /** Reads the reports only if there is a new one: somebody scrapes all day long. */
    synchronized void refresh() throws RunException {
        Optional<String> newest = runs.newest();
        if (newest.equals(shown)) {
            return;
        }
        for (String source : sources) {
            Optional<SourceReport> success =
                    runs.last(source, report -> report.outcome().isSuccess() && !report.isOfChanges());
            Optional<SourceReport> accepted = runs.last(source, SourceReport::wasAccepted);
            success.ifPresent(meters::show);
            accepted.ifPresent(meters::show);
            Optional<RunReport> refused = runs.newest(source).filter(run -> isRefused(run, source));
            last.put(
                    source,
                    new Last(
                            success.map(SourceReport::startedAt).orElse(Instant.EPOCH),
                            refused.map(RunReport::startedAt).orElse(Instant.EPOCH),
                            refused.map(RunReport::id).orElse(""),
                            accepted.map(SourceReport::facts)
                                    .map(facts -> facts.modified())
                                    .orElse(Instant.EPOCH)));
        }
        shown = newest;
    }

    private static boolean isRefused(RunReport run, String source) {
        return run.sources().stream()
                .anyMatch(report -> report.source().equals(source) && report.outcome() == SourceReport.Outcome.REFUSED);
    }

    private Last last(String source) {
        return last.getOrDefault(source, Last.NEVER);
    }

    @Override
    public Collection<String> sources() {
        return sources;
    }

    @Override
    public Instant refusedAt(String source) {
        return last(source).refused();
    }

    @Override
    public Instant extractAt(String source) {
        return last(source).extract();
    }

    @Override
    public Optional<Duration> interval(String source) {
        return Optional.ofNullable(intervals.get(source));
    }

    /** One for each source. */
    List<HealthCheck> checks() {
        return sources.stream().<HealthCheck>map(source -> () -> health(source)).toList();
    }

    /** Warns while a refused run waits for a decision, and if no run has succeeded for longer than the schedule says. */
    Health health(String source) {
        String name = "source-" + source;
        try {
            refresh();
        } catch (RunException e) {
            return Health.failing(name, String.valueOf(e.getMessage()), "see that the folder of runs can be read");
        }
        Last now = last(source);
        String success =
                now.success().equals(Instant.EPOCH) ? "no run has succeeded yet" : "last success " + now.success();
        if (!now.refused().equals(Instant.EPOCH)) {
            return Health.warning(
                    name,
                    "run " + now.run() + " was refused and waits for a decision; " + success,
                    "sesame show " + now.run() + " says why; mend the extract, or: sesame approve " + now.run() + " "
                            + source + " --reason …");
        }
        return isStale(source, now)
                ? Health.warning(
                        name,
                        success + "; by its schedule there is a run every " + intervals.get(source) + " at least",
                        "sesame runs says how they ended; see that its extract arrives, then: sesame run " + source)
                : Health.ok(name, success);
    }

    private boolean isStale(String source, Last now) {
        Duration interval = intervals.get(source);
        Instant since = now.success().equals(Instant.EPOCH) ? begun : now.success();
        return interval != null && Duration.between(since, clock.instant()).compareTo(interval.plus(GRACE)) > 0;
    }
}
