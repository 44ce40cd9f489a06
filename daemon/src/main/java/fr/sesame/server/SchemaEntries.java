package fr.sesame.server;

import java.io.IOException;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DnFactory;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;

/**
 * What ApacheDS wants under {@code ou=schema}: its top, and the entry that tells when the schema was last changed, from
 * which {@code cn=schema} takes its time stamps. The definitions themselves are in the registries.
 */
final class SchemaEntries extends AvlPartition {
    private static final String[][] TOP = {
        {"objectClass", "top", "organizationalUnit"},
        {"ou", "schema"}
    };
    private static final String[][] MODIFICATIONS = {
        {"objectClass", "top", "schemaModificationAttributes"},
        {"ou", "schemaModifications"},
        {"schemaModifiersName", "uid=admin,ou=system"},
        {"schemaModifyTimestamp", "20260101000000Z"},
        {"subschemaSubentryName", "cn=schema"},
        {"creatorsName", "uid=admin,ou=system"},
        {"createTimestamp", "20260101000000Z"}
    };

    SchemaEntries(SchemaManager schema, DnFactory dns) {
        super(schema, dns);
    }

    @Override
    protected void doInit() throws LdapException {
        super.doInit();
        put("ou=schema", "11111111-1111-4111-8111-111111111111", TOP);
        put("ou=schemaModifications,ou=schema", "22222222-2222-4222-8222-222222222222", MODIFICATIONS);
    }

    private void put(String dn, String uuid, String[][] attributes) throws LdapException {
        Entry entry = new DefaultEntry(schemaManager, new Dn(schemaManager, dn));
        for (String[] attribute : attributes) {
            for (int i = 1; i < attribute.length; i++) {
                entry.add(attribute[0], attribute[i]);
            }
        }
        entry.add("entryUUID", uuid);
        entry.add("entryCSN", new Csn(0, 0, 0, 0).toString());
        AddOperationContext add = new AddOperationContext(null, entry);
        PartitionTxn transaction = beginWriteTransaction();
        add.setPartition(this);
        add.setTransaction(transaction);
        add(add);
        try {
            transaction.commit();
        } catch (IOException e) {
            throw new LdapException("in memory, and yet: " + e.getMessage(), e);
        }
    }
}
