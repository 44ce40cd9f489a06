package fr.sesame.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What there is to measure of each source, beside its runs. */
public interface SourceFigures {
    /** Everything that runs. */
    Collection<String> sources();

    /** When the newest run of it began, if that was refused and waits for a decision; else the epoch. */
    Instant refusedAt(String source);

    /** When the extract was written that was accepted last; the epoch if none was. */
    Instant extractAt(String source);

    /** The longest that passes between two scheduled runs; empty if it is not on a schedule. */
    Optional<Duration> interval(String source);
}
