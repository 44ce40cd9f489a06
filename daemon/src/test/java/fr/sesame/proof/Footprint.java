package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service holds at a moment.
 *
 * @param heap bytes in use after a collection
 * @param descriptors open files and sockets
 * @param readers read transactions that are open in the store
 */
record Footprint(long heap, long descriptors, long readers) {
    /** A line of mdb_stat's reader table; a reader without a transaction has a hyphen. */
    private static final Pattern READING = Pattern.compile("\\s*\\d+ [0-9a-f]+ \\d+");

    static Footprint of(Instance instance) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Tool.run("openjdk-17-jdk-headless", jcmd, Long.toString(instance.pid()), "GC.run");
        long heap = instance.health().heapInUse();
        return new Footprint(heap, descriptors(instance), readers(instance));
    }

    private static long descriptors(Instance instance) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(instance.pid()), "fd"))) {
            return open.count();
        }
    }

    private static long readers(Instance instance) throws InterruptedException {
        // mdb_stat -r ends with 1 even where it has listed the readers: what it says tells whether it could.
        String said = Tool.runAnyhow(
                        "lmdb-utils", "mdb_stat", "-r", instance.store().toString())
                .text();
        assertThat(said).startsWith("Reader Table Status");
        return said.lines().filter(line -> READING.matcher(line).matches()).count();
    }

    long megabytes() {
        return heap >> 20;
    }
}
