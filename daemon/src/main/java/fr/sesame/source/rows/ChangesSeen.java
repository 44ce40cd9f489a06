package fr.sesame.source.rows;

import fr.sesame.source.Extract;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When the rows of one read changed. Times are those of the source: with or without a zone, but all in the same. Not for several
 * threads.
 */
public final class ChangesSeen {
    /** Clocks differ by less; a row that is dated later than that is a mistake, or a sign such as 2999-12-31. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final @Nullable LocalDateTime mark;
    private final LocalDateTime latest;
    private @Nullable LocalDateTime greatest;
    private int undated;
    private int ahead;

    /**
     * @param mark where the last read ended, or null if everything is read
     * @param now by our clock, in the zone of the source's times
     */
    public ChangesSeen(@Nullable LocalDateTime mark, LocalDateTime now) {
        this.mark = mark;
        this.latest = now.plus(AHEAD);
    }

    /** A row, or null if it does not say when it changed. */
    public void see(@Nullable LocalDateTime changed) {
        if (changed == null) {
            undated++;
        } else if (changed.isAfter(latest)) {
            ahead++;
        } else if (greatest == null || changed.isAfter(greatest)) {
            greatest = changed;
        }
    }

    /**
     * What became of it. If not even a row of the mark is there, rows have vanished or the source was put back to an older state: then
     * nobody knows what has changed since.
     *
     * @param since the mark as it was asked for
     */
    public Extract.Changes end(@Nullable String since, Function<LocalDateTime, String> text) {
        boolean isBegin = greatest != null && (mark == null || !greatest.isBefore(mark));
        return new Extract.Changes(since, isBegin ? text.apply(greatest) : null, undated, ahead);
    }
}
