package fr.sesame;

import fr.sesame.directory.DirectoryException;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.ServingFigures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds and searches through the port as a client does, every ten seconds, on a thread of its own: it goes on whatever the daemon does.
 * What it has found can be asked for at any time. Thread-safe.
 */
final class ServingWatch implements ServingFigures, AutoCloseable {
    static final String NAME = "directory";
    static final Duration EVERY = Duration.ofSeconds(10);
    /** An attempt gives up after fifteen seconds: one that takes longer hangs. */
    static final Duration HANGS = Duration.ofSeconds(30);
    /** A server that has answered nothing for so long does not come back by itself. */
    static final Duration LOST = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ServingWatch.class);

    private final Attempt attempt;
    private final String where;
    private final boolean own;
    private final LongSupplier nanoTime;
    private final Duration every;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Result last;
    /** When it was last known to answer, by the clock that never jumps. */
    private volatile long answeredAt;

    /**
     * @param attempt a bind and a search
     * @param where the directory is, in words
     * @param own whether the directory is part of this process, so that a restart is one of it too
     * @param every how long it rests between two attempts
     * @param nanoTime a clock that never jumps, in nanoseconds
     */
    ServingWatch(Attempt attempt, String where, boolean own, Duration every, LongSupplier nanoTime) {
        this.every = every;
        this.attempt = attempt;
        this.where = where;
        this.own = own;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::goOn, "self-check");
        thread.setDaemon(true);
        this.answeredAt = nanoTime.getAsLong();
        this.last = new Result(false, "nobody has tried yet", answeredAt, Duration.ZERO);
    }

    /** A bind and a search. */
    @FunctionalInterface
    interface Attempt {
        void make() throws DirectoryException;
    }

    /**
     * @param endedAt in nanoseconds of the clock that never jumps
     * @param took from the first byte to the last
     */
    private record Result(boolean ok, String said, long endedAt, Duration took) {}

    /** Goes on until it is closed. */
    void begin() {
        thread.start();
    }

    private void goOn() {
        try {
            while (!stopping) {
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
                tryOnce();
            }
        } catch (InterruptedException e) {
            if (!stopping) {
                LOG.error("the self-check was interrupted and does not go on", e);
            }
        }
    }

    /** One attempt, now. */
    void tryOnce() {
        long begin = nanoTime.getAsLong();
        try {
            attempt.make();
            long end = nanoTime.getAsLong();
            answeredAt = end;
            last = new Result(true, "", end, Duration.ofNanos(end - begin));
        } catch (DirectoryException e) {
            failed(begin, e.isUnreachable(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // the next attempt is made whatever this one came to
            LOG.error("the self-check met a defect", e);
            failed(begin, true, "a defect: " + e);
        }
    }

    private void failed(long begin, boolean unreachable, String said) {
        long end = nanoTime.getAsLong();
        if (!unreachable) {
            answeredAt = end; // it says no, but it says something
        }
        last = new Result(false, said, end, Duration.ofNanos(end - begin));
    }

    /** Whether binds are served. */
    Health health() {
        Result found = last;
        long now = nanoTime.getAsLong();
        Duration ago = Duration.ofNanos(now - found.endedAt());
        if (ago.compareTo(HANGS) > 0) {
            return lost(now, "a bind or a search on " + where + " hangs since " + ago.toSeconds() + " s");
        }
        if (!found.ok()) {
            return lost(now, found.said());
        }
        return Health.ok(
                NAME,
                "a bind and a search on " + where + " took " + found.took().toMillis() + " ms");
    }

    private Health lost(long now, String detail) {
        Health health = Health.failing(
                NAME,
                detail,
                own
                        ? "look into the log of the service for what came first, then restart it"
                        : "see whether the directory on " + where + " is up, and what its log says");
        boolean gone = Duration.ofNanos(now - answeredAt).compareTo(LOST) >= 0;
        return own && gone ? health.curedByRestart() : health;
    }

    @Override
    public boolean isServing() {
        return health().ok();
    }

    @Override
    public Duration took() {
        return last.took();
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(HANGS.toMillis());
    }
}
