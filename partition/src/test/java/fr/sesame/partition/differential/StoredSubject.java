package fr.sesame.partition.differential;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.GroupedWrites;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** Our partition on a store of its own, with an index on most kinds of attributes. */
final class StoredSubject implements Subject {
    private static final long MAX_BYTES = 256L << 20;

    private final SchemaManager schema;
    private final Path folder;
    private EntryStore store;
    private StoredPartition partition;
    private final List<Operation> waiting = new ArrayList<>();
    private int operations;

    StoredSubject(SchemaManager schema, Path folder) throws LdapException {
        this.schema = schema;
        this.folder = folder;
        this.store = openStore();
        this.partition = openPartition();
    }

    /** Without waiting for the disk: what is proved here are answers. */
    private EntryStore openStore() {
        return EntryStore.open(folder, new StoreOptions(MAX_BYTES, false));
    }

    private StoredPartition openPartition() throws LdapException {
        StoredPartition opened =
                new StoredPartition(store, schema, Alphabet.indexedNames(), Alphabet.substringIndexedNames());
        opened.setId("subject");
        opened.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        opened.initialize();
        return opened;
    }

    @Override
    public Server server() {
        return new Server(schema, partition);
    }

    /**
     * Every other write as the server writes, in a transaction that others share: what was to be aborted before it is done in the
     * same one, so that it must be taken back alone.
     */
    @Override
    public Outcome apply(Operation operation) {
        boolean shared = operations++ % 2 == 0;
        if (shared && operation instanceof Operation.Aborted) {
            waiting.add(operation);
            return Outcome.DONE;
        }
        if (!shared || !(operation instanceof Operation.Write)) {
            return server().apply(operation);
        }
        try {
            return GroupedWrites.write(store, () -> {
                waiting.forEach(server()::apply);
                waiting.clear();
                return server().apply(operation);
            });
        } catch (Exception e) {
            throw new IllegalStateException(operation.toString(), e);
        }
    }

    @Override
    public List<String> problems() {
        return partition.maintenance().verify().problems();
    }

    @Override
    public void reopen() throws LdapException {
        close();
        store = openStore();
        partition = openPartition();
    }

    @Override
    public void close() throws LdapException {
        partition.destroy(null);
        store.close();
    }
}
