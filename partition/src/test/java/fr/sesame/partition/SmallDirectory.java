package fr.sesame.partition;

import fr.sesame.partition.differential.TestSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.filter.FilterParser;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.filtering.EntryFilteringCursor;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;

/** A partition with a top and as many people as a test wants. */
final class SmallDirectory implements AutoCloseable {
    static final String BASE = "ou=proof";
    private static final SchemaManager SCHEMA = schema();

    final EntryStore store;
    final StoredPartition partition;

    SmallDirectory(Path folder) throws Exception {
        this(EntryStore.open(folder, new StoreOptions(64L << 20, false)));
        if (store.entryCount() == 0) {
            add("ou=proof", "objectClass: organizationalUnit", "ou: proof");
        }
    }

    SmallDirectory(EntryStore store) throws Exception {
        this.store = store;
        partition = new StoredPartition(store, SCHEMA, List.of("uid", "sn", "cn", "mail"), List.of("cn"));
        partition.setId("small");
        partition.setSuffixDn(new Dn(SCHEMA, BASE));
        partition.initialize();
    }

    private static SchemaManager schema() {
        try {
            return TestSchema.load();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    SchemaManager schemaManager() {
        return SCHEMA;
    }

    Entry entry(String dn, String... lines) throws Exception {
        Entry entry = new DefaultEntry(SCHEMA, dn, (Object[]) lines);
        entry.setDn(new Dn(SCHEMA, dn));
        entry.add("entryUUID", UUID.randomUUID().toString());
        entry.add("entryCSN", new Csn(1, 0, 0, 0).toString());
        return entry;
    }

    void add(String dn, String... lines) throws Exception {
        Entry entry = entry(dn, lines);
        store.write(view -> {
            partition.add(context(entry));
            return true;
        });
    }

    static org.apache.directory.server.core.api.interceptor.context.AddOperationContext context(Entry entry) {
        return new org.apache.directory.server.core.api.interceptor.context.AddOperationContext(null, entry);
    }

    void addPerson(String uid) throws Exception {
        add(
                "uid=" + uid + "," + BASE,
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: Camille " + uid,
                "sn: " + uid,
                "mail: " + uid + "@univ.example");
    }

    EntryFilteringCursor search(String filter) throws Exception {
        SearchOperationContext context = new SearchOperationContext(null);
        context.setDn(new Dn(SCHEMA, BASE));
        context.setScope(SearchScope.SUBTREE);
        context.setAliasDerefMode(AliasDerefMode.NEVER_DEREF_ALIASES);
        context.setFilter(FilterParser.parse(SCHEMA, filter));
        context.setReturningAttributes("*", "+");
        return partition.search(context);
    }

    int count(String filter) throws Exception {
        int count = 0;
        try (EntryFilteringCursor cursor = search(filter)) {
            while (cursor.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        store.close();
    }
}
