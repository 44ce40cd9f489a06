package fr.sesame.partition;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.schema.manager.impl.DefaultSchemaManager;

/** A partition full of people, in a folder of its own. */
final class BenchDirectory implements AutoCloseable {
    static final String BASE = "ou=bench";

    final DefaultSchemaManager schema = new DefaultSchemaManager();
    final EntryStore store;
    final StoredPartition partition;
    private final BenchFolder folder;

    BenchDirectory(int people, boolean durable) throws IOException, LdapException {
        folder = BenchFolder.make();
        schema.loadAllEnabled();
        store = EntryStore.open(folder.path(), new StoreOptions(8L << 30, durable));
        partition = new StoredPartition(store, schema, List.of("uid", "mail", "cn", "sn"), List.of("cn"));
        partition.setId("bench");
        partition.setSuffixDn(new Dn(schema, BASE));
        partition.initialize();
        try (BulkLoad load = partition.maintenance().bulkLoad()) {
            load.add(load.prepare(entry(BASE, "objectClass: organizationalUnit", "ou: bench")));
            for (int i = 0; i < people; i++) {
                load.add(load.prepare(person(i)));
            }
            load.finish();
        }
    }

    private Entry person(int i) throws LdapException {
        return entry(
                "uid=user." + i + "," + BASE,
                "objectClass: top",
                "objectClass: person",
                "objectClass: organizationalPerson",
                "objectClass: inetOrgPerson",
                "uid: user." + i,
                "cn: Camille Dupont" + i,
                "displayName: Camille Dupont" + i,
                "sn: Dupont" + i,
                "givenName: Camille",
                "mail: camille.dupont." + i + "@univ.example",
                "telephoneNumber: 01 23 45 67 89",
                "title: professeure des universités",
                "employeeNumber: " + i,
                "userPassword: {SSHA512}0123456789012345678901234567890123456789");
    }

    private Entry entry(String dn, String... lines) throws LdapException {
        Entry entry = new DefaultEntry(schema, dn, (Object[]) lines);
        entry.setDn(new Dn(schema, dn));
        entry.add("entryUUID", UUID.randomUUID().toString());
        entry.add("entryCSN", new Csn(1, 0, 0, 0).toString());
        return entry;
    }

    Dn dn(int i) throws LdapException {
        return new Dn(schema, "uid=user." + i + "," + BASE);
    }

    @Override
    public void close() throws IOException {
        store.close();
        folder.close();
    }
}
