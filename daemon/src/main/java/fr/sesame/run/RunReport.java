package fr.sesame.run;

import fr.sesame.reconcile.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run over one or several sources.
 *
 * @param id the name of its folder, which sorts by time
 * @param startedAt when it began
 * @param took how long it took
 * @param dryRun whether nothing was to be written
 * @param sources what each source came to, in the order in which they were taken
 * @param decided what somebody decided over an earlier run, or null: it was made for itself
 */
public record RunReport(
        String id,
        Instant startedAt,
        Duration took,
        boolean dryRun,
        List<SourceReport> sources,
        @Nullable Decided decided) {
    public RunReport {
        sources = List.copyOf(sources);
    }

    /** One that was made for itself. */
    public RunReport(String id, Instant startedAt, Duration took, boolean dryRun, List<SourceReport> sources) {
        this(id, startedAt, took, dryRun, sources, null);
    }

    /** Whether no source was refused and the directory took everything. */
    public boolean isClean() {
        return sources.stream()
                .noneMatch(source -> source.outcome() == SourceReport.Outcome.REFUSED
                        || source.outcome() == SourceReport.Outcome.FAILED);
    }

    /** Whether every account and structure was already as it should be. */
    public boolean isUnchanged() {
        return sources.stream().allMatch(source -> source.outcome() == SourceReport.Outcome.UNCHANGED);
    }
}
