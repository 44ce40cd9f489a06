package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a membership as they follow from the names that people's entries carry ({@link Attributes#MEMBER_OF_GROUP}): the
 * {@code memberOf} of a person, and the {@code member} of a computed group, {@code cn=<name>,ou=groups}.
 */
final class ComputedGroups {
    final AttributeType member;
    final AttributeType memberOf;
    final AttributeType memberOfGroup;
    final AttributeType objectClass;
    final AttributeType cn;

    private final SchemaManager schema;
    private final Dn branch;
    private final StoredEntries entries;
    private final NamesByValue members;

    ComputedGroups(SchemaManager schema, String base, StoredEntries entries, NamesByValue members)
            throws LdapInvalidDnException {
        this.schema = schema;
        this.branch = new Dn(schema, "ou=groups," + base);
        this.entries = entries;
        this.members = members;
        member = schema.getAttributeType(Attributes.MEMBER);
        memberOf = schema.getAttributeType(Attributes.MEMBER_OF);
        memberOfGroup = schema.getAttributeType(Attributes.MEMBER_OF_GROUP);
        objectClass = schema.getAttributeType(SchemaConstants.OBJECT_CLASS_AT);
        cn = schema.getAttributeType(Attributes.CN);
    }

    /** Whether that entry, read with its classes, is one. */
    boolean isOne(Entry entry) {
        Attribute classes = entry.get(objectClass);
        return classes != null && classes.contains(ObjectClasses.SESAME_GROUP);
    }

    /** Whether there is one of that name. */
    boolean isOne(Dn dn) throws LdapException {
        Entry entry = nameOf(dn) == null ? null : entries.read(dn, Set.of(objectClass));
        return entry != null && isOne(entry);
    }

    /** What people's entries call the group of that DN; null if none can have it. */
    @Nullable
    String nameOf(Dn group) {
        Rdn rdn = group.getRdn();
        return branch.equals(group.getParent())
                        && rdn.size() == 1
                        && cn.equals(rdn.getAva().getAttributeType())
                ? rdn.getValue()
                : null;
    }

    /** The same of a value of {@code memberOf}. */
    @Nullable
    String nameOf(Value group) throws LdapInvalidDnException {
        return nameOf(new Dn(schema, group.getString()));
    }

    /** The names that the entry of that DN carries; none if there is none. */
    List<Value> carriedBy(Value person) throws LdapException {
        Entry entry = entries.read(new Dn(schema, person.getString()), Set.of(memberOfGroup));
        Attribute names = entry == null ? null : entry.get(memberOfGroup);
        List<Value> carried = new ArrayList<>();
        if (names != null) {
            names.forEach(carried::add);
        }
        return carried;
    }

    /** Whether that entry carries that name. */
    boolean isMember(Dn person, String group) throws LdapException {
        Entry entry = entries.read(person, Set.of(memberOfGroup));
        return entry != null && entry.contains(memberOfGroup, new Value(memberOfGroup, group));
    }

    /** Puts {@code memberOf} into an entry that was read with the names it carries. */
    void showMemberOf(Entry person, boolean typesOnly) throws LdapException {
        Attribute names = person.get(memberOfGroup);
        if (names == null) {
            return;
        }
        Attribute shown = new DefaultAttribute(Attributes.MEMBER_OF, memberOf);
        if (!typesOnly) {
            for (Value name : names) {
                shown.add(branch.add(new Rdn(schema, Attributes.CN, name.getString()))
                        .getName());
            }
        }
        person.put(shown);
    }

    /** Puts its members into the entry of a group, in place of what is stored; without anybody it has none. */
    void showMembers(OperationContext context, Entry group, boolean typesOnly) throws LdapException {
        String name = nameOf(group.getDn());
        group.removeAttributes(member);
        if (name == null) {
            return;
        }
        List<Dn> all = members.of(context, memberOfGroup, new Value(memberOfGroup, name));
        if (!all.isEmpty()) {
            Attribute shown = new DefaultAttribute(Attributes.MEMBER, member);
            if (!typesOnly) {
                for (Dn person : all) {
                    shown.add(new Value(member, person.getName(), person.getNormName()));
                }
            }
            group.put(shown);
        }
    }
}
