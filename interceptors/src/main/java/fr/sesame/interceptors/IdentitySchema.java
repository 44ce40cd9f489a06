package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import fr.sesame.schema.Identifiers;
import fr.sesame.schema.ObjectClasses;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** What identity is made of, as this schema and tree have it. */
final class IdentitySchema {
    private final SchemaManager schema;
    private final AttributeType objectClass;
    private final Set<String> accountNames;
    private final Set<String> tombstoneNames;
    private final Set<String> mergedNames;

    final AttributeType uid;
    final AttributeType loginAlias;
    final AttributeType sourceKey;
    final AttributeType entryUuid;
    final AttributeType erasedName;
    /** The login of the account that another was merged into. */
    final AttributeType mergedInto;
    /** All that the merged account had. */
    final AttributeType mergedValue;
    /** One space of names. */
    final List<AttributeType> identifiers;
    /** Of which a value that is there stays there. */
    final Set<AttributeType> lasting;
    /** Changes of any other attribute are not looked at. */
    final Set<AttributeType> watched;

    final Dn people;
    final Dn tombstones;
    final Dn identities;

    IdentitySchema(SchemaManager schema, String base) throws LdapException {
        this.schema = schema;
        objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        accountNames = names(ObjectClasses.SESAME_ACCOUNT);
        tombstoneNames = names(ObjectClasses.SESAME_TOMBSTONE);
        mergedNames = names(ObjectClasses.SESAME_MERGED_ACCOUNT);
        mergedInto = schema.getAttributeType(Attributes.MERGED_INTO);
        mergedValue = schema.getAttributeType(Attributes.MERGED_VALUE);
        uid = schema.getAttributeType(Attributes.UID);
        loginAlias = schema.getAttributeType(Attributes.SUPANN_LOGIN_ALIAS);
        sourceKey = schema.getAttributeType(Attributes.SOURCE_KEY);
        entryUuid = schema.getAttributeType(SchemaConstants.ENTRY_UUID_AT);
        erasedName = schema.getAttributeType(Attributes.ERASED_NAME);
        identifiers =
                Identifiers.ATTRIBUTES.stream().map(schema::getAttributeType).toList();
        lasting = Set.of(
                sourceKey,
                erasedName,
                schema.getAttributeType(Attributes.ERASED_HASH),
                schema.getAttributeType(Attributes.ERASURE),
                mergedInto,
                mergedValue);
        watched = new HashSet<>(identifiers);
        watched.addAll(lasting);
        watched.addAll(Set.of(objectClass, entryUuid));
        people = new Dn(schema, "ou=people," + base);
        tombstones = new Dn(schema, "ou=tombstones," + base);
        identities = new Dn(schema, "ou=identities," + base);
    }

    /** An object class may be written by its name or by its number. */
    private Set<String> names(String name) throws LdapException {
        String oid = schema.lookupObjectClassRegistry(name).getOid();
        return Set.of(name.toLowerCase(Locale.ROOT), oid);
    }

    boolean isAccount(Entry entry) {
        return is(entry, accountNames);
    }

    boolean isTombstone(Entry entry) {
        return is(entry, tombstoneNames);
    }

    boolean isMerged(Entry entry) {
        return is(entry, mergedNames);
    }

    /** Whether nothing of it may go to somebody else. */
    boolean isPermanent(Entry entry) {
        return isAccount(entry) || isTombstone(entry) || isMerged(entry);
    }

    private boolean is(Entry entry, Set<String> names) {
        Attribute classes = entry.get(objectClass);
        if (classes == null) {
            return false;
        }
        for (Value value : classes) {
            if (names.contains(value.getString().strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether each of the values is one of the entry's names, in whichever attribute. */
    boolean hasAllNames(Entry entry, Iterable<Value> values) {
        for (Value value : values) {
            if (identifiers.stream().noneMatch(type -> entry.contains(type, value.getString()))) {
                return false;
            }
        }
        return true;
    }

    boolean isObjectClass(AttributeType type) {
        return type.equals(objectClass);
    }

    /** Whether accounts or tombstones stand at or below it. */
    boolean isAbovePermanent(Dn dn) {
        return people.isDescendantOf(dn) || tombstones.isDescendantOf(dn) || identities.isDescendantOf(dn);
    }

    SchemaManager manager() {
        return schema;
    }
}
