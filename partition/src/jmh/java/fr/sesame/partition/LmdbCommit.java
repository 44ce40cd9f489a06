package fr.sesame.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What LMDB, and the disk under it, take to commit: the floor under every write. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LmdbCommit {
    /** How many values there are. */
    @Param("100000")
    public int entries;

    /** Whether a commit waits for the disk. */
    @Param({"true", "false"})
    public boolean synced;

    /** How many values one commit replaces. */
    @Param({"1", "16"})
    public int writes;

    private LmdbTable table;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        table = synced ? new LmdbTable(entries) : new LmdbTable(entries, EnvFlags.MDB_NOSYNC);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        table.close();
    }

    /** One transaction. */
    @Benchmark
    public void commit() {
        try (Txn<ByteBuffer> writing = table.env().txnWrite()) {
            for (int i = 0; i < writes; i++) {
                table.write(writing);
            }
            writing.commit();
        }
    }
}
