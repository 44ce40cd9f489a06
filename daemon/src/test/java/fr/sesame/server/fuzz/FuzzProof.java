package fr.sesame.server.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/proofs.md, "Nonsense costs nothing". */
@Tag("proofs")
@Tag("fuzz")
class FuzzProof {
    @TempDir
    Path folder;

    @Test
    void nothingComesOfAMillionRequests() throws Exception {
        long seed = Long.getLong("proof.seed", System.currentTimeMillis());
        System.out.println("FuzzProof: -Dproof.seed=" + seed);
        new Fuzzing(folder, seed, Long.getLong("proof.requests", 1_000_000)).run();
    }
}
