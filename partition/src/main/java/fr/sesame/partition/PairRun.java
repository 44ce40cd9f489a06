package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;

/**
 * New pairs of a database with several values a key, held back so that they can be put in the order of the keys and all values of
 * a key at once: a cursor that goes forward finds its page without descending from the root, and a key that many entries share
 * costs one call for all of them.
 */
final class PairRun {
    /** So many values of a key are put in one call. */
    private static final int TOGETHER = 512;

    private final Dbi<ByteBuffer> database;
    private final ByteBuffer values = ByteBuffer.allocateDirect(TOGETHER * Long.BYTES);
    private final Map<Key, Ids> pairs = new HashMap<>();

    PairRun(Dbi<ByteBuffer> database) {
        this.database = database;
    }

    /** Bytes as LMDB compares them. A map that hashes and is sorted once at the end is faster than one that is always sorted. */
    private record Key(byte[] bytes) implements Comparable<Key> {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public int compareTo(Key other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }

    /** The values of one key; most have one. */
    private static final class Ids {
        private long[] ids = new long[1];
        private int size;

        void add(long id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = id;
        }

        void copy(int from, ByteBuffer into) {
            into.clear();
            for (int i = from; i < Math.min(size, from + TOGETHER); i++) {
                into.putLong(ids[i]);
            }
            into.flip();
        }
    }

    /** Takes a pair of which the identifier is greater than all that the key has. */
    void add(byte[] key, long id) {
        pairs.computeIfAbsent(new Key(key), made -> new Ids()).add(id);
    }

    /** Each key, and how many values it gets. */
    void forEachKey(ObjLongConsumer<byte[]> consumer) {
        pairs.forEach((key, ids) -> consumer.accept(key.bytes(), ids.size));
    }

    /** Puts all of them into the database, and is empty again. */
    void write(WriteView view) {
        List<Map.Entry<Key, Ids>> sorted = new ArrayList<>(pairs.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        for (Map.Entry<Key, Ids> pair : sorted) {
            Ids ids = pair.getValue();
            for (int from = 0; from < ids.size; from += TOGETHER) {
                ids.copy(from, values);
                view.append(database, pair.getKey().bytes(), values);
            }
        }
        pairs.clear();
    }
}
