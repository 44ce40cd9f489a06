package fr.sesame.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A contestant's process, from its start to its end. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STOP_SECONDS = 120;
    private static final int POLL_MILLIS = 5;

    private final Contestant contestant;
    private final Process process;
    private final long startedNanos;
    private final Thread atExit;

    private Running(Contestant contestant, Process process, long startedNanos) {
        this.contestant = contestant;
        this.process = process;
        this.startedNanos = startedNanos;
        this.atExit = new Thread(process::destroy, "stop " + contestant.name());
    }

    static Running start(Contestant contestant) throws IOException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(contestant.command())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(contestant.log().toFile()))
                .start();
        process.getOutputStream().close();
        Running running = new Running(contestant, process, begin);
        Runtime.getRuntime().addShutdownHook(running.atExit);
        return running;
    }

    Contestant contestant() {
        return contestant;
    }

    int port() {
        return contestant.port();
    }

    /**
     * Waits until that bind succeeds.
     *
     * @return the time from the start of the process
     * @throws IOException if the process ends before, or does not come up
     */
    Duration awaitBind(String dn, String password) throws IOException, InterruptedException {
        LDAPException last;
        do {
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port(), dn, password)) {
                return Duration.ofNanos(System.nanoTime() - startedNanos);
            } catch (LDAPException e) {
                last = e;
                Thread.sleep(POLL_MILLIS);
            }
        } while (process.isAlive() && System.nanoTime() - startedNanos < PATIENCE.toNanos());
        throw new IOException(
                contestant.name() + (process.isAlive() ? " does not let " + dn + " in" : " has ended") + "; its log is "
                        + contestant.log(),
                last);
    }

    /** What the process has used of the processors since its start, its system calls included. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(contestant.name() + " has ended"));
    }

    /** A field of {@code /proc/PID/status} in bytes: {@code VmRSS}, {@code RssAnon}. */
    long memory(String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(l -> l.startsWith(field + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + field + " in the status of " + contestant.name()));
            return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().removeShutdownHook(atExit);
        if (!ended) {
            process.destroyForcibly();
            throw new IOException(contestant.name() + " did not stop within " + STOP_SECONDS + " s");
        }
    }
}
