package fr.sesame.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

/**
 * One table in a file of its own, with nothing of a directory around it. Keys are eight bytes, as entry ids are, and values have
 * the size of a small entry. For one thread.
 */
final class LmdbTable implements AutoCloseable {
    private static final long MAP_BYTES = 8L << 30;
    private static final int VALUE_BYTES = 1000;

    private final SplittableRandom random = new SplittableRandom(2026);
    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
    private final ByteBuffer value = ByteBuffer.allocateDirect(VALUE_BYTES);
    private final int entries;
    private final BenchFolder folder;
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> table;

    /** Makes it and fills it. */
    LmdbTable(int entries, EnvFlags... flags) throws IOException {
        this.entries = entries;
        folder = BenchFolder.make();
        env = Env.create().setMapSize(MAP_BYTES).setMaxDbs(1).open(folder.path().toFile(), flags);
        table = env.openDbi("entries", DbiFlags.MDB_CREATE);
        try (Txn<ByteBuffer> writing = env.txnWrite()) {
            for (int id = 0; id < entries; id++) {
                table.put(writing, key(id), anyValue(), PutFlags.MDB_APPEND);
            }
            writing.commit();
        }
    }

    Env<ByteBuffer> env() {
        return env;
    }

    /** The first bytes of any value. */
    long read(Txn<ByteBuffer> reading) {
        return table.get(reading, key(random.nextInt(entries))).getLong(0);
    }

    /** Replaces any value. */
    void write(Txn<ByteBuffer> writing) {
        table.put(writing, key(random.nextInt(entries)), anyValue());
    }

    private ByteBuffer key(long id) {
        return key.clear().putLong(id).flip();
    }

    private ByteBuffer anyValue() {
        return value.clear().putLong(0, random.nextLong());
    }

    @Override
    public void close() throws IOException {
        env.close();
        folder.close();
    }
}
