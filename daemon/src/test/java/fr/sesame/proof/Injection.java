package fr.sesame.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** System calls of a running process that fail from now on, until this is closed. Needs strace, and root. */
final class Injection implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Process strace;
    private final Path trace;
    private final Path said;

    /**
     * @param calls names of system calls, joined by commas
     * @param error what they all answer, such as EIO
     */
    Injection(long pid, String calls, String error, Path folder) throws IOException, InterruptedException {
        trace = folder.resolve("strace.trace");
        said = folder.resolve("strace.out");
        ProcessBuilder builder = new ProcessBuilder(
                "strace",
                "-f",
                "-p",
                Long.toString(pid),
                "-o",
                trace.toString(),
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":error=" + error);
        try {
            strace = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("strace cannot be run; install Debian's package strace", e);
        }
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.readString(said).contains("attached")) {
            if (strace.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > limit) {
                strace.destroy();
                throw new IOException("strace did not attach: " + Files.readString(said));
            }
        }
    }

    /** How many calls were made to fail so far. */
    long failed() throws IOException {
        try (var lines = Files.lines(trace)) {
            return lines.filter(line -> line.contains("(INJECTED)")).count();
        }
    }

    @Override
    public void close() throws InterruptedException {
        strace.destroy();
        strace.waitFor();
    }
}
