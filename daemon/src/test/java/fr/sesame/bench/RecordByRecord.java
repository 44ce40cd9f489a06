package fr.sesame.bench;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Synchronisation as it is mostly done, with nothing around it: for each record a search by its key, a comparison, and an addition or a
 * modification if there is need. The records are in memory; the key has an index.
 */
public final class RecordByRecord {
    private static final String[] READ = {
        "cn", "sn", "givenName", "supannEtuId", "supannEntiteAffectation", "supannEtuEtape"
    };

    private final Connector connector;
    private final String branch;

    /** @param branch where the entries are, an {@code ou} */
    public RecordByRecord(Connector connector, String branch) {
        this.connector = connector;
        this.branch = branch;
    }

    /** Opens a connection of somebody who may write. */
    @FunctionalInterface
    public interface Connector {
        LDAPConnection connect() throws LDAPException;
    }

    /** What was done. */
    public record Outcome(int records, int added, int modified) {}

    /** Makes the branch. */
    public void makeBranch() throws LDAPException {
        try (LDAPConnection connection = connector.connect()) {
            connection.add(branch, new Attribute("objectClass", "organizationalUnit"));
        }
    }

    /** @param threads how many work at a time, each on a connection of its own */
    public Outcome synchronise(List<Student> students, int threads) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger added = new AtomicInteger();
        AtomicInteger modified = new AtomicInteger();
        Callable<Void> worker = () -> {
            try (LDAPConnection connection = connector.connect()) {
                for (int i = next.getAndIncrement(); i < students.size(); i = next.getAndIncrement()) {
                    one(connection, students.get(i), added, modified);
                }
            }
            return null;
        };
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> working = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                working.add(workers.submit(worker));
            }
            for (Future<Void> work : working) {
                work.get();
            }
        } finally {
            workers.shutdownNow();
        }
        return new Outcome(students.size(), added.get(), modified.get());
    }

    private void one(LDAPConnection connection, Student student, AtomicInteger added, AtomicInteger modified)
            throws LDAPException {
        Filter key = Filter.createANDFilter(
                Filter.createEqualityFilter("objectClass", "supannPerson"),
                Filter.createEqualityFilter("supannEtuId", student.number()));
        SearchResultEntry found = connection.searchForEntry(new SearchRequest(branch, SearchScope.ONE, key, READ));
        Map<String, String> wanted = student.attributes();
        if (found == null) {
            Entry entry = new Entry("uid=" + student.number() + "," + branch);
            entry.addAttribute("objectClass", "inetOrgPerson", "supannPerson");
            entry.addAttribute("uid", student.number());
            wanted.forEach(entry::addAttribute);
            connection.add(entry);
            added.incrementAndGet();
            return;
        }
        List<Modification> modifications = new ArrayList<>();
        for (String name : READ) {
            if (!Objects.equals(found.getAttributeValue(name), wanted.get(name))) {
                modifications.add(
                        wanted.containsKey(name)
                                ? new Modification(ModificationType.REPLACE, name, wanted.get(name))
                                : new Modification(ModificationType.REPLACE, name));
            }
        }
        if (!modifications.isEmpty()) {
            connection.modify(found.getDN(), modifications);
            modified.incrementAndGet();
        }
    }
}
