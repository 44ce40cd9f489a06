package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Merges;
import fr.sesame.schema.ActText;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Merged accounts as entries under {@code ou=identities} of our own server, which takes accounts away and puts them back. */
final class LdapMerges implements Merges {
    private static final String[] READ = {
        Attributes.ERASED_NAME,
        Attributes.MERGED_INTO,
        Attributes.MERGE,
        Attributes.SOURCE_KEY,
        Attributes.PERSON_NUMBER,
        Attributes.AFFILIATION
    };

    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;
    private final Dialect dialect;

    LdapMerges(LdapDirectory directory, LDAPConnectionPool pool, Tree tree, Dialect dialect) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
        this.dialect = dialect;
    }

    @Override
    public List<MergedAccount> all() throws DirectoryException {
        Filter isMerged = Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_MERGED_ACCOUNT);
        List<MergedAccount> all = new ArrayList<>();
        try {
            SearchRequest search = new SearchRequest(tree.identities(), SearchScope.ONE, isMerged, READ);
            for (SearchResultEntry entry : pool.search(search).getSearchEntries()) {
                all.add(merged(entry));
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) { // another server may have none of it
                throw directory.translated("cannot search " + tree.identities(), e);
            }
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(e.getMessage() + "; mend the entry", e);
        }
        all.sort(Comparator.comparing(MergedAccount::login));
        return all;
    }

    private static MergedAccount merged(SearchResultEntry entry) {
        try {
            return new MergedAccount(
                    new Login(entry.getParsedDN().getRDN().getAttributeValues()[0]),
                    new Login(String.valueOf(entry.getAttributeValue(Attributes.MERGED_INTO))),
                    values(entry, Attributes.ERASED_NAME, name -> name),
                    values(entry, Attributes.SOURCE_KEY, SourceKey::parse),
                    values(entry, Attributes.PERSON_NUMBER, PersonNumber::parse),
                    values(entry, Attributes.AFFILIATION, AffiliationText::parse),
                    ActText.parse(String.valueOf(entry.getAttributeValue(Attributes.MERGE))));
        } catch (InvalidValueException | LDAPException e) {
            throw new InvalidValueException(
                    "the entry " + entry.getDN() + " is not a merged account: " + e.getMessage());
        }
    }

    private static <T> SortedSet<T> values(Entry entry, String name, Function<String, T> parse) {
        Attribute attribute = entry.getAttribute(name);
        SortedSet<T> values = new TreeSet<>();
        if (attribute != null) {
            Arrays.stream(attribute.getValues()).map(parse).forEach(values::add);
        }
        return values;
    }

    @Override
    public MergedAccount takeAway(Account account, Account into, SortedSet<PersonNumber> numbers, Act act)
            throws DirectoryException {
        if (!dialect.projects()) {
            throw DirectoryException.refused(
                    "only Sésame's own directory can merge two accounts, and directory.server is another", null);
        }
        String dn = tree.person(account.login());
        try {
            List<String> wanted = new ArrayList<>(Identifiers.ATTRIBUTES);
            wanted.add(Attributes.SOURCE_KEY);
            SearchResultEntry person = pool.getEntry(dn, wanted.toArray(String[]::new));
            if (person == null) {
                throw DirectoryException.refused("there is no entry " + dn, null);
            }
            MergedAccount merged = new MergedAccount(
                    account.login(),
                    into.login(),
                    TombstoneMapping.names(person),
                    values(person, Attributes.SOURCE_KEY, SourceKey::parse),
                    numbers,
                    account.affiliations(),
                    act);
            Entry entry = new Entry(tree.merged(account.login()));
            entry.addAttribute("objectClass", "top", ObjectClasses.SESAME_MERGED_ACCOUNT);
            entry.addAttribute(Attributes.ERASED_NAME, merged.names());
            entry.addAttribute(Attributes.MERGED_INTO, into.login().value());
            entry.addAttribute(Attributes.MERGE, ActText.format(act));
            add(entry, Attributes.SOURCE_KEY, merged.keys());
            add(entry, Attributes.PERSON_NUMBER, merged.numbers());
            add(
                    entry,
                    Attributes.AFFILIATION,
                    account.affiliations().stream().map(AffiliationText::format).toList());
            pool.add(entry);
            return merged;
        } catch (LDAPException e) {
            throw directory.translated("cannot merge " + dn, e);
        }
    }

    private static void add(Entry entry, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            entry.addAttribute(name, values.stream().map(Object::toString).toArray(String[]::new));
        }
    }

    @Override
    public SortedSet<String> lendNames(MergedAccount merged) throws DirectoryException {
        SearchResultEntry kept = kept(merged);
        List<Modification> modifications = new ArrayList<>();
        SortedSet<String> reserved = logins(merged);
        boolean taken = kept.hasAttribute(Attributes.SUPANN_LOGIN_ALIAS);
        if (!taken) {
            modifications.add(new Modification(
                    ModificationType.ADD,
                    Attributes.SUPANN_LOGIN_ALIAS,
                    merged.login().value()));
        }
        if (!taken || has(kept, Attributes.SUPANN_LOGIN_ALIAS, merged.login().value())) {
            reserved.remove(merged.login().value());
        }
        String[] addresses = addresses(merged).stream()
                .filter(address -> !has(kept, Attributes.SUPANN_OTHER_MAIL, address))
                .toArray(String[]::new);
        if (addresses.length > 0) {
            modifications.add(new Modification(ModificationType.ADD, Attributes.SUPANN_OTHER_MAIL, addresses));
        }
        modify(kept, modifications);
        return reserved;
    }

    @Override
    public void withdrawNames(MergedAccount merged) throws DirectoryException {
        SearchResultEntry kept = kept(merged);
        List<Modification> modifications = new ArrayList<>();
        withdraw(kept, Attributes.SUPANN_LOGIN_ALIAS, logins(merged), modifications);
        withdraw(kept, Attributes.SUPANN_OTHER_MAIL, addresses(merged), modifications);
        modify(kept, modifications);
    }

    private static void withdraw(
            Entry kept, String attribute, SortedSet<String> names, List<Modification> modifications) {
        String[] there =
                names.stream().filter(name -> has(kept, attribute, name)).toArray(String[]::new);
        if (there.length > 0) {
            modifications.add(new Modification(ModificationType.DELETE, attribute, there));
        }
    }

    private static SortedSet<String> logins(MergedAccount merged) {
        SortedSet<String> logins = new TreeSet<>(merged.names());
        logins.removeIf(name -> name.contains("@"));
        return logins;
    }

    private static SortedSet<String> addresses(MergedAccount merged) {
        SortedSet<String> addresses = new TreeSet<>(merged.names());
        addresses.removeIf(name -> !name.contains("@"));
        return addresses;
    }

    private SearchResultEntry kept(MergedAccount merged) throws DirectoryException {
        String dn = tree.person(merged.into());
        try {
            SearchResultEntry kept = pool.getEntry(dn, Attributes.SUPANN_LOGIN_ALIAS, Attributes.SUPANN_OTHER_MAIL);
            if (kept == null) {
                throw DirectoryException.refused("there is no entry " + dn, null);
            }
            return kept;
        } catch (LDAPException e) {
            throw directory.translated("cannot read " + dn, e);
        }
    }

    private void modify(Entry entry, List<Modification> modifications) throws DirectoryException {
        try {
            if (!modifications.isEmpty()) {
                pool.modify(entry.getDN(), modifications);
            }
        } catch (LDAPException e) {
            throw directory.translated("cannot write " + entry.getDN(), e);
        }
    }

    private static boolean has(Entry entry, String attribute, String name) {
        String[] values = entry.getAttributeValues(attribute);
        return values != null && Arrays.stream(values).anyMatch(name::equalsIgnoreCase);
    }

    @Override
    public void keep(MergedAccount merged, SortedSet<Affiliation> affiliations, Timeline timeline)
            throws DirectoryException {
        String dn = tree.merged(merged.login());
        try {
            pool.modify(
                    dn,
                    List.of(
                            new Modification(
                                    ModificationType.REPLACE,
                                    Attributes.AFFILIATION,
                                    affiliations.stream()
                                            .map(AffiliationText::format)
                                            .toArray(String[]::new)),
                            new Modification(ModificationType.REPLACE, Attributes.TIMELINE, timeline.toString())));
        } catch (LDAPException e) {
            throw directory.translated("cannot write " + dn, e);
        }
    }

    @Override
    public void putBack(MergedAccount merged) throws DirectoryException {
        String dn = tree.merged(merged.login());
        try {
            pool.delete(dn);
        } catch (LDAPException e) {
            throw directory.translated("cannot put " + merged.login() + " back from " + dn, e);
        }
    }
}
