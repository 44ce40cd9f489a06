package fr.sesame.partition.powercut;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens stores in a process of its own ({@link Survivors}), because LMDB ends the process that opens a file of which pages are
 * missing. Such an end is a problem like any other, and the next store gets a new process.
 */
final class Checker implements AutoCloseable {
    /** With what an answer begins; other lines are what LMDB or the JVM say when they die. */
    static final String ANSWER = "answer: ";

    private final Path work;
    private final String seed;
    private final int threads;
    private final String writes;
    private @Nullable Process process;

    Checker(Path work, long seed, int threads, int writes) {
        this.work = work;
        this.seed = Long.toString(seed);
        this.threads = threads;
        this.writes = Integer.toString(writes);
    }

    /** What is wrong with a store after a cut at a place; empty if nothing is. */
    String problem(Path folder, Trace trace, int place) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder(folder.toString());
        for (int thread = 0; thread < threads; thread++) {
            line.append('\t').append(trace.last(thread, "did", place));
            line.append('\t').append(trace.last(thread, "begins", place));
        }
        Process asked = running();
        Writer to = asked.outputWriter(StandardCharsets.UTF_8);
        to.write(line.append('\n').toString());
        to.flush();
        BufferedReader from = asked.inputReader(StandardCharsets.UTF_8);
        StringBuilder dying = new StringBuilder();
        for (String answer = from.readLine(); answer != null; answer = from.readLine()) {
            if (answer.startsWith(ANSWER)) {
                return answer.substring(ANSWER.length());
            }
            dying.append(answer).append(' ');
        }
        process = null;
        return "the process that opened it died with " + asked.waitFor() + ": " + dying;
    }

    private Process running() throws IOException {
        if (process == null) {
            process = new ProcessBuilder(Java.command(Survivors.class, seed, Integer.toString(threads), writes))
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .start();
        }
        return process;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null) {
            process.getOutputStream().close();
            process.waitFor();
        }
    }
}
