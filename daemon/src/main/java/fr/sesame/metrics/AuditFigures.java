package fr.sesame.metrics;

import java.time.Instant;

/** What there is to measure of the audit trail at this moment. */
public interface AuditFigures {
    /** Security events that were not kept since the start. */
    long lost();

    /** When something last reached the disk; the start, if nothing did. */
    Instant lastWrite();

    boolean isKeeping();
}
