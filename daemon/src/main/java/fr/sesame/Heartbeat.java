package fr.sesame;

import fr.sesame.http.HealthCheck.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Beats as long as the daemon's schedules are followed. Binds do not need it: the directory serves on with the daemon at a standstill,
 * which nobody would notice otherwise. Thread-safe.
 */
final class Heartbeat implements Runnable {
    static final String NAME = "daemon";
    /** When it beats, as a Quartz cron expression. */
    static final String EVERY_HALF_MINUTE = "*/30 * * * * ?";

    static final Duration STANDSTILL = Duration.ofMinutes(5);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile Instant last;
    private volatile long lastNanos;

    /** @param nanoTime a clock that never jumps, in nanoseconds */
    Heartbeat(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        run();
    }

    @Override
    public final void run() {
        lastNanos = nanoTime.getAsLong();
        last = clock.instant();
    }

    /** When it last beat; the start, if it never did. */
    Instant last() {
        return last;
    }

    /** Whether schedules are followed. */
    Health health() {
        Duration silence = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
        if (silence.compareTo(STANDSTILL) <= 0) {
            return Health.ok(NAME, "schedules are followed");
        }
        return Health.failing(
                        NAME,
                        "the schedules stand still since " + last
                                + ": no source is read, no day of the calendar is made visible",
                        "binds follow the dates all the same. Keep a thread dump (jcmd PID Thread.print), then restart the service")
                .curedByRestart();
    }
}
