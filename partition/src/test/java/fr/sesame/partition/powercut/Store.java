package fr.sesame.partition.powercut;

import fr.sesame.partition.EntryStore;
import fr.sesame.partition.GroupedWrites;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import fr.sesame.partition.differential.Operation;
import fr.sesame.partition.differential.Outcome;
import fr.sesame.partition.differential.Server;
import java.nio.file.Path;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** The store that is written to and cut off, with a partition in it: the whole of what this proof knows of storage. */
final class Store implements AutoCloseable {
    /** The file that LMDB keeps everything in. */
    static final String DATA = "data.mdb";

    private static final long MAX_BYTES = 256L << 20;

    private final EntryStore store;
    private final StoredPartition partition;
    private final Server server;

    Store(SchemaManager schema, Path folder, boolean durable) throws LdapException {
        store = EntryStore.open(folder, new StoreOptions(MAX_BYTES, durable));
        partition = new StoredPartition(store, schema, Workload.INDEXED, Workload.SUBSTRINGS);
        partition.setId("data");
        partition.setSuffixDn(new Dn(schema, Workload.SUFFIX));
        partition.initialize();
        server = new Server(schema, partition);
    }

    /** Writes as the server does: threads share commits. Returns when the commit has. */
    void write(Operation.Write write) {
        try {
            Outcome outcome = GroupedWrites.write(store, () -> server.apply(write));
            if (!outcome.isDone()) {
                throw new IllegalStateException(write + ": " + outcome);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(write.toString(), e);
        }
    }

    Server server() {
        return server;
    }

    StoredPartition partition() {
        return partition;
    }

    @Override
    public void close() throws LdapException {
        partition.destroy(null);
        store.close();
    }
}
