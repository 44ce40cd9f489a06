package fr.sesame.interceptors;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * What a filter looks at. A term over a type holds for the types below it too (RFC 4511, 4.5.1.7), so these count as well. A
 * type that the schema does not know is in no entry, and counts for nothing.
 */
final class FilterTypes {
    private final SchemaManager schema;
    private final Set<AttributeType> types = new LinkedHashSet<>();

    private FilterTypes(SchemaManager schema) {
        this.schema = schema;
    }

    /** @throws LdapNoPermissionException if a term looks at every attribute at once, {@code (:caseExactMatch:=x)} */
    static Set<AttributeType> of(SchemaManager schema, ExprNode filter) throws LdapNoPermissionException {
        FilterTypes collected = new FilterTypes(schema);
        collected.collect(filter);
        return collected.types;
    }

    private void collect(ExprNode filter) throws LdapNoPermissionException {
        if (filter instanceof BranchNode branch) {
            for (ExprNode child : branch.getChildren()) {
                collect(child);
            }
        } else if (filter instanceof LeafNode leaf) {
            AttributeType type = typeOf(leaf);
            if (type != null && types.add(type)) {
                types.addAll(SchemaRights.subtypes(schema, type));
            }
        }
    }

    private @org.jspecify.annotations.Nullable AttributeType typeOf(LeafNode leaf) throws LdapNoPermissionException {
        if (leaf.getAttributeType() != null) {
            return leaf.getAttributeType();
        }
        if (leaf.getAttribute() == null) {
            throw new LdapNoPermissionException(AccessInterceptor.REFUSAL);
        }
        return schema.getAttributeType(leaf.getAttribute());
    }
}
