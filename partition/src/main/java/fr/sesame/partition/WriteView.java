package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.LmdbException;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

/**
 * The one write transaction. Several operations share it, so each can be taken back alone: what a write changed is noted, and
 * {@link #rollbackTo} changes it back.
 */
final class WriteView extends View {
    private final List<Undo> undos = new ArrayList<>();
    private @Nullable String contextCsn;
    private boolean changed;
    private boolean wholly;
    private @Nullable StoreException failure;

    WriteView(EntryStore store, Txn<ByteBuffer> txn) {
        super(store, txn);
    }

    /** One step back. */
    private interface Undo {
        void run();
    }

    void put(Dbi<ByteBuffer> database, byte[] key, byte[] value) {
        byte[] before = wholly ? null : copy(get(database, key));
        rawPut(database, key, value);
        note(before == null ? () -> rawDelete(database, key) : () -> rawPut(database, key, before));
    }

    /** As {@link #put}, but stays when the operation that it came with is taken back. */
    void keep(Dbi<ByteBuffer> database, byte[] key, byte[] value) {
        rawPut(database, key, value);
    }

    void delete(Dbi<ByteBuffer> database, byte[] key) {
        byte[] before = copy(get(database, key));
        if (before != null) {
            rawDelete(database, key);
            note(() -> rawPut(database, key, before));
        }
    }

    /** Writes the record of a new entry, of which the identifier is greater than all before: pages are filled to their end. */
    void append(Dbi<ByteBuffer> database, long id, byte[] value) {
        guarded(() -> database.reserve(txn, keyBuffer(id), value.length, PutFlags.MDB_APPEND)
                .put(value));
        note(() -> rawDelete(database, Packer.idBytes(id)));
    }

    /** Adds one of the values of a key. */
    boolean add(Dbi<ByteBuffer> database, byte[] key, long id) {
        return add(database, key, id, PutFlags.MDB_NODUPDATA);
    }

    /** Adds a value that is greater than those that the key has. */
    void append(Dbi<ByteBuffer> database, byte[] key, long id) {
        add(database, key, id, PutFlags.MDB_APPENDDUP);
    }

    /**
     * Adds values that are greater than those that the key has. Best done in the order of the keys. Only in a transaction that is
     * kept or given up {@link #wholly}.
     *
     * @param ids one identifier after the other
     */
    void append(Dbi<ByteBuffer> database, byte[] key, ByteBuffer ids) {
        Cursor<ByteBuffer> cursor = wholeCursor(database);
        int count = ids.remaining() / Long.BYTES;
        guarded(() -> {
            if (count == 1) {
                cursor.put(keyBuffer(key), ids, PutFlags.MDB_APPENDDUP);
            } else {
                cursor.putMultiple(keyBuffer(key), ids, count, PutFlags.MDB_MULTIPLE, PutFlags.MDB_APPENDDUP);
            }
            return true;
        });
    }

    /** Puts the value if the key has none, and says whether it did. Only in a transaction that is kept or given up {@link #wholly}. */
    boolean putNew(Dbi<ByteBuffer> database, byte[] key, byte[] value) {
        Cursor<ByteBuffer> cursor = wholeCursor(database);
        return guarded(() -> cursor.put(keyBuffer(key), valueBuffer(value), PutFlags.MDB_NOOVERWRITE));
    }

    private Cursor<ByteBuffer> wholeCursor(Dbi<ByteBuffer> database) {
        if (!wholly) {
            throw new IllegalStateException("what goes past the notes cannot be taken back by itself");
        }
        return walk(database).cursor;
    }

    private boolean add(Dbi<ByteBuffer> database, byte[] key, long id, PutFlags how) {
        boolean added = guarded(() -> database.put(txn, keyBuffer(key), idValue(id), how));
        if (added) {
            note(() -> rawRemove(database, key, id));
        }
        return added;
    }

    /** Removes one of the values of a key. */
    boolean remove(Dbi<ByteBuffer> database, byte[] key, long id) {
        boolean removed = rawRemove(database, key, id);
        if (removed) {
            note(() -> rawAdd(database, key, id));
        }
        return removed;
    }

    /** Empties a database. It is not taken back with an operation: it is for a transaction of its own. */
    void clear(Dbi<ByteBuffer> database, boolean remove) {
        guarded(() -> {
            closeCursors();
            database.drop(txn, remove);
            return true;
        });
        note(() -> {
            throw new IllegalStateException("a cleared database does not come back");
        });
    }

    private void rawAdd(Dbi<ByteBuffer> database, byte[] key, long id) {
        guarded(() -> database.put(txn, keyBuffer(key), idValue(id), PutFlags.MDB_NODUPDATA));
    }

    private boolean rawRemove(Dbi<ByteBuffer> database, byte[] key, long id) {
        return guarded(() -> database.delete(txn, keyBuffer(key), idValue(id)));
    }

    private void rawPut(Dbi<ByteBuffer> database, byte[] key, byte[] bytes) {
        guarded(() -> database.reserve(txn, keyBuffer(key), bytes.length).put(bytes));
    }

    private void rawDelete(Dbi<ByteBuffer> database, byte[] key) {
        guarded(() -> database.delete(txn, keyBuffer(key)));
    }

    /** After a failure LMDB takes nothing more in this transaction, whoever catches it on the way. */
    private <T> T guarded(Supplier<T> write) {
        if (failure != null) {
            throw failure;
        }
        changed = true;
        try {
            return write.get();
        } catch (LmdbException e) {
            failure = store().failed(e);
            throw failure;
        }
    }

    @Nullable
    StoreException failure() {
        return failure;
    }

    private static byte @Nullable [] copy(@Nullable ByteBuffer found) {
        if (found == null) {
            return null;
        }
        byte[] bytes = new byte[found.remaining()];
        found.get(found.position(), bytes);
        return bytes;
    }

    /** Notes the change sequence number of the last change; written once, at the commit. */
    void contextCsn(String csn) {
        String before = contextCsn;
        contextCsn = csn;
        note(() -> contextCsn = before);
    }

    @Nullable
    String contextCsn() {
        return contextCsn;
    }

    /** A place to come back to. */
    int mark() {
        return undos.size();
    }

    void rollbackTo(int mark) {
        for (int i = undos.size() - 1; i >= mark; i--) {
            Undo undo = undos.remove(i);
            if (failure == null) {
                undo.run(); // else the whole transaction is given up anyway
            }
        }
    }

    boolean hasChanges() {
        return changed && (wholly || !undos.isEmpty());
    }

    /** From here on nothing is noted: the transaction is kept or given up as a whole. */
    void wholly() {
        wholly = true;
    }

    private void note(Undo undo) {
        if (!wholly) {
            undos.add(undo);
        }
    }

    @Override
    public void close() {
        // It ends with the group's commit, not with one of the operations that share it.
    }
}
