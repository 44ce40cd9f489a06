package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.DefaultAttribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.AttributeTypeOptions;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.interceptor.context.FilteringOperationContext;
import org.jspecify.annotations.Nullable;

/** From records to entries, with the attributes that somebody asks for and those that are computed. */
final class Reading {
    /** Interceptors look at these, whatever was asked for. */
    private static final List<String> ALWAYS = List.of(
            SchemaConstants.OBJECT_CLASS_AT,
            SchemaConstants.REF_AT,
            SchemaConstants.COLLECTIVE_ATTRIBUTE_SUBENTRIES_AT,
            SchemaConstants.COLLECTIVE_EXCLUSIONS_AT);

    private final EntryStore store;
    private final EntryFormat format;
    private final Tree tree;
    private final AttributeType entryDn;
    private final AttributeType contextCsn;
    private final Set<String> always;

    Reading(EntryStore store, SchemaManager schema, AttributeTable table, Tree tree) {
        this.store = store;
        this.format = new EntryFormat(table, schema);
        this.tree = tree;
        entryDn = schema.getAttributeType(SchemaConstants.ENTRY_DN_AT);
        contextCsn = schema.getAttributeType(SchemaConstants.CONTEXT_CSN_AT);
        always = ALWAYS.stream()
                .map(name -> schema.getAttributeType(name).getOid())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which attributes are to be read for a request; {@code also} is what its filter looks at. */
    Predicate<AttributeType> wanted(FilteringOperationContext context, Collection<AttributeType> also) {
        boolean user = context.isAllUserAttributes();
        boolean operational = context.isAllOperationalAttributes();
        Set<AttributeTypeOptions> named = context.getReturningAttributes();
        boolean nothingSaid = !user && !operational && named == null && !context.isNoAttributes();
        if (nothingSaid || (user && operational)) {
            return type -> true;
        }
        // By OID: the hash code of a type is computed anew each time, from all that it consists of.
        Set<String> oids = new HashSet<>(always);
        also.forEach(type -> oids.add(type.getOid()));
        if (named != null) {
            named.forEach(option -> oids.add(option.getAttributeType().getOid()));
        }
        return type ->
                (type.isUser() ? user : operational) || oids.contains(type.getOid()) || isBelowOneOf(type, named);
    }

    private static boolean isBelowOneOf(AttributeType type, @Nullable Set<AttributeTypeOptions> named) {
        if (named != null && type.getSuperior() != null) {
            for (AttributeTypeOptions option : named) {
                if (option.getAttributeType().isAncestorOf(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The attributes of a record, and what is computed of those. The DN is not set yet. */
    Entry attributes(View view, ByteBuffer record, Predicate<AttributeType> wanted) throws LdapException {
        return format.read(record.duplicate(), wanted);
    }

    /** An entry by its identifier, with its DN; without the attributes that are computed. */
    Entry named(View view, long id, Predicate<AttributeType> wanted) throws LdapException {
        ByteBuffer record = tree.record(view, id).duplicate();
        EntryFormat.Head head = EntryFormat.head(record.duplicate());
        Entry entry = attributes(view, record, wanted);
        entry.setDn(tree.dn(view, head));
        return entry;
    }

    /** Sets the DN, and adds the attributes that are not stored. */
    Entry complete(View view, Entry entry, Dn dn, Predicate<AttributeType> wanted) throws LdapException {
        entry.setDn(dn);
        if (wanted.test(entryDn)) {
            entry.put(attribute(entryDn, new Value(entryDn, dn.getName(), dn.getNormName())));
        }
        if (tree.isTop(dn) && wanted.test(contextCsn)) {
            String csn = store.layout.contextCsn(view);
            if (csn != null) {
                entry.put(attribute(contextCsn, new Value(contextCsn, csn)));
            }
        }
        return entry;
    }

    private static Attribute attribute(AttributeType type, Value value) throws LdapException {
        return new DefaultAttribute(type.getName(), type, value);
    }
}
