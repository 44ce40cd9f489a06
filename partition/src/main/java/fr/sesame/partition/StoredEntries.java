package fr.sesame.partition;

import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DnFactory;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.partition.impl.btree.jdbm.JdbmPartition;
import org.apache.directory.server.xdbm.Index;

/**
 * The stock partition, which forgets one thing: an indexed attribute that an entry gets by a replacement is not written into
 * the index of what is present, and {@code (sesameNextChange=*)} does not find it.
 */
final class StoredEntries extends JdbmPartition {
    StoredEntries(SchemaManager schema, DnFactory dns) {
        super(schema, dns);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        super.modify(context);
        PartitionTxn transaction = context.getTransaction();
        Index<String, String> present = getPresenceIndex();
        for (Modification modification : context.getModItems()) {
            Attribute attribute = modification.getAttribute();
            if (modification.getOperation() == ModificationOperation.REPLACE_ATTRIBUTE
                    && attribute.size() > 0
                    && hasUserIndexOn(attribute.getAttributeType())) {
                String oid = attribute.getAttributeType().getOid();
                String id = getEntryId(transaction, context.getDn());
                if (!present.forward(transaction, oid, id)) {
                    present.add(transaction, oid, id);
                }
            }
        }
    }
}
