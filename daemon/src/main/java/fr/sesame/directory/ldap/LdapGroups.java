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
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Groups;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.Projection;
import fr.sesame.schema.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Computed groups over LDAP. What is stored in their {@code member} is their own name, for the schema wants one. */
final class LdapGroups implements Groups {
    private static final String OBJECT_CLASS = "objectClass";
    private static final String LABEL = "description";
    private static final Filter IS_ONE = Filter.createEqualityFilter(OBJECT_CLASS, ObjectClasses.SESAME_GROUP);

    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;
    private final Projections projections;

    LdapGroups(LdapDirectory directory, LDAPConnectionPool pool, Tree tree, Projections projections) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
        this.projections = projections;
    }

    @Override
    public List<ComputedGroup> all() throws DirectoryException {
        List<ComputedGroup> found = new ArrayList<>();
        try {
            SearchRequest request =
                    new SearchRequest(tree.groups(), SearchScope.ONE, IS_ONE, Attributes.CN, LABEL, OBJECT_CLASS);
            for (SearchResultEntry entry : pool.search(request).getSearchEntries()) {
                String label = entry.getAttributeValue(LABEL);
                found.add(new ComputedGroup(
                        String.valueOf(entry.getAttributeValue(Attributes.CN)), label == null ? "" : label));
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) { // a directory that keeps none
                throw directory.translated("cannot search " + tree.groups(), e);
            }
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(tree.groups() + ": " + e.getMessage() + "; delete that entry", e);
        }
        found.sort(null);
        return found;
    }

    @Override
    public void put(ComputedGroup group) throws DirectoryException {
        String dn = tree.group(group.name());
        Entry entry = new Entry(dn);
        entry.addAttribute(
                OBJECT_CLASS,
                "top",
                ObjectClasses.GROUP_OF_NAMES,
                ObjectClasses.SUPANN_GROUP,
                ObjectClasses.SESAME_GROUP);
        entry.addAttribute(Attributes.CN, group.name());
        entry.addAttribute(Attributes.MEMBER, dn);
        entry.addAttribute(LABEL, group.label());
        try {
            pool.add(entry);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                throw directory.translated("cannot write " + dn, e);
            }
            label(dn, group.label());
        }
    }

    private void label(String dn, String label) throws DirectoryException {
        try {
            SearchResultEntry there = pool.getEntry(dn, OBJECT_CLASS);
            if (there == null || !there.hasObjectClass(ObjectClasses.SESAME_GROUP)) {
                throw DirectoryException.refused(
                        "there is a group " + dn + " that is kept by hand; rename it, or the rule of that name under"
                                + " 'groups' in sesame.yaml",
                        null);
            }
            pool.modify(dn, new Modification(ModificationType.REPLACE, LABEL, label));
        } catch (LDAPException e) {
            throw directory.translated("cannot write " + dn, e);
        }
    }

    @Override
    public void remove(String name) throws DirectoryException {
        String dn = tree.group(name);
        try {
            pool.delete(dn);
        } catch (LDAPException e) {
            throw directory.translated("cannot delete " + dn, e);
        }
    }

    @Override
    public List<Login> shownOtherwise(StructureTree structures, Instant at) throws DirectoryException {
        List<Login> otherwise = new ArrayList<>();
        directory.forEachEntry(
                (account, entry) -> {
                    if (!shown(entry).equals(due(account, structures, at))) {
                        otherwise.add(account.login());
                    }
                },
                Attributes.MEMBER_OF_GROUP);
        return otherwise;
    }

    private static Set<String> shown(Entry entry) {
        String[] values = entry.getAttributeValues(Attributes.MEMBER_OF_GROUP);
        return values == null ? Set.of() : new TreeSet<>(List.of(values));
    }

    /** Whether a password is set has no part in it. */
    private Set<String> due(Account account, StructureTree structures, Instant at) {
        Projection.Subject subject =
                new Projection.Subject(account.timeline(), account.lock(), true, account.affiliations(), structures);
        return new TreeSet<>(projections.of(subject, at, Map.of()).getOrDefault(Attributes.MEMBER_OF_GROUP, List.of()));
    }
}
