package fr.sesame.partition.differential;

import java.text.ParseException;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.EqualityNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.FilterParser;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.ObjectClassNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.filter.UndefinedNode;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.api.ldap.model.schema.normalizers.ConcreteNameComponentNormalizer;
import org.apache.directory.server.core.api.normalization.FilterNormalizingVisitor;

/**
 * A filter as ApacheDS's NormalizationInterceptor gives it to a partition: values normalised, and what asks for every
 * object class folded away. A new tree at each call, because partitions annotate the one that they get.
 */
final class NormalFilter {
    private final SchemaManager schema;
    private final FilterNormalizingVisitor visitor;

    NormalFilter(SchemaManager schema) {
        this.schema = schema;
        this.visitor = new FilterNormalizingVisitor(new ConcreteNameComponentNormalizer(schema), schema);
    }

    ExprNode of(String filter) throws LdapException {
        ExprNode normal;
        try {
            normal = (ExprNode) FilterParser.parse(schema, filter).accept(visitor);
        } catch (ParseException e) {
            throw new LdapException("not a filter: " + filter, e);
        }
        if (normal == null) {
            throw new LdapException("a filter of which the schema knows nothing: " + filter);
        }
        return folded(normal);
    }

    private static ExprNode folded(ExprNode node) {
        if (node instanceof LeafNode leaf) {
            return asksForEverything(leaf) ? ObjectClassNode.OBJECT_CLASS_NODE : leaf;
        }
        if (node instanceof AndNode and) {
            return foldedAnd(and);
        }
        if (node instanceof OrNode or) {
            OrNode result = new OrNode();
            for (ExprNode child : or.getChildren()) {
                ExprNode folded = folded(child);
                if (folded instanceof ObjectClassNode) {
                    return folded;
                }
                result.addNode(folded);
            }
            return result;
        }
        if (node instanceof NotNode not) {
            ExprNode folded = folded(not.getFirstChild());
            if (folded instanceof ObjectClassNode) {
                return UndefinedNode.UNDEFINED_NODE;
            }
            if (folded instanceof UndefinedNode) {
                return ObjectClassNode.OBJECT_CLASS_NODE;
            }
            return new NotNode(folded);
        }
        return node;
    }

    private static ExprNode foldedAnd(BranchNode and) {
        AndNode result = new AndNode();
        for (ExprNode child : and.getChildren()) {
            ExprNode folded = folded(child);
            if (!(folded instanceof ObjectClassNode)) {
                result.addNode(folded);
            }
        }
        return switch (result.getChildren().size()) {
            case 0 -> ObjectClassNode.OBJECT_CLASS_NODE;
            case 1 -> result.getFirstChild();
            default -> result;
        };
    }

    private static boolean asksForEverything(LeafNode leaf) {
        if (!leaf.getAttributeType().getOid().equals(SchemaConstants.OBJECT_CLASS_AT_OID)) {
            return false;
        }
        return leaf instanceof PresenceNode
                || (leaf instanceof EqualityNode<?> equality
                        && SchemaConstants.TOP_OC.equals(equality.getValue().getString()));
    }
}
