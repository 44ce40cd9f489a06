package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.DN;
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
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Suspension;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.PlannedWindows;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.SuspensionAttributes;
import fr.sesame.schema.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Suspensions over LDAP. Only our own directory heeds them: none is planned in another. */
final class LdapSuspensions implements PlannedWindows {
    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;
    private final Dialect dialect;

    LdapSuspensions(LdapDirectory directory, LDAPConnectionPool pool, Tree tree, Dialect dialect) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
        this.dialect = dialect;
    }

    @Override
    public List<Suspension> all() throws DirectoryException {
        Filter isOne = Filter.createEqualityFilter("objectClass", ObjectClasses.SESAME_SUSPENSION);
        List<Suspension> found = new ArrayList<>();
        try {
            SearchRequest request = new SearchRequest(
                    tree.suspensions(), SearchScope.ONE, isOne, SuspensionAttributes.ALL.toArray(String[]::new));
            for (SearchResultEntry entry : pool.search(request).getSearchEntries()) {
                found.add(suspension(entry));
            }
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) { // a directory that keeps none
                throw directory.translated("cannot search " + tree.suspensions(), e);
            }
        }
        found.sort(null);
        return found;
    }

    private static Suspension suspension(Entry entry) throws DirectoryException {
        try {
            return SuspensionAttributes.parse(name -> {
                String[] values = entry.getAttributeValues(name);
                return values == null ? List.of() : List.of(values);
            });
        } catch (InvalidValueException e) {
            throw DirectoryException.refused(
                    "the entry " + entry.getDN() + " is not a suspension: " + e.getMessage() + "; mend or delete it",
                    e);
        }
    }

    @Override
    public void plan(Suspension suspension) throws DirectoryException {
        checkHeeded();
        Entry entry = new Entry(tree.suspension(suspension.id()));
        entry.addAttribute("objectClass", "top", ObjectClasses.SESAME_SUSPENSION);
        SuspensionAttributes.of(suspension).forEach((name, values) -> {
            if (!values.isEmpty()) {
                entry.addAttribute(name, values);
            }
        });
        write(entry.getDN(), () -> pool.add(entry));
    }

    private void checkHeeded() throws DirectoryException {
        if (!dialect.projects()) {
            throw DirectoryException.refused(
                    "only Sésame's own directory heeds suspensions, and directory.server is another; plan it there",
                    null);
        }
    }

    @Override
    public void end(Suspension suspension) throws DirectoryException {
        String dn = tree.suspension(suspension.id());
        List<Modification> modifications = new ArrayList<>();
        modifications.add(new Modification(
                ModificationType.REPLACE, Attributes.SUSPENSION_UNTIL, TimeText.format(suspension.until())));
        if (suspension.endedBy() != null) {
            modifications.add(
                    new Modification(ModificationType.REPLACE, Attributes.SUSPENSION_ENDED_BY, suspension.endedBy()));
        }
        write(dn, () -> pool.modify(dn, modifications));
    }

    @Override
    public void cancel(Suspension suspension) throws DirectoryException {
        String dn = tree.suspension(suspension.id());
        write(dn, () -> pool.delete(dn));
    }

    private interface Write {
        void run() throws LDAPException;
    }

    private void write(String dn, Write write) throws DirectoryException {
        try {
            write.run();
        } catch (LDAPException e) {
            throw directory.translated("cannot write " + dn, e);
        }
    }

    /** Members that are no people have no login, and are passed over. */
    @Override
    public Set<Login> members(String group) throws DirectoryException {
        Set<Login> logins = new TreeSet<>();
        try {
            SearchResultEntry entry = pool.getEntry(group, "member");
            String[] members = entry == null ? null : entry.getAttributeValues("member");
            for (String member : members == null ? new String[0] : members) {
                DN dn = new DN(member);
                if (DN.equals(String.valueOf(dn.getParent()), tree.people())) {
                    logins.add(new Login(dn.getRDN().getAttributeValues()[0]));
                }
            }
        } catch (LDAPException e) {
            throw directory.translated("cannot read " + group, e);
        }
        return logins;
    }
}
