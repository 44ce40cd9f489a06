package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;

/**
 * Adds entries by the thousand, those above before those below, past ApacheDS's chain: they must be whole (schema, operational
 * attributes) when they come. Any thread prepares them, one adds them. What was added since the last full group is lost if it is
 * closed without {@link #finish}.
 *
 * <p>Names and records are written at once, because later entries are looked up by them; the indices, of which nobody reads
 * anything meanwhile, in sorted runs at the end of a group.
 */
public final class BulkLoad implements AutoCloseable {
    /** A group's pages fit LMDB's list of changed pages many times over, and its pairs a small heap. */
    private static final int ENTRIES_A_COMMIT = 20_000;

    private final EntryStore store;
    private final EntryWriter writer;
    private final Tree tree;
    private final List<PairRun> runs = new ArrayList<>();
    private final PairRun children;
    private WriteView view;
    private int inView;
    private boolean open;
    /** The greatest: entries do not come in the order in which they got theirs. */
    private String lastCsn = "";
    /** Siblings follow one another in most files: names of the last parent, and its identifier. */
    private List<Rdn> lastParent = List.of();

    private long lastParentId = Tree.NOBODY;

    BulkLoad(EntryStore store, EntryWriter writer, Tree tree, List<AttributeIndex> indices) {
        this.store = store;
        this.writer = writer;
        this.tree = tree;
        for (AttributeIndex index : indices) {
            runs.add(new PairRun(index.database()));
        }
        this.children = new PairRun(store.layout.children);
        this.view = begin();
    }

    private WriteView begin() {
        view = store.commits().begin();
        view.wholly();
        open = true;
        inView = 0;
        return view;
    }

    /**
     * Does what needs no place in the tree yet: the bytes of the record, the keys of the indices. Any thread may call it.
     *
     * @param entry which is not used for anything else afterwards
     * @throws LdapException if the entry has no objectClass or no entryCSN
     */
    public PreparedEntry prepare(Entry entry) throws LdapException {
        return writer.prepare(entry);
    }

    /**
     * @throws LdapException if the entry is there already or has nothing to stand below
     * @throws StoreException if the storage fails
     */
    public void add(PreparedEntry entry) throws LdapException {
        if (inView == ENTRIES_A_COMMIT) {
            end(true);
            begin();
        }
        long parent = parentOf(entry.dn);
        long id = store.newId();
        byte[] nameKey = Tree.nameKey(parent, tree.normalizedNameOf(entry.dn));
        if (!view.putNew(store.layout.names, nameKey, Packer.idBytes(id))) {
            throw new LdapEntryAlreadyExistsException("there is an entry '" + entry.dn.getName() + "' already");
        }
        inView++;
        lastCsn = entry.csn.compareTo(lastCsn) > 0 ? entry.csn : lastCsn;
        children.add(Packer.idBytes(parent), id);
        writer.add(view, id, new EntryFormat.Head(parent, tree.nameOf(entry.dn)), entry);
        for (int i = 0; i < runs.size(); i++) {
            PairRun run = runs.get(i);
            for (byte[] key : entry.keys.get(i)) {
                run.add(key, id);
            }
        }
    }

    private long parentOf(Dn dn) throws LdapException {
        if (tree.isSuffix(dn)) {
            return Tree.ABOVE;
        }
        List<Rdn> above = dn.getRdns().subList(Math.min(1, dn.size()), dn.size());
        if (lastParentId == Tree.NOBODY || !above.equals(lastParent)) {
            if (!tree.isWithinSuffix(dn)) {
                throw new LdapNoSuchObjectException(
                        "'" + dn + "' is not of this directory; expected a DN under '" + tree.suffix() + "'");
            }
            long found = tree.findParent(view, dn);
            if (found == Tree.NOBODY) {
                throw new LdapNoSuchObjectException(
                        "there is no entry '" + dn.getParent() + "' to put '" + dn + "' under");
            }
            lastParent = above;
            lastParentId = found;
        }
        return lastParentId;
    }

    /** Puts everything on the disk. */
    public void finish() {
        end(true);
        store.sync();
    }

    private void end(boolean commit) {
        if (!open) {
            return;
        }
        boolean written = false;
        try {
            if (commit) {
                children.forEachKey((parent, more) ->
                        tree.adjust(view, ByteBuffer.wrap(parent).getLong(), (int) more, more));
                children.write(view);
                runs.forEach(run -> run.write(view));
                if (!lastCsn.isEmpty()) {
                    view.contextCsn(lastCsn);
                }
            }
            written = commit;
        } finally {
            open = false;
            store.commits().end(written);
        }
    }

    @Override
    public void close() {
        end(false);
    }
}
