package fr.sesame.interceptors;

import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/**
 * The watched attributes of an entry before and after a modify request. They are compared, not the single modifications: a value
 * that is taken away and put back is no change, and one that is added and then replaced is none that stays.
 *
 * <p>Not by LDAP API's {@code SchemaUtils.getTargetEntry}, whose add brings back what the same request has removed.
 */
record EntryChange(Entry before, Entry after) {

    /** Whether any modification is about one of the attributes. */
    static boolean touches(List<Modification> modifications, Set<AttributeType> watched) {
        return modifications.stream()
                .anyMatch(one -> watched.contains(one.getAttribute().getAttributeType()));
    }

    static EntryChange of(Entry before, List<Modification> modifications, Set<AttributeType> watched)
            throws LdapException {
        Entry after = before.clone();
        for (Modification modification : modifications) {
            if (watched.contains(modification.getAttribute().getAttributeType())) {
                apply(after, modification.getOperation(), modification.getAttribute());
            }
        }
        return new EntryChange(before, after);
    }

    private static void apply(Entry entry, ModificationOperation operation, Attribute attribute) throws LdapException {
        AttributeType type = attribute.getAttributeType();
        switch (operation) {
            case ADD_ATTRIBUTE -> add(entry, attribute);
            case REPLACE_ATTRIBUTE -> {
                entry.removeAttributes(type);
                add(entry, attribute);
            }
            case REMOVE_ATTRIBUTE -> remove(entry, attribute);
            default ->
                throw new LdapInvalidAttributeValueException(
                        ResultCodeEnum.CONSTRAINT_VIOLATION, type.getName() + " is no number to increment");
        }
    }

    private static void add(Entry entry, Attribute attribute) throws LdapException {
        for (Value value : attribute) {
            entry.add(attribute.getAttributeType(), value);
        }
    }

    private static void remove(Entry entry, Attribute attribute) {
        AttributeType type = attribute.getAttributeType();
        Attribute stored = entry.get(type);
        if (stored == null) {
            return;
        }
        for (Value value : attribute) {
            stored.remove(value);
        }
        if (attribute.size() == 0 || stored.size() == 0) {
            entry.removeAttributes(type);
        }
    }

    /** Whether the attribute has lost a value. */
    boolean loses(AttributeType type) {
        Attribute old = before.get(type);
        if (old == null) {
            return false;
        }
        for (Value value : old) {
            if (!after.contains(type, value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the attribute has a value that it did not have. */
    boolean gains(AttributeType type) {
        return new EntryChange(after, before).loses(type);
    }
}
