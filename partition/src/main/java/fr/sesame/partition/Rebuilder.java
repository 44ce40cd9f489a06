package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tree (names, children, counts) and the list of aliases anew from the entries, in one commit. */
final class Rebuilder {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);

    private final EntryStore store;
    private final EntryFormat format;
    private final Tree tree;
    private final Aliases aliases;

    Rebuilder(EntryStore store, EntryFormat format, Tree tree, Aliases aliases) {
        this.store = store;
        this.format = format;
        this.tree = tree;
        this.aliases = aliases;
    }

    void run() throws LdapException {
        try {
            store.write(view -> {
                view.wholly();
                rebuild(view);
                return true;
            });
        } catch (LdapException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // nothing else is thrown
            throw new LdapException(e.getMessage(), e);
        }
    }

    private void rebuild(WriteView view) throws LdapException {
        view.clear(store.layout.names, false);
        view.clear(store.layout.children, false);
        view.clear(store.layout.counts, false);
        view.clear(store.layout.aliases, false);
        Map<Long, long[]> counts = new HashMap<>();
        Candidates all = new Candidates.All();
        for (long id = all.next(view); id != Tree.NOBODY; id = all.next(view)) {
            place(view, id, counts);
        }
        counts.forEach((id, count) ->
                view.keep(store.layout.counts, Packer.idBytes(id), Tree.write(new Tree.Counts(count[0], count[1]))));
        store.layout.treeChanged(view);
    }

    private void place(WriteView view, long id, Map<Long, long[]> counts) throws LdapException {
        ByteBuffer record = tree.record(view, id).duplicate();
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry entry = format.readWhole(record);
        view.keep(store.layout.names, Tree.nameKey(head.parent(), tree.normalized(head)), Packer.idBytes(id));
        view.add(store.layout.children, Packer.idBytes(head.parent()), id);
        String target = aliases.targetIn(entry);
        if (target != null) {
            view.keep(store.layout.aliases, Packer.idBytes(id), target.getBytes(StandardCharsets.UTF_8));
        }
        long at = head.parent();
        for (int depth = 0; at != Tree.ABOVE; depth++) {
            long[] count = counts.computeIfAbsent(at, parent -> new long[2]);
            count[0] += depth == 0 ? 1 : 0;
            count[1]++;
            ByteBuffer above = view.get(store.layout.entries, at);
            if (above == null) {
                LOG.error(
                        "entry {} ({}) stands below {}, which is not there: it stays, but nobody finds it",
                        id,
                        head.rdn(),
                        at);
                return;
            }
            at = EntryFormat.parent(above);
        }
    }
}
