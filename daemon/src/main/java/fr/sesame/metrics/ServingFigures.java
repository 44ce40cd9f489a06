package fr.sesame.metrics;

import java.time.Duration;

/** What the service's own bind and search through the port have found last. */
public interface ServingFigures {
    /** Whether binds are served. */
    boolean isServing();

    /** How long the last bind and search took, whatever they came to. */
    Duration took();
}
