package fr.sesame;

import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import fr.sesame.http.HealthCheck.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the oldest change of the dates that is not visible yet, apart from the job that makes it visible: one that hangs or is held
 * says nothing of itself. At midnight of a busy day many are due: it rests fifty times as long as it took. Thread-safe.
 */
final class OldestDueJob implements Runnable {
    static final String NAME = "calendar-lateness";
    /** Changes are made visible every five minutes, and the day of 100,000 takes some. */
    static final Duration LATE = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(OldestDueJob.class);

    private final Supplier<Directory> directory;
    private final Clock clock;
    private final Rest rest = new Rest();
    private volatile Instant oldest = Instant.EPOCH;

    OldestDueJob(Supplier<Directory> directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** When the oldest change that is not visible yet was due; the epoch if everything is visible. */
    Instant oldest() {
        return oldest;
    }

    @Override
    public void run() {
        if (!rest.isOver()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            // Of an entry that cannot be read the calendar's day tells.
            oldest =
                    directory
                            .get()
                            .dueBy(clock.instant(), unreadable -> LOG.debug("due, but unreadable", unreadable))
                            .stream()
                            .findFirst()
                            .map(Due::at)
                            .orElse(Instant.EPOCH);
        } catch (DirectoryException e) {
            LOG.error("calendar lateness unknown: {}", e.getMessage());
        }
        rest.after(System.nanoTime() - begin);
    }

    /** Whether changes become visible in time. */
    Health health() {
        Instant due = oldest;
        if (due.equals(Instant.EPOCH)) {
            return Health.ok(NAME, "every change of the dates is visible");
        }
        Duration late = Duration.between(due, clock.instant());
        if (late.compareTo(LATE) <= 0) {
            return Health.ok(NAME, "changes due since " + due + " are becoming visible");
        }
        return Health.failing(
                NAME,
                "a change due at " + due + " is not visible yet, " + late.toMinutes() + " minutes late",
                "binds follow the dates all the same; what the entries show is late. The check 'calendar' and the log say why,"
                        + " sesame calendar how much is due");
    }
}
