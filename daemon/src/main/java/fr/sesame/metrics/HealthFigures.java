package fr.sesame.metrics;

import java.util.Collection;

/** What the checks of {@code /health} say at this moment. */
public interface HealthFigures {
    /** Their names. */
    Collection<String> checks();

    /** Whether that one does not fail; a warning is no failure. */
    boolean isWell(String check);
}
