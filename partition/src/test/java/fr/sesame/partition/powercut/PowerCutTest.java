package fr.sesame.partition.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.partition.differential.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a power cut at any moment the directory has everything that it had acknowledged, and nothing by halves. */
@Tag("proofs")
final class PowerCutTest {
    private static final int THREADS = 4;

    private static SchemaManager schema;

    @TempDir
    private Path work;

    @BeforeAll
    static void loadTheSchema() throws Exception {
        schema = TestSchema.load();
    }

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
        Survivors survivors = new Survivors(schema, seed, THREADS, writes);
        Disk disk = new Disk(trace);
        List<String> problems = new ArrayList<>();
        long opened = 0;
        for (int place : places(trace, cuts, random)) {
            Disk.Loss loss = Disk.Loss.values()[random.nextInt(Disk.Loss.values().length)];
            Path image = Files.createDirectories(work.resolve("cut"));
            Files.write(image.resolve(Store.DATA), disk.at(place, loss, random));
            for (String problem : survivors.problems(image, trace, place)) {
                problems.add("cut at " + place + " of " + trace.length() + ", " + loss + ": " + problem);
            }
            opened++;
            delete(image);
        }
        System.out.printf(
                "-Dproof.seed=%d durable=%s: %d writes to the file, %d syncs, %d cuts, %d problems%n",
                seed, durable, trace.writes().size(), trace.syncs(), opened, problems.size());
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
                    i % 2 == 0
                            ? random.nextInt(ready, trace.length() + 1)
                            : edges.get(random.nextInt(edges.size())));
        }
        places.sort(null);
        return places;
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
