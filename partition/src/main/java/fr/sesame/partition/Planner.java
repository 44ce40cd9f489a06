package fr.sesame.partition;

import java.util.ArrayList;
import java.util.Arrays;
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
            return anyOf(view, or);
        }
        if (node instanceof UndefinedNode) {
            return Choice.NOTHING;
        }
        if (node instanceof PresenceNode presence) {
            AttributeIndex index = index(values, presence.getAttributeType());
            return index == null ? null : whole(view, index);
        }
        if (node instanceof SubstringNode substring) {
            return substring(view, substring);
        }
        if (node instanceof SimpleNode<?> simple) {
            AttributeIndex index = index(values, simple.getAttributeType());
            return index == null ? null : assertion(view, index, simple);
        }
        return null;
    }

    private @Nullable Choice anyOf(View view, OrNode or) throws LdapException {
        long sum = 0;
        List<Choice> choices = new ArrayList<>();
        List<Matcher> matchers = new ArrayList<>();
        for (ExprNode child : or.getChildren()) {
            Choice choice = choose(view, child);
            if (choice == null) {
                return null;
            }
            if (choice.estimate() > 0) {
                sum += choice.estimate();
                choices.add(choice);
                matchers.add(filters.compile(child));
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

    /** The index, if it holds all that an assertion about the type is about: that is, if there are no subtypes. */
    private @Nullable AttributeIndex index(Map<String, AttributeIndex> indices, @Nullable AttributeType type)
            throws LdapException {
        AttributeIndex index = type == null ? null : indices.get(type.getOid());
        return index == null || schema.getAttributeTypeRegistry().hasDescendants(type) ? null : index;
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
        AttributeIndex byValue = index(values, type);
        AttributeIndex byGrams = index(grams, type);
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
