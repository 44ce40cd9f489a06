package fr.sesame.partition.differential;

import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapAliasDereferencingException;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DnFactory;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;

/** ApacheDS's partition in memory, without user indices, and stopped before the refusals that would leave it damaged. */
final class OraclePartition extends AvlPartition {
    OraclePartition(SchemaManager schema, DnFactory dns) {
        super(schema, dns);
    }

    /** {@link OracleDifference#ALIAS_REFUSED}. */
    @Override
    public void add(AddOperationContext context) throws LdapException {
        Entry entry = context.getEntry();
        if (entry.hasObjectClass("alias") && mayBeAdded(context)) {
            PartitionTxn transaction = context.getTransaction();
            Dn target = new Dn(schemaManager, entry.get("aliasedObjectName").getString());
            String id = target.isDescendantOf(suffixDn) ? getEntryId(transaction, target) : null;
            if (id == null) {
                throw new LdapAliasException("no target " + target);
            }
            if (fetch(transaction, id).hasObjectClass("alias")) {
                throw new LdapAliasDereferencingException("an alias of an alias " + target);
            }
        }
        super.add(context);
    }

    private boolean mayBeAdded(AddOperationContext context) throws LdapException {
        return getEntryId(context.getTransaction(), context.getDn()) == null
                && getEntryId(context.getTransaction(), context.getDn().getParent()) != null;
    }

    /** {@link OracleDifference#MOVED_TO_NOWHERE}. */
    @Override
    public void move(MoveOperationContext context) throws LdapException {
        assertThere(context.getTransaction(), context.getDn(), context.getNewSuperior());
        super.move(context);
    }

    /** {@link OracleDifference#MOVED_TO_NOWHERE}. */
    @Override
    public void moveAndRename(MoveAndRenameOperationContext context) throws LdapException {
        assertThere(context.getTransaction(), context.getDn(), context.getNewSuperiorDn());
        super.moveAndRename(context);
    }

    private void assertThere(PartitionTxn transaction, Dn moved, Dn superior) throws LdapException {
        // Below itself it is refused for that reason, there or not.
        if (!superior.isDescendantOf(moved) && getEntryId(transaction, superior) == null) {
            throw new LdapNoSuchObjectException(superior.getName());
        }
    }
}
