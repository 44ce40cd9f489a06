package fr.sesame.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.apache.directory.api.ldap.model.filter.LeafNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.GreaterEqNode;
import org.apache.directory.api.ldap.model.filter.LessEqNode;
import org.apache.directory.api.ldap.model.filter.OrNode;
import org.apache.directory.api.ldap.model.filter.PresenceNode;
import org.apache.directory.api.ldap.model.filter.SimpleNode;
import org.apache.directory.api.ldap.model.filter.SubstringNode;
import org.apache.directory.api.ldap.model.filter.UndefinedNode;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * Finds the index that gives the fewest candidates for a filter. It counts what is counted at a glance (values of a key, size of
 * an index) and the beginning of ranges; it never reads entries.
 */
final class Planner {
    /** A range is counted so far; what is longer is taken for a quarter of its index. */
    private static final int COUNTED = 64;

    private final SchemaManager schema;
    private final Filters filters;
    private final Map<String, AttributeIndex> values;
    private final Map<String, AttributeIndex> grams;

    /**
     * @param values indices for equality, by OID
     * @param grams indices for substrings, by OID
     */
    Planner(
            SchemaManager schema,
            Filters filters,
            Map<String, AttributeIndex> values,
            Map<String, AttributeIndex> grams) {
        this.schema = schema;
        this.filters = filters;
        this.values = values;
        this.grams = grams;
    }

    /** A way to find candidates, and about how many it gives. */
    record Choice(long estimate, Supplier<Candidates> open) {
        static final Choice NOTHING = new Choice(0, Candidates.Known::new);

        static @Nullable Choice fewer(@Nullable Choice one, @Nullable Choice other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.estimate() <= other.estimate() ? one : other;
        }
    }

    /** The best choice among the indices; none if every entry must be looked at. */
    @Nullable
    Choice choose(View view, ExprNode node) throws LdapException {
        if (node instanceof AndNode and) {
            Choice best = null;
            for (ExprNode child : and.getChildren()) {
                best = Choice.fewer(best, choose(view, child));
            }
            return best;
        }
        if (node instanceof OrNode or) {
            return anyOf(view, or.getChildren(), this::choose);
        }
        if (node instanceof UndefinedNode) {
            return Choice.NOTHING;
        }
        return node instanceof LeafNode leaf ? withSubtypes(view, leaf) : null;
    }

    /** How one of several assertions is looked for. */
    private interface Chooser<N extends ExprNode> {
        @Nullable
        Choice choose(View view, N node) throws LdapException;
    }

    private <N extends ExprNode> @Nullable Choice anyOf(View view, List<N> nodes, Chooser<N> chooser)
            throws LdapException {
        long sum = 0;
        List<Choice> choices = new ArrayList<>();
        List<Matcher> matchers = new ArrayList<>();
        for (N node : nodes) {
            Choice choice = chooser.choose(view, node);
            if (choice == null) {
                return null;
            }
            if (choice.estimate() > 0) {
                sum += choice.estimate();
                choices.add(choice);
                matchers.add(filters.compile(node));
            }
        }
        if (choices.size() == 1) {
            return choices.get(0);
        }
        return new Choice(
                sum,
                () -> new Candidates.OfSeveral(
                        choices.stream().map(choice -> choice.open().get()).toList(), matchers));
    }

    /** An assertion about a type is about its subtypes too (RFC 4511, 4.5.1.7): each has an index of its own. */
    private @Nullable Choice withSubtypes(View view, LeafNode leaf) throws LdapException {
        AttributeType type = leaf.getAttributeType();
        if (type == null) {
            return null;
        }
        if (!schema.getAttributeTypeRegistry().hasDescendants(type)) {
            return ofOneType(view, leaf);
        }
        List<LeafNode> nodes = new ArrayList<>();
        for (AttributeType subtype : subtypes(type)) {
            if (!Objects.equals(subtype.getEqualityOid(), type.getEqualityOid())) {
                return null; // its values are compared otherwise
            }
            LeafNode about = (LeafNode) leaf.clone();
            about.setAttributeType(subtype);
            nodes.add(about);
        }
        nodes.add(leaf); // after the others: what matches it may match one of them
        return anyOf(view, nodes, this::ofOneType);
    }

    /** Those farthest below first, for the same reason. */
    private List<AttributeType> subtypes(AttributeType type) throws LdapException {
        List<AttributeType> subtypes = new ArrayList<>();
        schema.getAttributeTypeRegistry().descendants(type).forEachRemaining(subtypes::add);
        subtypes.sort(Comparator.comparingInt(Planner::depth).reversed());
        return subtypes;
    }

    private static int depth(AttributeType type) {
        int depth = 0;
        for (AttributeType above = type.getSuperior(); above != null; above = above.getSuperior()) {
            depth++;
        }
        return depth;
    }

    private @Nullable Choice ofOneType(View view, LeafNode node) throws LdapException {
        if (node instanceof SubstringNode substring) {
            return substring(view, substring);
        }
        AttributeIndex index = values.get(node.getAttributeType().getOid());
        if (index == null) {
            return null;
        }
        if (node instanceof PresenceNode) {
            return whole(view, index);
        }
        return node instanceof SimpleNode<?> simple ? assertion(view, index, simple) : null;
    }

    private static Choice whole(View view, AttributeIndex index) {
        byte[] from = {0};
        return new Choice(view.size(index.database()), () -> new Candidates.OfRange(index, from, key -> true));
    }

    private Choice assertion(View view, AttributeIndex index, SimpleNode<?> node) throws LdapException {
        Value wanted = Filters.assertionValue(node);
        if (Filters.isEquality(node)) {
            byte[] key = index.keys().of(wanted);
            return new Choice(view.count(index.database(), key), () -> new Candidates.OfKey(index.database(), key));
        }
        if (!index.keys().isOrdered()) {
            return whole(view, index);
        }
        byte[] bound = index.keys().bound(wanted);
        if (node instanceof GreaterEqNode) {
            return range(view, index, bound, key -> true);
        }
        if (node instanceof LessEqNode) {
            return range(view, index, new byte[] {0}, key -> isNotAfter(key, bound));
        }
        return whole(view, index);
    }

    private static boolean isNotAfter(byte[] key, byte[] bound) {
        return Arrays.compareUnsigned(key, bound) <= 0 || startsWith(key, bound);
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static Choice range(View view, AttributeIndex index, byte[] from, Predicate<byte[]> accepted) {
        View.Walk walk = view.walk(index.database());
        int counted = 0;
        boolean more = walk.seek(from);
        while (more && accepted.test(walk.keyBytes()) && counted < COUNTED) {
            counted++;
            more = walk.next();
        }
        long estimate = counted < COUNTED ? counted : Math.max(COUNTED, view.size(index.database()) / 4);
        return new Choice(estimate, () -> new Candidates.OfRange(index, from, accepted));
    }

    private @Nullable Choice substring(View view, SubstringNode node) throws LdapException {
        AttributeType type = node.getAttributeType();
        AttributeIndex byValue = values.get(type.getOid());
        AttributeIndex byGrams = grams.get(type.getOid());
        if (byValue == null && byGrams == null) {
            return null;
        }
        Substrings substrings = Substrings.of(node);
        Choice best = null;
        if (byGrams != null) {
            for (byte[] gram : substrings.grams()) {
                best = Choice.fewer(
                        best,
                        new Choice(
                                view.count(byGrams.database(), gram),
                                () -> new Candidates.OfKey(byGrams.database(), gram)));
            }
        }
        if (byValue != null) {
            String initial = substrings.initial();
            boolean begins =
                    initial != null && !initial.isEmpty() && byValue.keys().isText();
            byte[] prefix = begins ? IndexKeys.prefix(String.valueOf(initial)) : new byte[0];
            best = Choice.fewer(
                    best, begins ? range(view, byValue, prefix, key -> startsWith(key, prefix)) : whole(view, byValue));
        }
        return best;
    }
}
