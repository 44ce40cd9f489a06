package fr.sesame.partition.differential;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import java.nio.file.Path;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.partition.Partition;

/** Our partition on a store of its own, with an index on most kinds of attributes. */
final class StoredSubject implements Subject {
    private static final long MAX_BYTES = 256L << 20;

    private final SchemaManager schema;
    private final Path folder;
    private EntryStore store;
    private StoredPartition partition;

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
    public Partition partition() {
        return partition;
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
