package fr.sesame.directory.ldap;

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
import fr.sesame.account.Erasure;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Tombstone;
import fr.sesame.directory.DirectoryException;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tombstones over LDAP, and the way of an account to its own. */
final class LdapTombstones {
    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;
    private final TombstoneMapping mapping;

    LdapTombstones(LdapDirectory directory, LDAPConnectionPool pool, Tree tree) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
        this.mapping = new TombstoneMapping(tree);
    }

    /** All of them, ordered by login. */
    List<Tombstone> all() throws DirectoryException {
        Filter isTombstone = Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_TOMBSTONE);
        List<Tombstone> found = new ArrayList<>();
        try {
            SearchRequest all =
                    new SearchRequest(tree.tombstones(), SearchScope.ONE, isTombstone, TombstoneMapping.READ);
            for (SearchResultEntry entry : pool.search(all).getSearchEntries()) {
                found.add(mapping.tombstone(entry));
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) { // nobody was ever erased there
                throw directory.translated("cannot search " + tree.tombstones(), e);
            }
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(e.getMessage() + "; mend the entry, then run again", e);
        }
        found.sort(Comparator.comparing(Tombstone::login));
        return found;
    }

    /** Our own server takes the account away with the addition of the tombstone, another one does not. */
    Tombstone erase(Account account, SortedSet<String> hashes, Erasure erasure) throws DirectoryException {
        String dn = tree.person(account.login());
        try {
            SearchResultEntry person = pool.getEntry(dn, Identifiers.ATTRIBUTES.toArray(String[]::new));
            if (person == null) {
                throw DirectoryException.refused("there is no entry " + dn, null);
            }
            Tombstone tombstone =
                    new Tombstone(account.login(), TombstoneMapping.names(person), hashes, erasure, new TreeSet<>());
            try {
                pool.add(mapping.entry(tombstone));
            } catch (LDAPException e) {
                if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                    throw e;
                }
            }
            if (directory.find(account.login()).isPresent()) {
                pool.delete(dn);
            }
            new LdapRulings(directory, pool, tree).forget(account);
            return tombstone;
        } catch (LDAPException e) {
            throw directory.translated("cannot erase " + dn, e);
        }
    }

    void admit(Login erased, String admission) throws DirectoryException {
        String dn = tree.tombstone(erased);
        try {
            pool.modify(dn, new Modification(ModificationType.ADD, Attributes.ADMISSION, admission));
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) { // it is admitted
                throw directory.translated("cannot write " + dn, e);
            }
        }
    }
}
