package fr.sesame.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * System calls of a running process on the files of a folder, which fail from now on, until this is closed. Needs strace,
 * and root.
 */
final class Injection implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Process strace;
    private final Path trace;
    private final Path said;

    /**
     * @param folder whose files are hit; those that are there now
     * @param calls names of system calls, joined by commas
     * @param error what they all answer, such as EIO
     */
    Injection(long pid, Path folder, String calls, String error) throws IOException, InterruptedException {
        trace = folder.resolveSibling("strace.trace");
        said = folder.resolveSibling("strace.out");
        List<String> line = new ArrayList<>(List.of("strace", "-f", "-p", Long.toString(pid), "-o", trace.toString()));
        line.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + calls + ":error=" + error));
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> line.addAll(List.of("-P", file.toString())));
        }
        ProcessBuilder builder = new ProcessBuilder(line);
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
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> line.contains("(INJECTED)")).count();
        }
    }

    @Override
    public void close() throws InterruptedException {
        strace.destroy();
        strace.waitFor();
    }
}
