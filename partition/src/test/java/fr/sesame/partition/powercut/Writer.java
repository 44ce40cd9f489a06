package fr.sesame.partition.powercut;

import fr.sesame.partition.differential.Operation;
import fr.sesame.partition.differential.TestSchema;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that is recorded. Arguments: folder, seed, threads, writes of each thread, whether the store is durable. It says
 * {@code ready}, and for each write {@code <thread> begins <number>} and, once it is committed, {@code <thread> did <number>};
 * each line is one system call, so that its place among the writes of the store is known.
 */
final class Writer {
    // Not System.out: that one may cut a line in two.
    @SuppressWarnings("resource")
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        int writes = Integer.parseInt(arguments[3]);
        try (Store store = new Store(TestSchema.load(), folder, Boolean.parseBoolean(arguments[4]))) {
            store.write(Workload.top());
            say("ready");
            List<Thread> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                Thread started = new Thread(() -> write(store, number, Workload.of(seed, number, writes)));
                started.start();
                running.add(started);
            }
            for (Thread thread : running) {
                thread.join();
            }
        }
        say("end");
    }

    private static void write(Store store, int thread, List<Operation.Write> writes) {
        for (int i = 1; i <= writes.size(); i++) {
            say(thread + " begins " + i);
            store.write(writes.get(i - 1));
            say(thread + " did " + i);
        }
    }

    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
