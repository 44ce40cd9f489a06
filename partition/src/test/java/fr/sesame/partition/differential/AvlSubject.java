package fr.sesame.partition.differential;

import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;
import org.apache.directory.server.xdbm.impl.avl.AvlIndex;

/** ApacheDS's own partition in memory, with its user indices and the faults that they have. */
final class AvlSubject implements Subject {
    private final AvlPartition partition;

    AvlSubject(SchemaManager schema, AvlPartition partition, List<String> indexed) throws LdapException {
        this.partition = partition;
        partition.setId("subject");
        partition.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        for (String attribute : indexed) {
            partition.addIndex(new AvlIndex<>(schema.getAttributeType(attribute).getOid(), true));
        }
        partition.initialize();
    }

    @Override
    public Partition partition() {
        return partition;
    }

    @Override
    public void reopen() {
        // Nothing of it is on a disk.
    }

    @Override
    public void close() throws LdapException {
        partition.destroy(null);
    }
}
