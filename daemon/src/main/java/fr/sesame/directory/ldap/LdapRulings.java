package fr.sesame.directory.ldap;

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
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.DirectoryException;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.RulingText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rulings as entries under {@code ou=identities}: one for each pair, with a value for each ruling, so that none is lost by a later one. */
final class LdapRulings {
    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;

    LdapRulings(LdapDirectory directory, LDAPConnectionPool pool, Tree tree) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
    }

    List<Ruling> all() throws DirectoryException {
        List<Ruling> all = new ArrayList<>();
        for (SearchResultEntry entry : entries()) {
            all.addAll(rulings(entry));
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private List<SearchResultEntry> entries() throws DirectoryException {
        Filter isPair = Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_PAIR);
        try {
            return pool.search(new SearchRequest(tree.identities(), SearchScope.ONE, isPair, Attributes.RULING))
                    .getSearchEntries();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return List.of(); // nothing was ever decided there
            }
            throw directory.translated("cannot search " + tree.identities(), e);
        }
    }

    private static List<Ruling> rulings(SearchResultEntry entry) throws DirectoryException {
        List<Ruling> rulings = new ArrayList<>();
        String[] values = entry.getAttributeValues(Attributes.RULING);
        for (String value : values == null ? new String[0] : values) {
            try {
                rulings.add(RulingText.parse(value));
            } catch (InvalidValueException e) {
                throw DirectoryException.refused(
                        "the entry " + entry.getDN() + " is no ruling: " + e.getMessage() + "; mend or delete it", e);
            }
        }
        return rulings;
    }

    void keep(Ruling ruling) throws DirectoryException {
        String dn = tree.pair(ruling.one(), ruling.other());
        String text = RulingText.format(ruling);
        try {
            if (pool.getEntry(dn, "1.1") == null) {
                addBranch();
                Entry entry = new Entry(dn);
                entry.addAttribute("objectClass", "top", ObjectClasses.SESAME_PAIR);
                entry.addAttribute(Attributes.CN, ruling.one() + " " + ruling.other());
                entry.addAttribute(Attributes.RULING, text);
                pool.add(entry);
            } else {
                pool.modify(dn, new Modification(ModificationType.ADD, Attributes.RULING, text));
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) { // said twice in one second
                throw directory.translated("cannot write " + dn, e);
            }
        }
    }

    /** Our own server has it from its start. */
    private void addBranch() throws LDAPException {
        if (pool.getEntry(tree.identities(), "1.1") == null) {
            Entry branch = new Entry(tree.identities());
            branch.addAttribute("objectClass", "top", ObjectClasses.ORGANIZATIONAL_UNIT);
            branch.addAttribute("ou", "identities");
            pool.add(branch);
        }
    }

    /** Whatever was decided of an account that is no more: it tells who the person was. */
    void forget(Account account) throws DirectoryException {
        Set<String> parties = new HashSet<>(Set.of(account.login().toString()));
        account.keys().stream().map(SourceKey::toString).forEach(parties::add);
        for (SearchResultEntry entry : entries()) {
            if (rulings(entry).stream()
                    .flatMap(ruling -> ruling.parties().stream())
                    .anyMatch(parties::contains)) {
                try {
                    pool.delete(entry.getDN());
                } catch (LDAPException e) {
                    throw directory.translated("cannot delete " + entry.getDN(), e);
                }
            }
        }
    }
}
