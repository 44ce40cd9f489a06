package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the indices that a store has and those that are asked for the same: one that is new is filled from the entries, one that
 * nobody asks for any more is dropped, so that it cannot grow old unseen.
 */
final class Indexer {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int ENTRIES_A_COMMIT = 10_000;

    private final EntryStore store;
    private final EntryFormat format;

    Indexer(EntryStore store, EntryFormat format) {
        this.store = store;
        this.format = format;
    }

    /** Done once, before the partition serves. */
    void reconcile(List<AttributeIndex> wanted) throws LdapException {
        Set<String> complete;
        try (View view = store.read()) {
            complete = new HashSet<>(store.layout.completeIndices(view));
        }
        Set<String> names = new HashSet<>();
        List<AttributeIndex> missing = new ArrayList<>();
        for (AttributeIndex index : wanted) {
            names.add(index.name());
            if (!complete.contains(index.name())) {
                missing.add(index);
            }
        }
        complete.removeAll(names);
        for (String name : complete) {
            LOG.info("index dropped name={}: nobody asks for it any more", name);
            store.index(name); // opened before the transaction, which opening has one of its own
            write(view -> store.layout.dropIndex(view, name));
        }
        if (!missing.isEmpty()) {
            rebuild(missing);
        }
    }

    /** Empties the indices and fills them again; until the last step they count as missing. */
    void rebuild(List<AttributeIndex> indices) throws LdapException {
        write(view -> indices.forEach(index -> {
            store.layout.markIncomplete(view, index.name());
            view.clear(index.database(), false);
        }));
        long[] last = {0};
        long filled = 0;
        boolean more = true;
        while (more) {
            List<Long> ids = new ArrayList<>();
            write(view -> {
                View.Walk walk = view.walk(store.layout.entries);
                for (boolean found = walk.seek(Packer.idBytes(last[0] + 1));
                        found && ids.size() < ENTRIES_A_COMMIT;
                        found = walk.next()) {
                    ids.add(walk.keyId());
                }
                for (long id : ids) {
                    fill(view, id, indices);
                    last[0] = id;
                }
            });
            filled += ids.size();
            more = ids.size() == ENTRIES_A_COMMIT;
        }
        write(view -> indices.forEach(index -> store.layout.markComplete(view, index.name())));
        if (filled > 0) {
            LOG.info("indices filled names={} entries={}", indices, filled);
        }
    }

    private void fill(WriteView view, long id, List<AttributeIndex> indices) throws LdapException {
        ByteBuffer record = view.get(store.layout.entries, id);
        if (record != null) {
            Entry entry = format.read(record.duplicate(), type -> true);
            for (AttributeIndex index : indices) {
                index.add(view, id, entry); // by growing identifier
            }
        }
    }

    /** One step, in a commit of its own. */
    @FunctionalInterface
    private interface Step {
        void run(WriteView view) throws LdapException;
    }

    private void write(Step step) throws LdapException {
        try {
            store.write(view -> {
                view.wholly();
                step.run(view);
                return true;
            });
        } catch (LdapException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // a step throws nothing else
            throw new LdapException(e.getMessage(), e);
        }
    }
}
