package fr.sesame.partition;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how writes went. It is well again when a write has succeeded and none has failed for a while: on a full disk a small
 * write may still find its place between two that do not.
 */
final class StoreCondition {
    static final Duration CALM = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(StoreCondition.class);

    private final LongSupplier nanoTime;
    private @Nullable StoreHealth failure;
    private long failedAt;
    private boolean succeededSince;

    /** @param nanoTime a clock that never jumps, in nanoseconds */
    StoreCondition(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void failed(StoreHealth how, Exception cause) {
        StoreHealth before = failure;
        if (before != null && before.restartNeeded()) {
            return;
        }
        if (before == null || !before.reason().equals(how.reason())) {
            LOG.error("store refuses writes: {}", how.reason(), cause);
        }
        failure = how;
        failedAt = nanoTime.getAsLong();
        succeededSince = false;
    }

    synchronized void succeeded() {
        succeededSince = failure != null;
    }

    synchronized StoreHealth health() {
        StoreHealth last = failure;
        if (last == null) {
            return StoreHealth.GOOD;
        }
        boolean calm = succeededSince && nanoTime.getAsLong() - failedAt > CALM.toNanos();
        if (calm && !last.restartNeeded()) {
            LOG.info("store takes writes again");
            failure = null;
            return StoreHealth.GOOD;
        }
        return last;
    }
}
