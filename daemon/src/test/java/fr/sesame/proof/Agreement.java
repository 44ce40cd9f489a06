package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a directory at rest agrees with itself: what each search finds by its indices is what the entries of one scan of
 * the whole say, looked at on this side of the wire.
 */
final class Agreement {
    private static final List<String> INDEXED = List.of(
            "uid",
            "mail",
            "cn",
            "sn",
            "supannRefId",
            "supannEmpId",
            "sesameSourceKey",
            "sesameState",
            "sesameNextChange",
            "supannCodeEntite");
    private static final int SAMPLED = 400;
    private static final int SHOWN = 5;

    private final LDAPConnection connection;
    private final Entries entries;
    private final List<String> disagreements = new ArrayList<>();

    private Agreement(LDAPConnection connection) throws LDAPException {
        this.connection = connection;
        this.entries = scan(connection);
    }

    /** Every entry under the base, with what people and programs wrote into it. */
    static Entries scan(LDAPConnection connection) throws LDAPException {
        return Entries.of(connection
                .search(Instance.BASE, SearchScope.SUB, "(objectClass=*)", "*")
                .getSearchEntries());
    }

    /**
     * Every disagreement.
     *
     * @param random draws the values that are searched for; everything else is looked at
     * @param mails addresses that were given
     */
    static List<String> disagreements(LDAPConnection connection, Random random, Collection<String> mails)
            throws LDAPException {
        Agreement agreement = new Agreement(connection);
        agreement.scopes();
        for (String attribute : INDEXED) {
            agreement.filter(Filter.createPresenceFilter(attribute));
            agreement.filter(Filter.createNOTFilter(Filter.createPresenceFilter(attribute)));
            agreement.values(attribute, random);
        }
        for (String mail : mails) {
            agreement.filter(Filter.createEqualityFilter("mail", mail));
        }
        People days = new People(random);
        for (int i = 0; i < 10; i++) {
            agreement.filter(Filter.createLessOrEqualFilter("sesameNextChange", days.someDay()));
            agreement.filter(Filter.createGreaterOrEqualFilter("sesameNextChange", days.someDay()));
        }
        return agreement.disagreements;
    }

    /** Each entry by its name, its children, and how many the directory believes there are. */
    private void scopes() throws LDAPException {
        Map<DN, Set<DN>> children = new HashMap<>();
        Map<DN, Set<DN>> subordinates = new HashMap<>();
        for (DN name : entries.names()) {
            children.computeIfAbsent(name.getParent(), none -> new TreeSet<>()).add(name);
            for (DN above = name.getParent(); above != null; above = above.getParent()) {
                subordinates.computeIfAbsent(above, none -> new TreeSet<>()).add(name);
            }
        }
        for (DN name : entries.names()) {
            Set<DN> below = children.getOrDefault(name, Set.of());
            Set<DN> tree = new TreeSet<>(subordinates.getOrDefault(name, Set.of()));
            Entry counted = connection.getEntry(name.toString(), "nbChildren", "nbSubordinates");
            if (counted == null) {
                disagreements.add("the scan finds " + name + ", a look-up does not");
                continue;
            }
            expect(name + " nbChildren", below.size(), counted.getAttributeValue("nbChildren"));
            expect(name + " nbSubordinates", tree.size(), counted.getAttributeValue("nbSubordinates"));
            // Of people, who are most, the counts say it.
            if (!below.isEmpty() || !Repertoire.isPerson(name)) {
                tree.add(name);
                compare("children of " + name, below, search(name, SearchScope.ONE));
                compare("subtree of " + name, tree, search(name, SearchScope.SUB));
            }
        }
    }

    private SearchResult search(DN name, SearchScope scope) throws LDAPException {
        return connection.search(name.toString(), scope, "(objectClass=*)", "1.1");
    }

    private void values(String attribute, Random random) throws LDAPException {
        Set<String> distinct = new TreeSet<>();
        for (Entry entry : entries.all()) {
            if (entry.hasAttribute(attribute)) {
                distinct.addAll(List.of(entry.getAttributeValues(attribute)));
            }
        }
        int all = distinct.size();
        for (String value : distinct) {
            if (all <= SAMPLED || random.nextInt(all) < SAMPLED) {
                filter(Filter.createEqualityFilter(attribute, value));
            }
        }
    }

    private void filter(Filter filter) throws LDAPException {
        Set<DN> matching = new TreeSet<>();
        for (Entry entry : entries.all()) {
            if (filter.matchesEntry(entry)) {
                matching.add(entry.getParsedDN());
            }
        }
        compare(filter.toString(), matching, connection.search(Instance.BASE, SearchScope.SUB, filter, "1.1"));
    }

    private void compare(String what, Set<DN> wanted, SearchResult result) throws LDAPException {
        List<DN> found = new ArrayList<>();
        for (Entry entry : result.getSearchEntries()) {
            found.add(entry.getParsedDN());
        }
        Set<DN> missing = new TreeSet<>(wanted);
        missing.removeAll(Set.copyOf(found));
        Set<DN> tooMany = new TreeSet<>(found);
        tooMany.removeAll(wanted);
        if (!missing.isEmpty() || !tooMany.isEmpty() || found.size() != wanted.size()) {
            disagreements.add(what + ": " + wanted.size() + " expected, " + found.size() + " found; missing "
                    + some(missing) + ", too many " + some(tooMany));
        }
    }

    private static List<DN> some(Set<DN> names) {
        return names.stream().limit(SHOWN).toList();
    }

    private void expect(String what, long wanted, String found) {
        if (!Long.toString(wanted).equals(found)) {
            disagreements.add(what + ": " + wanted + " expected, " + found + " found");
        }
    }
}
