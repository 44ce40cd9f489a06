package fr.sesame.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
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

/** What LMDB takes to read one value: the floor under every search. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LmdbRead {
    /** How many values there are. */
    @Param("100000")
    public int entries;

    private LmdbTable table;
    private Txn<ByteBuffer> kept;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        table = new LmdbTable(entries);
        kept = table.env().txnRead();
        kept.reset();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        kept.close();
        table.close();
    }

    /** In a transaction of its own. */
    @Benchmark
    public long inNewTransaction() {
        try (Txn<ByteBuffer> reading = table.env().txnRead()) {
            return table.read(reading);
        }
    }

    /** In a transaction that is kept and renewed. */
    @Benchmark
    public long inRenewedTransaction() {
        kept.renew();
        long read = table.read(kept);
        kept.reset();
        return read;
    }
}
