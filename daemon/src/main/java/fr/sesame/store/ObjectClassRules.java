package fr.sesame.store;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapSchemaViolationException;
import org.apache.directory.api.ldap.model.name.Ava;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.ObjectClass;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** What the object classes of an entry ask for and allow (RFC 4512, 2.4), read from the schema once for each set of them. */
final class ObjectClassRules {
    private final SchemaManager schema;
    private final Map<Set<String>, Rules> rules = new ConcurrentHashMap<>();

    /**
     * What one set of object classes asks for and allows.
     *
     * @param allowed OIDs; the hash code of a type itself is computed anew from all that it is, each time
     */
    private record Rules(boolean structural, boolean anything, Set<AttributeType> must, Set<String> allowed) {}

    ObjectClassRules(SchemaManager schema) {
        this.schema = schema;
    }

    /** @throws LdapSchemaViolationException if the entry is not what its object classes say */
    void check(Entry entry) throws LdapException {
        Attribute classes = entry.get(SchemaConstants.OBJECT_CLASS_AT);
        if (classes == null) {
            throw LdifEntries.violation("there is no objectClass");
        }
        Set<String> names = new HashSet<>();
        for (Value name : classes) {
            names.add(name.getString());
        }
        Rules known = rules.get(names);
        if (known == null) {
            known = read(names);
            rules.put(names, known);
        }
        if (!known.structural()) {
            throw LdifEntries.violation("there is no structural object class");
        }
        for (AttributeType must : known.must()) {
            if (entry.get(must) == null) {
                throw LdifEntries.violation("its object classes need " + must.getName());
            }
        }
        for (Attribute attribute : entry) {
            AttributeType type = attribute.getAttributeType();
            if (type.isUser() && !known.anything() && !known.allowed().contains(type.getOid())) {
                throw LdifEntries.violation("none of its object classes allows " + type.getName());
            }
        }
        for (Ava ava : entry.getDn().getRdn()) {
            if (!entry.contains(ava.getAttributeType(), ava.getValue())) {
                throw LdifEntries.violation("its name says " + ava.getName() + ", its attributes do not");
            }
        }
    }

    private Rules read(Set<String> names) throws LdapException {
        Set<AttributeType> must = new HashSet<>();
        Set<AttributeType> allowed = new HashSet<>();
        allowed.add(schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT));
        boolean anything = false;
        boolean structural = false;
        for (String name : names) {
            ObjectClass objectClass = schema.lookupObjectClassRegistry(name);
            anything |= objectClass.getOid().equals(SchemaConstants.EXTENSIBLE_OBJECT_OC_OID);
            structural |= objectClass.isStructural();
            collect(objectClass, must, allowed);
        }
        allowed.addAll(must);
        Set<String> oids = allowed.stream().map(AttributeType::getOid).collect(Collectors.toUnmodifiableSet());
        return new Rules(structural, anything, must, oids);
    }

    private static void collect(ObjectClass objectClass, Set<AttributeType> must, Set<AttributeType> allowed) {
        must.addAll(objectClass.getMustAttributeTypes());
        allowed.addAll(objectClass.getMayAttributeTypes());
        for (ObjectClass superior : objectClass.getSuperiors()) {
            collect(superior, must, allowed);
        }
    }
}
