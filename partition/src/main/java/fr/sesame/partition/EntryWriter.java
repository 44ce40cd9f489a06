package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.exception.LdapContextNotEmptyException;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * Changes of entries, each with all that follows from it: tree, aliases, indices. An index changes by the difference of what
 * the entry was and what it is, whichever operation it comes from, so that none can be forgotten.
 */
final class EntryWriter {
    private final EntryStore store;
    private final SchemaManager schema;
    private final Dn suffix;
    private final EntryFormat format;
    private final Tree tree;
    private final Aliases aliases;
    private final List<AttributeIndex> indices;
    private final AttributeType entryDn;
    private final AttributeType contextCsn;

    EntryWriter(
            EntryStore store,
            SchemaManager schema,
            Dn suffix,
            AttributeTable table,
            Tree tree,
            Aliases aliases,
            List<AttributeIndex> indices) {
        this.store = store;
        this.schema = schema;
        this.suffix = suffix;
        this.format = new EntryFormat(table, schema);
        this.tree = tree;
        this.aliases = aliases;
        this.indices = indices;
        this.entryDn = schema.getAttributeType(SchemaConstants.ENTRY_DN_AT);
        this.contextCsn = schema.getAttributeType(SchemaConstants.CONTEXT_CSN_AT);
    }

    void add(WriteView view, Entry entry) throws LdapException {
        Dn dn = entry.getDn();
        long parent = tree.isSuffix(dn) ? Tree.ABOVE : tree.findParent(view, dn);
        if (parent == Tree.NOBODY) {
            throw new LdapNoSuchObjectException("there is no entry '" + dn.getParent() + "' to put '" + dn + "' under");
        }
        if (tree.find(view, dn) != Tree.NOBODY) {
            throw new LdapEntryAlreadyExistsException("there is an entry '" + dn.getName() + "' already");
        }
        requireClassAndCsn(entry);
        long id = store.newId();
        forget(entry);
        tree.attach(view, id, parent, tree.normalizedNameOf(dn), 0);
        EntryFormat.Head head = new EntryFormat.Head(parent, tree.nameOf(dn));
        view.append(store.layout.entries, id, format.write(view, head, entry));
        aliases.change(view, id, entry);
        for (AttributeIndex index : indices) {
            index.add(view, id, entry);
        }
        view.contextCsn(csnOf(entry));
    }

    /** What can be said of a new entry before it has an identifier. */
    PreparedEntry prepare(Entry entry) throws LdapException {
        requireClassAndCsn(entry);
        forget(entry);
        List<List<byte[]>> keys = new ArrayList<>(indices.size());
        for (AttributeIndex index : indices) {
            keys.add(index.keysOf(entry));
        }
        byte[] attributes = format.attributes(entry);
        boolean needed = attributes == null || aliases.targetIn(entry) != null;
        return new PreparedEntry(entry.getDn(), csnOf(entry), attributes, keys, needed ? entry : null);
    }

    /** Adds the record of an entry that has its name already; the indices are left to the caller. */
    void add(WriteView view, long id, EntryFormat.Head head, PreparedEntry prepared) throws LdapException {
        Entry entry = prepared.entry;
        byte[] attributes = prepared.attributes;
        if (attributes != null) {
            view.append(store.layout.entries, id, EntryFormat.whole(head, attributes));
        } else if (entry != null) {
            view.append(store.layout.entries, id, format.write(view, head, entry));
        }
        if (entry != null) {
            aliases.change(view, id, entry);
        }
    }

    private static void requireClassAndCsn(Entry entry) throws LdapSchemaViolationException {
        if (entry.get(SchemaConstants.OBJECT_CLASS_AT) == null || entry.get(SchemaConstants.ENTRY_CSN_AT) == null) {
            throw new LdapSchemaViolationException(
                    ResultCodeEnum.OBJECT_CLASS_VIOLATION, "'" + entry.getDn() + "' has no objectClass or no entryCSN");
        }
    }

    /** The entry as it is after the modifications. */
    Entry modify(WriteView view, Dn dn, List<Modification> modifications) throws LdapException {
        long id = require(view, dn);
        ByteBuffer record = tree.record(view, id);
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry before = format.read(record.duplicate(), type -> true);
        Entry after = before.clone();
        after.setDn(dn);
        Modifications.apply(after, modifications);
        Set<AttributeType> touched = new HashSet<>();
        modifications.forEach(
                modification -> touched.add(modification.getAttribute().getAttributeType()));
        put(view, id, head, before, after, touched::contains);
        return after;
    }

    void delete(WriteView view, Dn dn, @Nullable String csn) throws LdapException {
        long id = require(view, dn);
        if (tree.counts(view, id).children() > 0) {
            throw new LdapContextNotEmptyException("'" + dn + "' has entries below it");
        }
        ByteBuffer record = tree.record(view, id);
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry before = format.read(record.duplicate(), type -> true);
        tree.detach(view, id, head.parent(), tree.normalized(head), 0);
        view.delete(store.layout.entries, Packer.idBytes(id));
        aliases.change(view, id, null);
        for (AttributeIndex index : indices) {
            index.change(view, id, before, null);
        }
        view.contextCsn(csn == null ? csnOf(before) : csn);
    }

    /**
     * Gives an entry, with all that is below it, another name, another place, or both.
     *
     * @param newRdn the other name; null if it keeps the one that it has, and the spelling of that
     * @param modified the entry as the operation makes it, but for the values of its names
     */
    void rename(WriteView view, Dn dn, Dn newParentDn, @Nullable Rdn newRdn, boolean deleteOldRdn, Entry modified)
            throws LdapException {
        long id = require(view, dn);
        if (dn.equals(suffix)) {
            throw new LdapUnwillingToPerformException(
                    ResultCodeEnum.UNWILLING_TO_PERFORM, "the top of the directory keeps its name");
        }
        long newParent = tree.find(view, newParentDn);
        if (newParent == Tree.NOBODY) {
            throw new LdapNoSuchObjectException("there is no entry '" + newParentDn + "' to put '" + dn + "' under");
        }
        if (tree.isWithin(view, newParent, id)) {
            throw new LdapUnwillingToPerformException(
                    ResultCodeEnum.UNWILLING_TO_PERFORM, "'" + dn + "' cannot be put below itself");
        }
        ByteBuffer record = tree.record(view, id);
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry before = format.read(record.duplicate(), type -> true);
        Rdn oldRdn = new Rdn(schema, head.rdn());
        Rdn rdn = newRdn == null ? oldRdn : newRdn.isSchemaAware() ? newRdn : new Rdn(schema, newRdn);
        String oldName = tree.normalized(head);
        boolean elsewhere = newParent != head.parent() || !rdn.getNormName().equals(oldName);
        if (elsewhere && tree.hasChild(view, newParent, rdn)) {
            throw new LdapEntryAlreadyExistsException(
                    "there is an entry '" + rdn.getName() + "' under '" + newParentDn + "' already");
        }
        forget(modified);
        if (newRdn != null) {
            changeNames(modified, oldRdn, rdn, deleteOldRdn);
        }
        Tree.Counts counts = tree.counts(view, id);
        if (elsewhere) {
            tree.detach(view, id, head.parent(), oldName, counts.descendants());
            tree.attach(view, id, newParent, rdn.getNormName(), counts.descendants());
        }
        // Also if nobody is below it now: somebody may have been, and its DN be known from then.
        store.layout.treeChanged(view);
        put(view, id, new EntryFormat.Head(newParent, rdn.getName()), before, modified, type -> true);
    }

    /** RFC 4511, 4.9: the values of the new name are there; those of the old one go if that was asked for. */
    private void changeNames(Entry entry, Rdn oldRdn, Rdn newRdn, boolean deleteOld) throws LdapException {
        for (Ava ava : newRdn) {
            AttributeType type = schema.lookupAttributeTypeRegistry(ava.getNormType());
            if (type.isSingleValued()) {
                entry.removeAttributes(type);
            }
            entry.add(type, ava.getValue());
        }
        if (deleteOld) {
            for (Ava ava : oldRdn) {
                boolean stays = false;
                for (Ava named : newRdn) {
                    stays |= named.equals(ava);
                }
                AttributeType type = schema.lookupAttributeTypeRegistry(ava.getNormType());
                Attribute attribute = entry.get(type);
                if (!stays && attribute != null) {
                    attribute.remove(ava.getValue());
                    if (attribute.size() == 0) {
                        entry.removeAttributes(type);
                    }
                }
            }
        }
    }

    private void put(
            WriteView view, long id, EntryFormat.Head head, Entry before, Entry after, Predicate<AttributeType> touched)
            throws LdapException {
        view.put(store.layout.entries, Packer.idBytes(id), format.write(view, head, after));
        aliases.change(view, id, after);
        for (AttributeIndex index : indices) {
            if (touched.test(index.type())) {
                index.change(view, id, before, after);
            }
        }
        view.contextCsn(csnOf(after));
    }

    /** Computed when it is read, never stored. */
    private void forget(Entry entry) {
        entry.removeAttributes(entryDn, contextCsn);
    }

    private static String csnOf(Entry entry) {
        return entry.get(SchemaConstants.ENTRY_CSN_AT).get().getString();
    }

    private long require(View view, Dn dn) throws LdapNoSuchObjectException {
        long id = tree.find(view, dn);
        if (id == Tree.NOBODY) {
            throw new LdapNoSuchObjectException("there is no entry '" + dn.getName() + "'");
        }
        return id;
    }
}
