package fr.sesame.systemd;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import jnr.ffi.LibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is, as sd_notify(3) has it. A process that systemd has not started with a socket to be told by tells
 * nobody anything. Thread-safe.
 */
public final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG_MICROSECONDS = "WATCHDOG_USEC";
    private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";
    private static final String LIBRARY = "libsystemd.so.0";

    private final LibSystemd systemd;
    private final LongSupplier monotonicMicroseconds;
    private final Optional<Duration> watchdog;

    ServiceManager(LibSystemd systemd, LongSupplier monotonicMicroseconds, Optional<Duration> watchdog) {
        this.systemd = systemd;
        this.monotonicMicroseconds = monotonicMicroseconds;
        this.watchdog = watchdog;
    }

    /**
     * The one that has started this process, if any.
     *
     * @param environment of this process
     */
    public static ServiceManager of(Map<String, String> environment) {
        if (!environment.containsKey(SOCKET)) {
            return new ServiceManager((unset, state) -> 1, () -> 0, Optional.empty());
        }
        try {
            LibSystemd systemd =
                    LibraryLoader.create(LibSystemd.class).failImmediately().load(LIBRARY);
            LibC libc = LibraryLoader.create(LibC.class).failImmediately().load("c");
            return new ServiceManager(systemd, () -> monotonicMicroseconds(libc), watchdog(environment));
        } catch (UnsatisfiedLinkError e) {
            LOG.error(
                    "systemd waits to be told, and cannot be: {} is not there (Debian: libsystemd0); {}",
                    LIBRARY,
                    e.getMessage());
            return new ServiceManager((unset, state) -> 1, () -> 0, Optional.empty());
        }
    }

    private static long monotonicMicroseconds(LibC libc) {
        long[] time = new long[2];
        if (libc.clock_gettime(LibC.MONOTONIC, time) != 0) {
            throw new IllegalStateException("the machine has no monotonic clock");
        }
        return time[0] * 1_000_000 + time[1] / 1000;
    }

    static Optional<Duration> watchdog(Map<String, String> environment) {
        String process = environment.getOrDefault(WATCHDOG_PROCESS, "");
        if (!process.isEmpty()
                && !process.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty(); // somebody else is watched
        }
        return Optional.ofNullable(environment.get(WATCHDOG_MICROSECONDS))
                .map(microseconds -> Duration.ofNanos(Math.multiplyExact(Long.parseLong(microseconds), 1000L)));
    }

    /** Within which time {@link #alive()} has to be said, again and again; empty if nobody waits for it. */
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /** The service serves, from its start or again after {@link #reloading()}. */
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + oneLine(status));
    }

    /** The service reads its configuration again. */
    public void reloading() {
        tell("RELOADING=1\nMONOTONIC_USEC=" + monotonicMicroseconds.getAsLong()
                + "\nSTATUS=reading the configuration again");
    }

    /** The service is about to end. */
    public void stopping() {
        tell("STOPPING=1\nSTATUS=stopping");
    }

    /** The service has just been seen to serve. */
    public void alive() {
        tell("WATCHDOG=1");
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    private void tell(String state) {
        int sent = systemd.sd_notify(0, state);
        if (sent < 0) {
            LOG.error(
                    "systemd could not be told {}: error {}",
                    state.lines().findFirst().orElse(""),
                    -sent);
        }
    }
}
