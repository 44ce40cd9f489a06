package fr.sesame.partition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DnFactory;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.partition.impl.btree.jdbm.JdbmIndex;

/**
 * The partition that holds the directory's entries, on ApacheDS's stock storage. The one class that knows which storage
 * that is: it survives a kill, but is slow, and the stock password policy, which writes at a failed bind, must stay off
 * with it (docs/adr/0004-embedded-server.md).
 */
public final class StoredPartition {
    private static final int CACHED_ENTRIES = 10_000;

    private StoredPartition() {}

    /**
     * A partition that is not yet initialised.
     *
     * @param folder where its files are; made if it is not there
     * @param suffix the DN at its top
     * @param indexed names of the attributes that get an index, beside those that the storage needs for itself
     * @throws IOException if the folder cannot be made
     * @throws LdapException if the suffix is not a DN of this schema
     */
    public static Partition open(
            Path folder, String suffix, SchemaManager schema, DnFactory dns, Collection<String> indexed)
            throws IOException, LdapException {
        Files.createDirectories(folder);
        StoredEntries partition = new StoredEntries(schema, dns);
        partition.setId("data");
        partition.setPartitionPath(folder.toUri());
        partition.setSuffixDn(new Dn(schema, suffix));
        partition.setCacheSize(CACHED_ENTRIES);
        partition.setSyncOnWrite(true);
        for (String attribute : indexed) {
            partition.addIndex(
                    new JdbmIndex<>(schema.getAttributeType(attribute).getOid(), false));
        }
        return partition;
    }
}
