package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Timeline;
import fr.sesame.account.UnreadableAccount;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of people, read as accounts, as they arrive. One that somebody has made unreadable is told and stops no other. */
final class LdapAccounts {
    private final LDAPConnectionPool pool;
    private final String where;
    private final Tree tree;
    private final EntryMapping mapping;

    LdapAccounts(LDAPConnectionPool pool, String where, Tree tree, EntryMapping mapping) {
        this.pool = pool;
        this.where = where;
        this.tree = tree;
        this.mapping = mapping;
    }

    /**
     * Every account.
     *
     * @param also attributes of its entry, beside what an account is read from
     */
    void forEach(
            BiConsumer<Account, Entry> consumer, BiConsumer<Entry, DirectoryException> unreadable, List<String> also)
            throws DirectoryException {
        search(isPerson(), consumer, unreadable, with(also));
    }

    /** The same; one that cannot be read is told at the end, in place of those. */
    void forEach(BiConsumer<Account, Entry> consumer, List<String> also) throws DirectoryException {
        search(isPerson(), consumer, with(also));
    }

    /** Every account that the filter finds. */
    void forEach(Filter filter, Consumer<Account> consumer) throws DirectoryException {
        search(
                Filter.createANDFilter(isPerson(), filter),
                (account, entry) -> consumer.accept(account),
                mapping.read());
    }

    private String[] with(List<String> also) {
        return Stream.concat(Arrays.stream(mapping.read()), also.stream())
                .distinct()
                .toArray(String[]::new);
    }

    private void search(Filter filter, BiConsumer<Account, Entry> consumer, String... attributes)
            throws DirectoryException {
        List<DirectoryException> unreadable = new ArrayList<>();
        search(filter, consumer, (entry, e) -> unreadable.add(e), attributes);
        if (!unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
    }

    private void search(
            Filter filter,
            BiConsumer<Account, Entry> consumer,
            BiConsumer<Entry, DirectoryException> unreadable,
            String... attributes)
            throws DirectoryException {
        AccountListener listener = new AccountListener(consumer, unreadable);
        SearchRequest all = new SearchRequest(listener, tree.people(), SearchScope.ONE, filter, attributes);
        try {
            pool.search(all);
        } catch (LDAPException e) {
            throw LdapDirectory.translate("cannot search " + tree.people() + " at " + where, e);
        }
    }

    /** Hands accounts on as they arrive, and what cannot be read. Thousands have the same timeline: they share it. */
    private final class AccountListener implements SearchResultListener {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, Timeline> timelines = new HashMap<>();
        private final transient BiConsumer<Account, Entry> consumer;
        private final transient BiConsumer<Entry, DirectoryException> unreadable;

        AccountListener(BiConsumer<Account, Entry> consumer, BiConsumer<Entry, DirectoryException> unreadable) {
            this.consumer = consumer;
            this.unreadable = unreadable;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            try {
                consumer.accept(toAccount(entry, text -> timelines.computeIfAbsent(text, Timeline::parse)), entry);
            } catch (DirectoryException e) {
                unreadable.accept(entry, e);
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            // What is elsewhere is not ours.
        }
    }

    Optional<Account> find(Login login) throws DirectoryException {
        Filter filter = Filter.createANDFilter(isPerson(), Filter.createEqualityFilter(Attributes.UID, login.value()));
        int known = mapping.read().length;
        Optional<Account> found = read(filter);
        return mapping.read().length == known ? found : read(filter);
    }

    private Optional<Account> read(Filter filter) throws DirectoryException {
        List<SearchResultEntry> entries = entries(filter, mapping.read());
        return entries.isEmpty() ? Optional.empty() : Optional.of(toAccount(entries.get(0)));
    }

    /** Whose next change is due by that instant, the first due first. */
    List<Due> dueBy(Instant instant, Consumer<DirectoryException> unreadable) throws DirectoryException {
        Filter isDue = Filter.createLessOrEqualFilter(Attributes.NEXT_CHANGE, TimeText.format(instant));
        List<Due> due = new ArrayList<>();
        for (SearchResultEntry entry : entries(isDue, Attributes.UID, Attributes.NEXT_CHANGE)) {
            try {
                due.add(new Due(
                        new Login(String.valueOf(entry.getAttributeValue(Attributes.UID))),
                        TimeText.parse(String.valueOf(entry.getAttributeValue(Attributes.NEXT_CHANGE)))));
            } catch (InvalidValueException e) {
                unreadable.accept(
                        DirectoryException.refused(entry.getDN() + ": " + e.getMessage() + "; mend the entry", e));
            }
        }
        due.sort(Comparator.naturalOrder());
        return due;
    }

    /** So many accounts of those that the filter finds. */
    List<Account> matching(Filter filter, int most, Consumer<DirectoryException> unreadable) throws DirectoryException {
        SearchRequest request = new SearchRequest(
                tree.people(), SearchScope.ONE, Filter.createANDFilter(isPerson(), filter), mapping.read());
        request.setSizeLimit(most);
        List<SearchResultEntry> entries;
        try {
            entries = pool.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw LdapDirectory.translate("cannot search " + tree.people() + " at " + where, e);
            }
            entries = e.getSearchEntries();
        }
        List<Account> found = new ArrayList<>();
        for (SearchResultEntry entry : entries) {
            try {
                found.add(toAccount(entry));
            } catch (DirectoryException e) {
                unreadable.accept(e);
            }
        }
        return found;
    }

    /** What can be told of an entry that is no account. */
    UnreadableAccount unreadable(String dn, DirectoryException why) throws DirectoryException {
        try {
            Entry whole = pool.getEntry(dn);
            return UnreadableMapping.account(whole == null ? new Entry(dn) : whole, String.valueOf(why.getMessage()));
        } catch (LDAPException e) {
            throw LdapDirectory.translate("cannot read " + dn + " at " + where, e);
        }
    }

    private static Filter isPerson() {
        return Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_ACCOUNT);
    }

    private Account toAccount(SearchResultEntry entry) throws DirectoryException {
        return toAccount(entry, Timeline::parse);
    }

    private Account toAccount(SearchResultEntry entry, Function<String, Timeline> timelines) throws DirectoryException {
        try {
            return mapping.account(entry, timelines);
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(e.getMessage() + "; mend the entry, then run again", e);
        }
    }

    private List<SearchResultEntry> entries(Filter filter, String... attributes) throws DirectoryException {
        try {
            return pool.search(new SearchRequest(tree.people(), SearchScope.ONE, filter, attributes))
                    .getSearchEntries();
        } catch (LDAPException e) {
            throw LdapDirectory.translate("cannot search " + tree.people() + " at " + where + " for " + filter, e);
        }
    }
}
