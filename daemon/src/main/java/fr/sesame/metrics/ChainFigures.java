package fr.sesame.metrics;

import java.time.Instant;

/** What the last verification of the whole audit trail came to. */
public interface ChainFigures {
    /** False if a line was altered, removed or added; true before the first verification. */
    boolean isWhole();

    /** When that was; the epoch if it was never verified. */
    Instant verifiedAt();
}
