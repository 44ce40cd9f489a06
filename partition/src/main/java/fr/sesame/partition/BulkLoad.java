package fr.sesame.partition;

import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;

/**
 * Adds entries by the thousand, those above before those below, past ApacheDS's chain: they must be whole (schema, operational
 * attributes) when they come. One thread uses it. What was added since the last full group is lost if it is closed without
 * {@link #finish}.
 */
public final class BulkLoad implements AutoCloseable {
    private static final int ENTRIES_A_COMMIT = 5_000;

    private final EntryStore store;
    private final EntryWriter writer;
    private WriteView view;
    private int inView;
    private boolean open;

    BulkLoad(EntryStore store, EntryWriter writer) {
        this.store = store;
        this.writer = writer;
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
     * @throws LdapException if the entry is there already or has nothing to stand below
     * @throws StoreException if the storage fails
     */
    public void add(Entry entry) throws LdapException {
        if (inView == ENTRIES_A_COMMIT) {
            end(true);
            begin();
        }
        inView++;
        writer.add(view, entry);
    }

    /** Puts everything on the disk. */
    public void finish() {
        end(true);
        store.sync();
    }

    private void end(boolean commit) {
        if (open) {
            open = false;
            store.commits().end(commit);
        }
    }

    @Override
    public void close() {
        end(false);
    }
}
