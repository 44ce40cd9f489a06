package fr.sesame.metrics;

import java.time.Instant;

/** Whether the daemon does what the dates and schedules say. */
public interface DaemonFigures {
    /** When schedules were last seen to be followed. */
    Instant heartbeat();

    /** When the oldest change of the dates that is not visible yet was due; the epoch if everything is visible. */
    Instant oldestDue();
}
