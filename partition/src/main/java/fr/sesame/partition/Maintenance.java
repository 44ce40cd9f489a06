package fr.sesame.partition;

import java.util.List;
import java.util.function.Consumer;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/** What is done to a partition as a whole, by tools: to fill it, to go through it, to look whether it is sound, to mend it. */
public final class Maintenance {
    private final EntryStore store;
    private final Parts parts;
    private final Dn top;

    Maintenance(EntryStore store, Parts parts, Dn top) {
        this.store = store;
        this.parts = parts;
        this.top = top;
    }

    /** Takes many entries at once, into a store that nobody else uses. */
    public BulkLoad bulkLoad() {
        return new BulkLoad(store, parts.writer(), parts.tree(), parts.indices());
    }

    /** All entries, those above before those below, as they are at one instant; without what is computed. */
    public void forEach(Consumer<Entry> consumer) throws LdapException {
        try (View view = store.read()) {
            long first = parts.tree().find(view, top);
            if (first == Tree.NOBODY) {
                return;
            }
            Candidates all = new Candidates.OfTree(first);
            for (long found = all.next(view); found != Tree.NOBODY; found = all.next(view)) {
                consumer.accept(parts.reading().named(view, found, stored -> true));
            }
        }
    }

    /** Whether all that follows from the entries is there, and nothing else. Reads one snapshot; may take minutes. */
    public Verification verify() {
        return new Verifier(store, parts.format(), parts.tree(), parts.aliases(), parts.indices()).run();
    }

    /**
     * Makes names, children, counts, aliases and every index anew from the entries. Nobody else may use the store meanwhile; if
     * it is cut short, it has to be run again.
     */
    public void rebuild() throws LdapException {
        new Rebuilder(store, parts.format(), parts.tree(), parts.aliases()).run();
        new Indexer(store, parts.format()).rebuild(parts.indices());
    }

    /** Tells of each value that several entries have, in one of the attributes or in several; all of them must be indexed. */
    public void forEachShared(List<AttributeType> types, SharedValues.Listener listener) throws LdapException {
        try (View view = store.read()) {
            SharedValues.walk(
                    view,
                    types.stream().map(parts::indexOf).toList(),
                    (one, id) ->
                            parts.reading().named(one, id, parts.objectClasses().type()::equals),
                    listener);
        }
    }
}
