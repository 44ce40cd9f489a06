package fr.sesame.interceptors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.entry.ClonedServerEntry;
import org.apache.directory.server.core.api.event.ExpressionEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * What a filter looks at. A term over a type holds for the types below it too (RFC 4511, 4.5.1.7): {@code (mail=x)} is also true
 * of who has x as another of their addresses. Who may read the type and not all that are below it finds an entry only by what
 * they may read; within a negation they must be allowed to read them all, because there an entry is told by not being found.
 *
 * <p>A type that the schema does not know is in no entry, and counts for nothing.
 */
final class FilterTypes {
    /** Of a search that has no filter worth looking at. */
    static final FilterTypes NONE = new FilterTypes(null, null);

    private final @Nullable SchemaManager schema;
    private final @Nullable ExprNode filter;
    private final Set<AttributeType> named = new LinkedHashSet<>();
    private final Set<AttributeType> below = new LinkedHashSet<>();

    private FilterTypes(@Nullable SchemaManager schema, @Nullable ExprNode filter) {
        this.schema = schema;
        this.filter = filter;
    }

    /** @throws LdapNoPermissionException if a term looks at every attribute at once, {@code (:caseExactMatch:=x)} */
    static FilterTypes of(SchemaManager schema, ExprNode filter) throws LdapNoPermissionException {
        FilterTypes collected = new FilterTypes(schema, filter);
        collected.collect(schema, filter, false);
        return collected;
    }

    private void collect(SchemaManager known, ExprNode node, boolean negated) throws LdapNoPermissionException {
        if (node instanceof BranchNode branch) {
            for (ExprNode child : branch.getChildren()) {
                collect(known, child, negated || branch instanceof NotNode);
            }
        } else if (node instanceof LeafNode leaf) {
            AttributeType type = typeOf(known, leaf);
            if (type != null) {
                boolean canBeAskedAgain = leaf instanceof PresenceNode
                        || leaf instanceof EqualityNode<?>
                        || leaf instanceof SubstringNode;
                named.add(type);
                (canBeAskedAgain && !negated ? below : named).addAll(SchemaRights.subtypes(known, type));
            }
        }
    }

    private static @Nullable AttributeType typeOf(SchemaManager known, LeafNode leaf) throws LdapNoPermissionException {
        if (leaf.getAttributeType() != null) {
            return leaf.getAttributeType();
        }
        if (leaf.getAttribute() == null) {
            throw new LdapNoPermissionException(AccessInterceptor.REFUSAL);
        }
        return known.getAttributeType(leaf.getAttribute());
    }

    /** The types that must be readable. */
    Set<AttributeType> named() {
        return named;
    }

    /** Whether an entry that the whole filter has found is found without the types below that may not be read as well. */
    boolean isFoundBy(SchemaGrant grant, Entry entry) throws LdapException {
        if (below.isEmpty() || filter == null || schema == null) {
            return true;
        }
        // What was read for the filter; the other half has lost what was not asked for.
        Entry whole = entry instanceof ClonedServerEntry cloned ? cloned.getOriginalEntry() : entry;
        List<AttributeType> hidden = new ArrayList<>(0);
        for (AttributeType type : below) {
            if (!grant.reads(type) && whole.containsAttribute(type)) {
                hidden.add(type);
            }
        }
        if (hidden.isEmpty()) {
            return true;
        }
        Entry readable = whole.shallowClone();
        for (AttributeType type : hidden) {
            readable.removeAttributes(type);
        }
        return new ExpressionEvaluator(schema).evaluate(filter, entry.getDn(), readable);
    }
}
