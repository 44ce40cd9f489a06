package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Txn;

/**
 * The databases of a store, all in one file, and what is noted about them:
 *
 * <pre>
 *   meta        name                          value              format, contextCSN, tree, complete indices
 *   attributes  number                        OID                what the numbers in entries mean
 *   entries     id                            entry              {@link EntryFormat}
 *   names       id of parent, normalised RDN  id
 *   children    id of parent                  ids, sorted
 *   counts      id                            children, descendants; only of those who have some
 *   aliases     id                            normalised DN of the target
 *   =OID        normalised value              ids, sorted        an index for equality, ranges, presence, initial substrings
 *   ~OID        three characters of a value   ids, sorted        an index for substrings
 * </pre>
 */
final class Layout {
    private static final int FORMAT = 1;
    private static final byte[] FORMAT_KEY = ascii("format");
    private static final byte[] CSN_KEY = ascii("contextCSN");
    private static final byte[] TREE_KEY = ascii("tree");
    private static final String INDEX_PREFIX = "index ";
    private static final byte[] INDEX_KEYS = ascii(INDEX_PREFIX);

    final Dbi<ByteBuffer> attributes;
    final Dbi<ByteBuffer> entries;
    final Dbi<ByteBuffer> names;
    final Dbi<ByteBuffer> children;
    final Dbi<ByteBuffer> counts;
    final Dbi<ByteBuffer> aliases;
    private final StoreFiles files;
    private final Dbi<ByteBuffer> meta;
    private final Map<String, Dbi<ByteBuffer>> indices = new ConcurrentHashMap<>();

    /** Makes them, unless the files are only to be read. */
    Layout(StoreFiles files) {
        this.files = files;
        meta = database("meta");
        attributes = database("attributes");
        entries = database("entries");
        names = database("names");
        children = database("children", DbiFlags.MDB_DUPSORT, DbiFlags.MDB_DUPFIXED);
        counts = database("counts");
        aliases = database("aliases");
    }

    private Dbi<ByteBuffer> database(String name, DbiFlags... flags) {
        if (files.isReadOnly()) {
            return files.env().openDbi(name, flags);
        }
        DbiFlags[] all = new DbiFlags[flags.length + 1];
        System.arraycopy(flags, 0, all, 1, flags.length);
        all[0] = DbiFlags.MDB_CREATE;
        return files.env().openDbi(name, all);
    }

    /** @throws StoreException if the store is not of this version; a new one is made to be */
    void checkFormat() {
        Integer format = null;
        try (Txn<ByteBuffer> txn = files.env().txnRead()) {
            ByteBuffer found = meta.get(txn, direct(FORMAT_KEY));
            format = found == null ? null : found.getInt(found.position());
        }
        if (format == null && !files.isReadOnly()) {
            try (Txn<ByteBuffer> txn = files.env().txnWrite()) {
                meta.reserve(txn, direct(FORMAT_KEY), Integer.BYTES).putInt(FORMAT);
                txn.commit();
            }
        } else if (format == null || format != FORMAT) {
            throw new StoreException("the store in " + files.folder() + " has format " + format
                    + "; this program reads and writes " + FORMAT
                    + ". Use the program that wrote it, or export with that and import with this");
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    boolean isOpen(String index) {
        return indices.containsKey(index);
    }

    /** An index, made empty if it is not there; the first time not within a write. */
    Dbi<ByteBuffer> index(String name) {
        return indices.computeIfAbsent(name, made -> database(made, DbiFlags.MDB_DUPSORT, DbiFlags.MDB_DUPFIXED));
    }

    /** The indices that hold all that they should. */
    List<String> completeIndices(View view) {
        List<String> complete = new ArrayList<>();
        View.Walk walk = view.walk(meta);
        for (boolean found = walk.seek(INDEX_KEYS); found && walk.keyBytes()[0] == INDEX_KEYS[0]; found = walk.next()) {
            complete.add(new String(walk.keyBytes(), StandardCharsets.US_ASCII).substring(INDEX_KEYS.length));
        }
        return complete;
    }

    void markComplete(WriteView view, String index) {
        view.put(meta, ascii(INDEX_PREFIX + index), new byte[] {1});
    }

    void markIncomplete(WriteView view, String index) {
        view.delete(meta, ascii(INDEX_PREFIX + index));
    }

    /** Empties and removes an index. Within a write of its own. */
    void dropIndex(WriteView view, String name) {
        markIncomplete(view, name);
        view.clear(index(name), true);
        indices.remove(name);
    }

    @Nullable
    String contextCsn(View view) {
        if (view instanceof WriteView writing && writing.contextCsn() != null) {
            return writing.contextCsn();
        }
        ByteBuffer found = view.get(meta, CSN_KEY);
        return found == null ? null : StandardCharsets.US_ASCII.decode(found).toString();
    }

    /** Writes what the operations of a transaction have noted, once at its end. */
    void putContextCsn(WriteView view) {
        String csn = view.contextCsn();
        if (csn != null) {
            view.put(meta, CSN_KEY, ascii(csn));
        }
    }

    /** Changes whenever an entry gets another name or place. */
    long treeVersion(View view) {
        ByteBuffer found = view.get(meta, TREE_KEY);
        return found == null ? 0 : found.getLong(found.position());
    }

    void treeChanged(WriteView view) {
        view.put(meta, TREE_KEY, Packer.idBytes(treeVersion(view) + 1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
