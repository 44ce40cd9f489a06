package fr.sesame.server.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of what docs/proofs.md tells of at length. */
class FuzzTest {
    @TempDir
    Path folder;

    @Test
    void nothingComesOfTwentyThousandRequests() throws Exception {
        new Fuzzing(folder, 20261123, 20_000).run();
    }
}
