package fr.sesame;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the processors did meanwhile.
 *
 * @param who works in this process
 * @param slapd the server that is worked on; null if it is in this process too
 */
record Meter(String who, @Nullable SlapdInstance slapd) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Begins to look. */
    Begun begin() {
        return new Begun(SYSTEM.getSystemLoadAverage(), System.nanoTime(), own(), server());
    }

    /** What this process has used of the processors. */
    static Duration own() {
        return Duration.ofNanos(SYSTEM.getProcessCpuTime());
    }

    private Duration server() {
        return slapd == null ? Duration.ZERO : slapd.cpu();
    }

    /** A stretch that goes on. */
    final class Begun {
        private final double load;
        private final long at;
        private final Duration own;
        private final Duration server;

        private Begun(double load, long at, Duration own, Duration server) {
            this.load = load;
            this.at = at;
            this.own = own;
            this.server = server;
        }

        /** Its end. */
        Spent end() {
            return new Spent(Duration.ofNanos(System.nanoTime() - at), own().minus(own), server().minus(server), load);
        }
    }

    /**
     * @param took on the clock of the wall
     * @param own of the processors, in this process
     * @param server of the processors, in slapd
     * @param load the load average of a minute when it began
     */
    record Spent(Duration took, Duration own, Duration server, double load) {}
}
