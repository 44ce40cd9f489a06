package fr.sesame.proof;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.RDN;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One write: how it is sent, and what it makes of the entries. */
sealed interface Operation {
    /** @throws LDAPException whatever the answer is, if it is not success */
    void send(LDAPConnection connection) throws LDAPException;

    /** @throws LDAPException if it cannot be done to these entries */
    void applyTo(Entries entries) throws LDAPException;

    record Add(Entry entry) implements Operation {
        @Override
        public void send(LDAPConnection connection) throws LDAPException {
            connection.add(entry);
        }

        @Override
        public void applyTo(Entries entries) throws LDAPException {
            entries.put(entry);
        }
    }

    record Modify(DN name, List<Modification> modifications) implements Operation {
        @Override
        public void send(LDAPConnection connection) throws LDAPException {
            connection.modify(name.toString(), modifications);
        }

        @Override
        public void applyTo(Entries entries) throws LDAPException {
            Entry before = entries.get(name);
            if (before == null) {
                throw new IllegalStateException("nothing is known of " + name);
            }
            entries.put(Entry.applyModifications(before, false, modifications));
        }
    }

    record Delete(DN name) implements Operation {
        @Override
        public void send(LDAPConnection connection) throws LDAPException {
            connection.delete(name.toString());
        }

        @Override
        public void applyTo(Entries entries) {
            entries.remove(name);
        }
    }

    /** Under a new name, with all that is below it; the values of the old name go. */
    record Rename(DN name, RDN rdn, @Nullable DN parent) implements Operation {
        @Override
        public void send(LDAPConnection connection) throws LDAPException {
            connection.modifyDN(name.toString(), rdn.toString(), true, parent == null ? null : parent.toString());
        }

        @Override
        public void applyTo(Entries entries) throws LDAPException {
            DN newName = new DN(rdn, parent == null ? name.getParent() : parent);
            for (DN old : entries.below(name).toList()) {
                Entry moved = take(entries, old);
                moved.setDN(moved(old, newName));
                entries.put(moved);
            }
            Entry renamed = take(entries, name);
            renamed.removeAttributeValue(
                    name.getRDN().getAttributeNames()[0], name.getRDN().getAttributeValues()[0]);
            renamed.addAttribute(rdn.getAttributeNames()[0], rdn.getAttributeValues()[0]);
            renamed.setDN(newName);
            entries.put(renamed);
        }

        private DN moved(DN old, DN newName) {
            RDN[] below = old.getRDNs();
            int depth = below.length - name.getRDNs().length;
            DN result = newName;
            for (int i = depth - 1; i >= 0; i--) {
                result = new DN(below[i], result);
            }
            return result;
        }

        private static Entry take(Entries entries, DN name) {
            Entry entry = entries.get(name);
            if (entry == null) {
                throw new IllegalStateException("nothing is known of " + name);
            }
            entries.remove(name);
            return entry.duplicate();
        }
    }
}
