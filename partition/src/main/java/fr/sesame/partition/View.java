package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.GetOp;
import org.lmdbjava.SeekOp;
import org.lmdbjava.Txn;

/**
 * The store as it was at one instant, for one thread at a time. What it returns points into the memory map: it is good until
 * the next call, and never beyond {@link #close}.
 *
 * <p>There is one cursor for each database, so a walk that is to go on must not be mixed with another over the same database.
 */
class View implements AutoCloseable {
    /** LMDB's limit for keys, and for values of databases with several values a key. */
    static final int MAX_KEY = 511;

    final Txn<ByteBuffer> txn;
    private final EntryStore store;
    private final ByteBuffer key = ByteBuffer.allocateDirect(MAX_KEY);
    private final ByteBuffer value = ByteBuffer.allocateDirect(MAX_KEY);
    private final IdentityHashMap<Dbi<ByteBuffer>, Walk> cursors = new IdentityHashMap<>();
    private int generation;

    View(EntryStore store, Txn<ByteBuffer> txn) {
        this.store = store;
        this.txn = txn;
    }

    EntryStore store() {
        return store;
    }

    /** What is stored under the key; the first value of several. */
    @Nullable
    ByteBuffer get(Dbi<ByteBuffer> database, byte[] at) {
        return database.get(txn, keyBuffer(at));
    }

    @Nullable
    ByteBuffer get(Dbi<ByteBuffer> database, long id) {
        return database.get(txn, keyBuffer(id));
    }

    /** The number of values under the key. */
    long count(Dbi<ByteBuffer> database, byte[] at) {
        Walk walk = walk(database);
        return walk.cursor.get(keyBuffer(at), GetOp.MDB_SET_KEY) ? walk.cursor.count() : 0;
    }

    /** The number of pairs in the database. */
    long size(Dbi<ByteBuffer> database) {
        return database.stat(txn).entries;
    }

    Walk walk(Dbi<ByteBuffer> database) {
        Walk walk = cursors.computeIfAbsent(database, db -> new Walk(db.openCursor(txn), generation));
        if (walk.generation != generation) {
            walk.cursor.renew(txn);
            walk.generation = generation;
        }
        return walk;
    }

    ByteBuffer keyBuffer(byte[] bytes) {
        key.clear().put(bytes).flip();
        return key;
    }

    ByteBuffer keyBuffer(long id) {
        key.clear().putLong(id).flip();
        return key;
    }

    ByteBuffer valueBuffer(byte[] bytes) {
        value.clear().put(bytes).flip();
        return value;
    }

    ByteBuffer idValue(long id) {
        value.clear().putLong(id).flip();
        return value;
    }

    /** Gives the snapshot back; the view may be opened again on a newer one. */
    @Override
    public void close() {
        store.release(this);
    }

    void suspend() {
        txn.reset();
    }

    void resume() {
        txn.renew();
        generation++;
    }

    void dispose() {
        closeCursors();
        txn.close();
    }

    void closeCursors() {
        cursors.values().forEach(walk -> walk.cursor.close());
        cursors.clear();
    }

    /** A place in a database, moved forward. */
    final class Walk {
        final Cursor<ByteBuffer> cursor;
        private int generation;

        private Walk(Cursor<ByteBuffer> cursor, int generation) {
            this.cursor = cursor;
            this.generation = generation;
        }

        /** To the first key that is not less. */
        boolean seek(byte[] at) {
            return cursor.get(keyBuffer(at), GetOp.MDB_SET_RANGE);
        }

        /** To the first value of exactly this key that is not less than the identifier. */
        boolean seek(byte[] at, long id) {
            return cursor.get(keyBuffer(at), idValue(id), SeekOp.MDB_GET_BOTH_RANGE);
        }

        boolean first() {
            return cursor.first();
        }

        boolean last() {
            return cursor.last();
        }

        boolean next() {
            return cursor.next();
        }

        /** The next value of the same key. */
        boolean nextOfKey() {
            return cursor.seek(SeekOp.MDB_NEXT_DUP);
        }

        /** The next key. */
        boolean nextKey() {
            return cursor.seek(SeekOp.MDB_NEXT_NODUP);
        }

        ByteBuffer key() {
            return cursor.key();
        }

        byte[] keyBytes() {
            ByteBuffer at = cursor.key();
            byte[] bytes = new byte[at.remaining()];
            at.get(at.position(), bytes);
            return bytes;
        }

        long id() {
            ByteBuffer found = cursor.val();
            return found.getLong(found.position());
        }

        long keyId() {
            ByteBuffer found = cursor.key();
            return found.getLong(found.position());
        }

        ByteBuffer value() {
            return cursor.val();
        }
    }
}
