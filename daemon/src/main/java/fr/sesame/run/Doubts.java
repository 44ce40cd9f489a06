package fr.sesame.run;

import fr.sesame.account.Doubt;
import fr.sesame.account.HeldRecord;
import fr.sesame.reconcile.SourceReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Since when a pair has been doubtful: a report tells it of those that the one before told already. */
final class Doubts {
    private record Pair(String record, String other) {
        static Pair of(Doubt doubt) {
            return new Pair(doubt.record().name(), doubt.other().name());
        }
    }

    private Doubts() {}

    /** The report, each pair of it dated: by the last accepted report of the source, or by this one if it is new. */
    static SourceReport dated(SourceReport report, RunStore store) throws RunException {
        if (report.held().stream().allMatch(record -> record.doubts().isEmpty())) {
            return report;
        }
        Map<Pair, @Nullable Instant> since = new HashMap<>();
        store.last(report.source(), SourceReport::wasAccepted)
                .ifPresent(last -> last.held().stream()
                        .flatMap(record -> record.doubts().stream())
                        .forEach(doubt -> since.put(Pair.of(doubt), doubt.since())));
        return report.holding(report.held().stream()
                .map(record -> new HeldRecord(
                        record.key(),
                        record.reason(),
                        record.detail(),
                        dated(record.doubts(), since, report.startedAt())))
                .toList());
    }

    private static List<Doubt> dated(List<Doubt> doubts, Map<Pair, @Nullable Instant> since, Instant now) {
        return doubts.stream()
                .map(doubt -> doubt.foundAt(Objects.requireNonNullElse(since.get(Pair.of(doubt)), now)))
                .toList();
    }
}
