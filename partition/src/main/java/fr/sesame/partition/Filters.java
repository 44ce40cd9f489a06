package fr.sesame.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidSearchFilterException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.GreaterEqNode;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import org.apache.directory.api.ldap.model.filter.LessEqNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.ObjectClassNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.filter.SimpleNode;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.apache.directory.api.ldap.model.filter.UndefinedNode;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.LdapComparator;
import org.apache.directory.api.ldap.model.schema.MatchingRule;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/**
 * Filters (RFC 4511, 4.5.1.7) as functions of an entry. An assertion about a type holds for its subtypes too. What the schema
 * does not know matches nothing, and neither does its negation.
 */
final class Filters {
    /** Every entry has these, whatever its record says. */
    private static final Set<String> IN_EVERY_ENTRY = Set.of(
            SchemaConstants.OBJECT_CLASS_AT_OID,
            SchemaConstants.ENTRY_CSN_AT_OID,
            SchemaConstants.ENTRY_UUID_AT_OID,
            SchemaConstants.ENTRY_DN_AT_OID);

    private static final Matcher ALL = (entry, dn) -> true;
    private static final Matcher NONE = (entry, dn) -> false;

    private final SchemaManager schema;

    Filters(SchemaManager schema) {
        this.schema = schema;
    }

    Matcher compile(ExprNode node) throws LdapException {
        if (node instanceof ObjectClassNode) {
            return ALL;
        }
        if (node instanceof BranchNode branch) {
            return compile(branch);
        }
        if (node instanceof PresenceNode presence) {
            return present(types(presence.getAttributeType()));
        }
        if (node instanceof SubstringNode substring) {
            return substring(substring);
        }
        if (node instanceof SimpleNode<?> simple && simple.getAttributeType() != null) {
            return assertion(simple);
        }
        if (isUndefined(node)) {
            return NONE;
        }
        throw new LdapInvalidSearchFilterException("a filter of this kind is not supported: " + node);
    }

    private Matcher compile(BranchNode branch) throws LdapException {
        List<ExprNode> nodes = branch.getChildren();
        if (branch instanceof NotNode) {
            Matcher inner = compile(nodes.get(0));
            return isUndefined(nodes.get(0)) ? NONE : (entry, dn) -> !inner.matches(entry, dn);
        }
        List<Matcher> children = new ArrayList<>();
        for (ExprNode node : nodes) {
            children.add(compile(node));
        }
        if (branch instanceof AndNode) {
            return (entry, dn) -> {
                for (Matcher child : children) {
                    if (!child.matches(entry, dn)) {
                        return false;
                    }
                }
                return true;
            };
        }
        if (branch instanceof OrNode) {
            return (entry, dn) -> {
                for (Matcher child : children) {
                    if (child.matches(entry, dn)) {
                        return true;
                    }
                }
                return false;
            };
        }
        throw new LdapInvalidSearchFilterException("a filter of this kind is not supported: " + branch);
    }

    private static boolean isUndefined(ExprNode node) {
        if (node instanceof UndefinedNode) {
            return true;
        }
        return node instanceof LeafNode leaf && !(node instanceof ObjectClassNode) && leaf.getAttributeType() == null;
    }

    /** The type and its subtypes. */
    List<AttributeType> types(AttributeType type) throws LdapException {
        List<AttributeType> types = new ArrayList<>(List.of(type));
        if (schema.getAttributeTypeRegistry().hasDescendants(type)) {
            Iterator<AttributeType> descendants =
                    schema.getAttributeTypeRegistry().descendants(type);
            descendants.forEachRemaining(types::add);
        }
        return types;
    }

    private static Matcher present(List<AttributeType> types) {
        if (IN_EVERY_ENTRY.contains(types.get(0).getOid())) {
            return ALL;
        }
        return (entry, dn) -> {
            for (AttributeType type : types) {
                if (entry.get(type) != null) {
                    return true;
                }
            }
            return false;
        };
    }

    private Matcher assertion(SimpleNode<?> node) throws LdapException {
        AttributeType type = node.getAttributeType();
        Value wanted = assertionValue(node);
        if (type.getOid().equals(SchemaConstants.ENTRY_DN_AT_OID)) {
            return (entry, dn) -> dn.normalized().equals(wanted.getNormalized());
        }
        if (node instanceof GreaterEqNode) {
            return any(types(type), ordering(type, wanted, order -> order >= 0));
        }
        if (node instanceof LessEqNode) {
            return any(types(type), ordering(type, wanted, order -> order <= 0));
        }
        return any(types(type), value -> equal(value, wanted)); // approximate is equal, as in most servers
    }

    /** The value that a node asks for, as its type compares it. */
    static Value assertionValue(SimpleNode<?> node) throws LdapException {
        Value value = node.getValue();
        return value.isSchemaAware() ? value : new Value(node.getAttributeType(), value);
    }

    private static boolean equal(Value value, Value wanted) {
        if (value.equals(wanted)) {
            return true;
        }
        return value.isHumanReadable()
                && value.getNormalized() != null
                && value.getNormalized().equals(wanted.getNormalized());
    }

    private static Assertion ordering(AttributeType type, Value wanted, IntPredicate holds) {
        MatchingRule rule = type.getOrdering() == null ? type.getEquality() : type.getOrdering();
        if (rule == null) {
            return value -> false;
        }
        LdapComparator<Object> comparator = rule.getLdapComparator();
        if (!type.getSyntax().isHumanReadable()) {
            return value -> holds.test(comparator.compare(value.getBytes(), wanted.getBytes()));
        }
        return value -> holds.test(comparator.compare(value.getNormalized(), wanted.getNormalized()));
    }

    private Matcher substring(SubstringNode node) throws LdapException {
        if (node.getAttributeType() == null
                || !node.getAttributeType().getSyntax().isHumanReadable()) {
            return NONE;
        }
        Substrings substrings = Substrings.of(node);
        return any(types(node.getAttributeType()), value -> substrings.match(value.getNormalized()));
    }

    /** What one value must be. */
    @FunctionalInterface
    private interface Assertion {
        boolean holds(Value value);
    }

    private static Matcher any(List<AttributeType> types, Assertion assertion) {
        return (entry, dn) -> {
            for (AttributeType type : types) {
                if (anyValue(entry, type, assertion)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean anyValue(Entry entry, AttributeType type, Assertion assertion) {
        Attribute attribute = entry.get(type);
        if (attribute != null) {
            for (Value value : attribute) {
                if (!value.isNull() && assertion.holds(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All types that a filter names. */
    void collectTypes(ExprNode node, Collection<AttributeType> into) throws LdapException {
        if (node instanceof BranchNode branch) {
            for (ExprNode child : branch.getChildren()) {
                collectTypes(child, into);
            }
        } else if (node instanceof LeafNode leaf && leaf.getAttributeType() != null) {
            into.addAll(types(leaf.getAttributeType()));
        }
    }

    static boolean isEquality(ExprNode node) {
        return node instanceof EqualityNode
                || node instanceof org.apache.directory.api.ldap.model.filter.ApproximateNode;
    }
}
