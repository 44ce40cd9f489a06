package fr.sesame.partition.differential;

import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAttributeInUseException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchAttributeException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * What SchemaInterceptor refuses before a partition is asked: it never gets a value that is there already, a second value
 * of a single-valued attribute, or a change that leaves an entry without what its classes or its name require.
 */
final class Rules {
    private final SchemaManager schema;

    Rules(SchemaManager schema) {
        this.schema = schema;
    }

    /** Refuses modifications one after another as they would be applied, on a copy of the entry. */
    void check(Entry original, Iterable<Modification> modifications) throws LdapException {
        Entry entry = original.clone();
        for (Modification modification : modifications) {
            apply(entry, modification);
        }
        check(entry);
        for (Ava ava : original.getDn().getRdn()) {
            if (!entry.contains(ava.getAttributeType(), ava.getValue())) {
                throw new LdapSchemaViolationException(ResultCodeEnum.NOT_ALLOWED_ON_RDN, ava.toString());
            }
        }
    }

    /** Applies a modification that was found to be right. */
    static void apply(Entry entry, Modification modification) throws LdapException {
        Attribute attribute = modification.getAttribute();
        switch (modification.getOperation()) {
            case ADD_ATTRIBUTE -> add(entry, attribute);
            case REMOVE_ATTRIBUTE -> remove(entry, attribute);
            case REPLACE_ATTRIBUTE -> replace(entry, attribute);
            default -> throw new IllegalArgumentException("not asked: " + modification.getOperation());
        }
    }

    private static void add(Entry entry, Attribute attribute) throws LdapException {
        for (Value value : attribute) {
            if (entry.contains(attribute.getAttributeType(), value)) {
                throw new LdapAttributeInUseException(attribute.getId() + ": " + value);
            }
        }
        entry.add(attribute.clone());
    }

    private static void remove(Entry entry, Attribute attribute) throws LdapException {
        AttributeType type = attribute.getAttributeType();
        if (!entry.containsAttribute(type)) {
            throw new LdapNoSuchAttributeException(attribute.getId());
        }
        if (attribute.size() == 0) {
            entry.removeAttributes(type);
            return;
        }
        for (Value value : attribute) {
            if (!entry.remove(type, value)) {
                throw new LdapNoSuchAttributeException(attribute.getId() + ": " + value);
            }
        }
    }

    private static void replace(Entry entry, Attribute attribute) throws LdapException {
        if (attribute.size() == 0) {
            entry.removeAttributes(attribute.getAttributeType());
        } else {
            entry.put(attribute.clone());
        }
    }

    /** Mandatory attributes and single values of an entry as it would be stored. */
    void check(Entry entry) throws LdapException {
        for (Attribute attribute : entry) {
            if (attribute.getAttributeType().isSingleValued() && attribute.size() > 1) {
                throw new LdapInvalidAttributeValueException(ResultCodeEnum.CONSTRAINT_VIOLATION, attribute.getId());
            }
        }
        Attribute classes = entry.get("objectClass");
        if (classes == null) {
            throw new LdapSchemaViolationException(ResultCodeEnum.OBJECT_CLASS_VIOLATION, "no objectClass");
        }
        for (Value name : classes) {
            check(entry, schema.lookupObjectClassRegistry(name.getString()));
        }
    }

    private static void check(Entry entry, ObjectClass objectClass) throws LdapException {
        for (AttributeType must : objectClass.getMustAttributeTypes()) {
            if (!entry.containsAttribute(must)) {
                throw new LdapSchemaViolationException(
                        ResultCodeEnum.OBJECT_CLASS_VIOLATION, "without " + must.getName());
            }
        }
        for (ObjectClass superior : objectClass.getSuperiors()) {
            check(entry, superior);
        }
    }

    /**
     * Changes the values that name an entry (RFC 4511, 4.9): those of the old name go if asked, those of the new one come.
     * The one value of a single-valued attribute is replaced.
     */
    static void rename(Entry entry, Rdn oldRdn, Rdn newRdn, boolean deleteOldRdn) throws LdapException {
        if (deleteOldRdn) {
            for (Ava old : oldRdn) {
                if (!has(newRdn, old)) {
                    entry.remove(old.getAttributeType(), old.getValue());
                }
            }
        }
        for (Ava ava : newRdn) {
            if (ava.getAttributeType().isSingleValued()) {
                entry.removeAttributes(ava.getAttributeType());
            }
            entry.add(ava.getAttributeType(), ava.getValue());
        }
    }

    static boolean has(Rdn rdn, Ava wanted) {
        for (Ava ava : rdn) {
            if (ava.getAttributeType().equals(wanted.getAttributeType())
                    && ava.getValue().equals(wanted.getValue())) {
                return true;
            }
        }
        return false;
    }
}
