package fr.sesame.partition.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** After a power cut at any moment the directory has everything that it had acknowledged, and nothing by halves. */
@Tag("proofs")
@DisabledIfSystemProperty(named = "proof", matches = "(?!powercut$|proofs$).*", disabledReason = "not asked for")
final class PowerCutTest {
    private static final int THREADS = 4;

    @TempDir
    private Path work;

    @Test
    void whatWasAcknowledgedIsThereAfterACutAtAnyMoment() throws Exception {
        long seed = Long.getLong("proof.seed", System.nanoTime());
        int cuts = Integer.getInteger("proof.cuts", 200);

        List<String> problems = cut(seed, cuts, Integer.getInteger("proof.writes", 150), true);

        assertThat(problems).as("-Dproof.seed=%d -Dproof.cuts=%d", seed, cuts).isEmpty();
    }

    /** The proof itself is tried on a store that tells the system to write when it likes. */
    @Test
    void aStoreThatDoesNotWaitForTheDiskIsFoundOut() throws Exception {
        assertThat(cut(1, 20, 20, false)).isNotEmpty();
    }

    private List<String> cut(long seed, int cuts, int writes, boolean durable) throws Exception {
        Path folder = work.resolve("store");
        Trace trace = new Recorder(work).record(folder, seed, THREADS, writes, durable);
        SplittableRandom random = new SplittableRandom(seed);
        Disk disk = new Disk(trace);
        List<String> problems = new ArrayList<>();
        try (Checker checker = new Checker(work, seed, THREADS, writes)) {
            for (int place : places(trace, cuts, random)) {
                Disk.Loss loss = one(Disk.Loss.values(), random);
                Path image = Files.createDirectories(work.resolve("cut"));
                copyLocks(folder, image);
                Files.write(image.resolve(Store.DATA), disk.at(place, loss, random));
                String problem = checker.problem(image, trace, place);
                if (!problem.isEmpty()) {
                    problems.add("cut at " + place + " of " + trace.length() + ", " + loss + ": " + problem);
                }
                delete(image);
            }
        }
        System.out.printf(
                "-Dproof.seed=%d durable=%s: %d writes to the file, %d syncs, %d cuts, %d with losses, %d problems%n",
                seed, durable, trace.writes().size(), trace.syncs(), cuts, disk.withLoss(), problems.size());
        assertThat(disk.withLoss()).as("cuts at which something could be lost").isGreaterThan(cuts / 4);
        return problems;
    }

    /** From the moment that the store was ready on: half of them anywhere, half of them at the edges of writes and syncs. */
    private static List<Integer> places(Trace trace, int cuts, SplittableRandom random) {
        int ready = trace.placeOf("ready");
        List<Integer> edges =
                trace.edges().stream().filter(place -> place >= ready).toList();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < cuts; i++) {
            places.add(
                    i % 2 == 0 ? random.nextInt(ready, trace.length() + 1) : edges.get(random.nextInt(edges.size())));
        }
        places.sort(null);
        return places;
    }

    private static <T> T one(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    /** What else is in the folder says who has the store open, and is stale after a cut. */
    private static void copyLocks(Path folder, Path image) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(Store.DATA)) {
                    Files.copy(file, image.resolve(file.getFileName()));
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
