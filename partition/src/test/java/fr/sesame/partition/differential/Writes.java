package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.DeleteOperationContext;
import org.apache.directory.server.core.api.interceptor.context.HasEntryOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModDnAva;
import org.apache.directory.server.core.api.interceptor.context.ModDnAva.ModDnType;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveAndRenameOperationContext;
import org.apache.directory.server.core.api.interceptor.context.MoveOperationContext;
import org.apache.directory.server.core.api.interceptor.context.RenameOperationContext;
import org.apache.directory.server.core.api.partition.PartitionTxn;

/**
 * Contexts of writes, filled as DefaultOperationManager, ExceptionInterceptor, SchemaInterceptor and
 * OperationalAttributeInterceptor fill them, with what these refuse before a partition is asked.
 */
final class Writes {
    private static final String TIMESTAMP = "20260101000000Z";

    private final SchemaManager schema;
    private final Server server;
    private final Rules rules;

    Writes(SchemaManager schema, Server server) {
        this.schema = schema;
        this.server = server;
        this.rules = new Rules(schema);
    }

    void apply(Operation.Write write, PartitionTxn transaction) throws LdapException {
        if (write instanceof Operation.Add add) {
            add(add, transaction);
        } else if (write instanceof Operation.Modify modify) {
            modify(modify, transaction);
        } else if (write instanceof Operation.Rename rename) {
            rename(rename, transaction);
        } else if (write instanceof Operation.Move move) {
            move(move, transaction);
        } else if (write instanceof Operation.MoveAndRename both) {
            moveAndRename(both, transaction);
        } else if (write instanceof Operation.Delete delete) {
            DeleteOperationContext context =
                    server.ready(new DeleteOperationContext(null, dn(delete.dn())), transaction);
            context.setEntry(existing(delete.dn(), transaction));
            server.partition().delete(context);
        }
    }

    private void add(Operation.Add add, PartitionTxn transaction) throws LdapException {
        Dn dn = dn(add.dn());
        Entry entry = server.entries().entry(dn, add.attributes(), add.csn());
        rules.check(entry);
        if (!dn.equals(server.partition().getSuffixDn())) {
            Entry parent = server.lookup(dn.getParent().getName(), transaction);
            if (parent != null && parent.hasObjectClass("alias")) {
                throw new LdapAliasException("a child of an alias");
            }
            // A parent that is not there, and an entry that is: the partition's to refuse.
        }
        server.partition().add(server.ready(new AddOperationContext(null, entry), transaction));
    }

    private void modify(Operation.Modify modify, PartitionTxn transaction) throws LdapException {
        Entry entry = existing(modify.dn(), transaction);
        List<Modification> modifications = new ArrayList<>();
        for (Operation.Change change : modify.changes()) {
            modifications.add(new DefaultModification(
                    change.kind(), server.entries().attribute(change.attribute(), change.values())));
        }
        rules.check(entry, modifications);
        modifications.add(replace("modifiersName", "uid=admin,ou=system"));
        modifications.add(replace("modifyTimestamp", TIMESTAMP));
        modifications.add(replace("entryCSN", modify.csn()));
        ModifyOperationContext context =
                server.ready(new ModifyOperationContext(null, dn(modify.dn()), modifications), transaction);
        context.setEntry(entry);
        server.partition().modify(context);
    }

    private Modification replace(String attribute, String value) throws LdapException {
        return new DefaultModification(
                ModificationOperation.REPLACE_ATTRIBUTE, server.entries().attribute(attribute, List.of(value)));
    }

    private void rename(Operation.Rename rename, PartitionTxn transaction) throws LdapException {
        Dn dn = dn(rename.dn());
        Entry entry = existing(rename.dn(), transaction);
        Rdn newRdn = new Rdn(schema, rename.newRdn());
        Dn newDn = dn.getParent().add(newRdn);
        assertFree(newDn, dn, transaction);
        Entry after = entry.clone();
        Rules.rename(after, dn.getRdn(), newRdn, rename.deleteOldRdn());
        rules.check(after);

        RenameOperationContext context =
                server.ready(new RenameOperationContext(null, dn, newRdn, rename.deleteOldRdn()), transaction);
        context.setNewDn(newDn);
        context.setEntry(entry);
        context.setOriginalEntry(existing(rename.dn(), transaction));
        // Renaming the values is the partition's work here, and not in moveAndRename.
        context.setModifiedEntry(touched(entry.clone(), rename.csn()));
        server.partition().rename(context);
    }

    private void move(Operation.Move move, PartitionTxn transaction) throws LdapException {
        Dn dn = dn(move.dn());
        Entry entry = existing(move.dn(), transaction);
        MoveOperationContext context =
                server.ready(new MoveOperationContext(null, dn, dn(move.newSuperior())), transaction);
        assertFree(context.getNewDn(), dn, transaction);
        Entry modified = touched(entry.clone(), move.csn());
        modified.setDn(context.getNewDn());
        context.setEntry(entry);
        context.setOriginalEntry(entry);
        context.setModifiedEntry(modified);
        server.partition().move(context);
    }

    private void moveAndRename(Operation.MoveAndRename both, PartitionTxn transaction) throws LdapException {
        Dn dn = dn(both.dn());
        Entry entry = existing(both.dn(), transaction);
        Rdn newRdn = new Rdn(schema, both.newRdn());
        MoveAndRenameOperationContext context = server.ready(
                new MoveAndRenameOperationContext(null, dn, dn(both.newSuperior()), newRdn, both.deleteOldRdn()),
                transaction);
        assertFree(context.getNewDn(), dn, transaction);
        Entry modified = touched(entry.clone(), both.csn());
        Map<String, List<ModDnAva>> changed = changed(modified, dn.getRdn(), newRdn, both.deleteOldRdn());
        Rules.rename(modified, dn.getRdn(), newRdn, both.deleteOldRdn());
        modified.setDn(context.getNewDn());
        rules.check(modified);
        context.setEntry(entry);
        context.setOriginalEntry(entry);
        context.setModifiedEntry(modified);
        context.setModifiedAvas(changed);
        server.partition().moveAndRename(context);
    }

    /**
     * Which values come and go, by attribute: what SchemaInterceptor tells a partition for its indices. Of a single-valued
     * attribute it says that the new value goes, too; a partition has to bear that, and so it is said here.
     */
    private Map<String, List<ModDnAva>> changed(Entry before, Rdn oldRdn, Rdn newRdn, boolean deleteOldRdn)
            throws LdapException {
        Map<String, List<ModDnAva>> changed = new HashMap<>();
        for (Ava ava : newRdn) {
            note(changed, ModDnType.ADD, ava);
            if (ava.getAttributeType().isSingleValued() && before.containsAttribute(ava.getAttributeType())) {
                String value = before.get(ava.getAttributeType()).getString();
                note(changed, ModDnType.UPDATE_DELETE, ava);
                note(changed, ModDnType.UPDATE_DELETE, new Ava(schema, ava.getType(), value));
            }
        }
        if (deleteOldRdn) {
            for (Ava old : oldRdn) {
                if (!Rules.has(newRdn, old)) {
                    note(changed, ModDnType.DELETE, old);
                }
            }
        }
        return changed;
    }

    private static void note(Map<String, List<ModDnAva>> changed, ModDnType type, Ava ava) {
        changed.computeIfAbsent(ava.getAttributeType().getOid(), oid -> new ArrayList<>())
                .add(new ModDnAva(type, ava));
    }

    private static Entry touched(Entry entry, String csn) throws LdapException {
        entry.put("modifiersName", "uid=admin,ou=system");
        entry.put("modifyTimestamp", TIMESTAMP);
        entry.put("entryCSN", csn);
        return entry;
    }

    private Entry existing(String dn, PartitionTxn transaction) throws LdapException {
        Entry entry = server.lookup(dn, transaction);
        if (entry == null) {
            throw new LdapNoSuchObjectException(dn);
        }
        return entry;
    }

    private void assertFree(Dn newDn, Dn oldDn, PartitionTxn transaction) throws LdapException {
        if (!newDn.equals(oldDn)
                && server.partition().hasEntry(server.ready(new HasEntryOperationContext(null, newDn), transaction))) {
            throw new LdapEntryAlreadyExistsException(newDn.getName());
        }
    }

    private Dn dn(String text) throws LdapException {
        return server.entries().dn(text);
    }
}
