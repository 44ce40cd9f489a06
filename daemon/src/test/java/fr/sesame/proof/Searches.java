package fr.sesame.proof;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Searches of all kinds by a client that writes nothing meanwhile: of its own entries, each must find what the client knows,
 * whatever the others do to theirs.
 */
final class Searches {
    private static final int PAGE = 100;

    private final Random random;
    private final Journal journal;
    private final People people;

    Searches(Random random, Journal journal) {
        this.random = random;
        this.journal = journal;
        this.people = new People(random);
    }

    /**
     * One search.
     *
     * @return what it should have found and did not, or the other way round
     */
    List<String> one(LDAPConnection connection) throws LDAPException {
        Filter filter = filter();
        return compare(
                filter,
                connection.search(Instance.BASE, SearchScope.SUB, filter, "*").getSearchEntries());
    }

    /** One search in pages, to its end or abandoned on the way: by a page of 0 (RFC 2696, 3), or without a word. */
    List<String> paged(LDAPConnection connection) throws LDAPException {
        Filter filter = random.nextBoolean() ? Filter.createPresenceFilter("objectClass") : filter();
        int last = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(3);
        SearchRequest request = new SearchRequest(Instance.BASE, SearchScope.SUB, filter, "*");
        List<Entry> found = new ArrayList<>();
        ASN1OctetString cookie = null;
        for (int page = 0; page < last; page++) {
            request.setControls(new SimplePagedResultsControl(PAGE, cookie, true));
            SearchResult result = connection.search(request);
            found.addAll(result.getSearchEntries());
            cookie = SimplePagedResultsControl.get(result).getCookie();
            if (cookie.getValueLength() == 0) {
                return compare(filter, found);
            }
        }
        if (random.nextBoolean()) {
            request.setControls(new SimplePagedResultsControl(0, cookie, true));
            connection.search(request);
        }
        return List.of();
    }

    /** Asks for everything, and is gone before it came: the connection is closed, or reset. */
    void leave(Instance instance) throws LDAPException, IOException {
        try (SlowReader reader = new SlowReader(instance)) {
            reader.take(random.nextInt(3));
            if (random.nextBoolean()) {
                reader.vanish();
            }
        }
    }

    private Filter filter() {
        Filter mine = Filter.createSubInitialFilter("uid", journal.owner() + "-");
        String day = people.someDay();
        return switch (random.nextInt(9)) {
            case 0 -> Filter.createEqualityFilter("mail", someValue("mail"));
            case 1 -> Filter.createANDFilter(mine, Filter.createLessOrEqualFilter("sesameNextChange", day));
            case 2 -> Filter.createANDFilter(mine, Filter.createGreaterOrEqualFilter("sesameNextChange", day));
            case 3 -> Filter.createPresenceFilter("sesameNextChange");
            case 4 -> Filter.createANDFilter(mine, Filter.createSubAnyFilter("sn", "ar"));
            case 5 ->
                Filter.createORFilter(
                        Filter.createEqualityFilter("mail", someValue("mail")),
                        Filter.createEqualityFilter("sesameSourceKey", someValue("sesameSourceKey")));
            case 6 ->
                Filter.createANDFilter(mine, Filter.createNOTFilter(Filter.createPresenceFilter("sesameNextChange")));
            case 7 ->
                Filter.createANDFilter(
                        Filter.createSubFinalFilter("mail", "@univ.example"),
                        Filter.createEqualityFilter("sn", someValue("sn")));
            default -> Filter.createNOTFilter(Filter.createEqualityFilter("sn", someValue("sn")));
        };
    }

    private String someValue(String attribute) {
        List<String> values = journal.entries().all().stream()
                .filter(entry -> entry.hasAttribute(attribute))
                .map(entry -> entry.getAttributeValue(attribute))
                .toList();
        return values.isEmpty() ? "none" : values.get(random.nextInt(values.size()));
    }

    private List<String> compare(Filter filter, List<? extends Entry> found) throws LDAPException {
        Entries wanted = new Entries();
        for (Entry entry : journal.entries().all()) {
            if (filter.matchesEntry(entry)) {
                wanted.put(entry);
            }
        }
        List<Entry> mine = new ArrayList<>();
        for (Entry entry : found) {
            DN name = entry.getParsedDN();
            if (journal.owns(name)) {
                mine.add(entry);
            }
        }
        List<String> lines = new ArrayList<>(wanted.differencesTo(Entries.of(mine)));
        if (lines.isEmpty() && mine.size() != wanted.size()) {
            lines.add(wanted.size() + " entries expected, " + mine.size() + " found: some twice");
        }
        lines.replaceAll(line -> filter + ": " + line);
        return lines;
    }
}
