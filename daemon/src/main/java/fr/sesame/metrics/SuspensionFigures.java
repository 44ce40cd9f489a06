package fr.sesame.metrics;

import java.time.Instant;

/** What there is to measure of planned suspensions at this moment. */
public interface SuspensionFigures {
    /** How many hold. */
    int holding();

    /** When the first that is not over begins or began; the epoch if none is planned. */
    Instant nextBegin();

    /** When that one ends; the epoch if none is planned. */
    Instant nextEnd();
}
