package fr.sesame.partition.differential;

import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;
import org.apache.directory.server.core.shared.DefaultDnFactory;
import org.apache.directory.server.xdbm.impl.avl.AvlIndex;

/**
 * ApacheDS's own partition in memory: a second opinion on the model, and with indices an example of what a proof must find.
 */
final class AvlSubject implements Subject {
    private final SchemaManager schema;
    private final AvlPartition partition;

    AvlSubject(SchemaManager schema, List<String> indexed) throws LdapException {
        this.schema = schema;
        partition = new AvlPartition(schema, new DefaultDnFactory(schema, 1000));
        partition.setId("subject");
        partition.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        for (String attribute : indexed) {
            partition.addIndex(new AvlIndex<>(schema.getAttributeType(attribute).getOid(), true));
        }
        partition.initialize();
    }

    @Override
    public Server server() {
        return new Server(schema, partition);
    }

    /** Nothing that {@link OracleDifference} has of transactions, of aliases and of superiors that are not there. */
    @Override
    public boolean answers(Operation operation, Population population) throws LdapException {
        if (operation instanceof Operation.Search search) {
            return search.aliases() == AliasDerefMode.NEVER_DEREF_ALIASES;
        } else if (operation instanceof Operation.Add add) {
            return add.attributes().stream().noneMatch(values -> values.values().contains("alias"));
        } else if (operation instanceof Operation.Move move) {
            return population.has(new Dn(schema, move.newSuperior()));
        } else if (operation instanceof Operation.MoveAndRename both) {
            return population.has(new Dn(schema, both.newSuperior()));
        }
        return !(operation instanceof Operation.Aborted);
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
