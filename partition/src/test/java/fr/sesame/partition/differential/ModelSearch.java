package fr.sesame.partition.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapAliasException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapNoSuchObjectException;
import org.apache.directory.api.ldap.model.filter.AndNode;
import org.apache.directory.api.ldap.model.filter.BranchNode;
import org.apache.directory.api.ldap.model.filter.ExprNode;
import org.apache.directory.api.ldap.model.filter.NotNode;
import org.apache.directory.api.ldap.model.filter.ObjectClassNode;
import org.apache.directory.api.ldap.model.filter.UndefinedNode;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.interceptor.context.SearchOperationContext;
import org.apache.directory.server.core.api.partition.PartitionTxn;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;
import org.apache.directory.server.core.shared.DefaultDnFactory;
import org.apache.directory.server.xdbm.IndexEntry;
import org.apache.directory.server.xdbm.search.Evaluator;
import org.apache.directory.server.xdbm.search.impl.EvaluatorBuilder;

/**
 * A search that looks at every entry: the scope as RFC 4511, 4.5.1.2 and 4.5.1.3 say, each item of the filter by ApacheDS's
 * evaluator for it, without any index.
 */
final class ModelSearch {
    private final SchemaManager schema;
    private final EvaluatorBuilder evaluators;
    private final PartitionTxn nothing;

    ModelSearch(SchemaManager schema) throws LdapException {
        this.schema = schema;
        // Evaluators ask a store for its indices; this one has none on user attributes, and no entries.
        AvlPartition empty = new AvlPartition(schema, new DefaultDnFactory(schema, 10));
        empty.setId("empty");
        empty.setSuffixDn(new Dn(schema, Generator.SUFFIX));
        empty.initialize();
        this.evaluators = new EvaluatorBuilder(empty, schema);
        this.nothing = empty.beginReadTransaction();
    }

    List<Entry> find(Map<String, Entry> entries, SearchOperationContext context) throws LdapException {
        Entry base = entries.get(context.getDn().getNormName());
        if (base == null) {
            throw new LdapNoSuchObjectException(context.getDn().getName());
        }
        if (context.getAliasDerefMode().isDerefFindingBase()) {
            base = effective(entries, base);
        }
        boolean searching = context.getAliasDerefMode().isDerefInSearching();
        Collection<Entry> candidates = searching && context.getScope() != SearchScope.OBJECT
                ? dereferenced(entries, base, context.getScope())
                : plain(entries, base, context.getScope());
        List<Entry> found = new ArrayList<>();
        for (Entry candidate : candidates) {
            if (matches(context.getFilter(), candidate)) {
                found.add(candidate.clone());
            }
        }
        return found;
    }

    private Entry effective(Map<String, Entry> entries, Entry base) throws LdapException {
        Set<Entry> seen = new LinkedHashSet<>();
        Entry entry = base;
        while (entry.hasObjectClass("alias")) {
            Entry next = entries.get(target(schema, entry).getNormName());
            if (next == null || !seen.add(entry)) {
                throw new LdapAliasException("an alias of nobody: " + entry.getDn());
            }
            entry = next;
        }
        return entry;
    }

    private static Collection<Entry> plain(Map<String, Entry> entries, Entry base, SearchScope scope) {
        List<Entry> candidates = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Dn dn = entry.getDn();
            boolean in = switch (scope) {
                case OBJECT -> dn.equals(base.getDn());
                case ONELEVEL -> dn.getParent().equals(base.getDn());
                default -> dn.isDescendantOf(base.getDn());
            };
            if (in) {
                candidates.add(entry);
            }
        }
        return candidates;
    }

    private Collection<Entry> dereferenced(Map<String, Entry> entries, Entry base, SearchScope scope)
            throws LdapException {
        Set<Entry> candidates = new LinkedHashSet<>();
        Set<String> bases = new LinkedHashSet<>();
        Deque<Entry> next = new ArrayDeque<>(List.of(base));
        while (!next.isEmpty()) {
            Entry here = next.remove();
            // With one level, a target is looked at itself and not below; it may be the base.
            SearchScope level = scope == SearchScope.ONELEVEL && !bases.isEmpty() ? SearchScope.OBJECT : scope;
            if (!bases.add(level + " " + here.getDn().getNormName())) {
                continue;
            }
            for (Entry entry : plain(entries, here, level)) {
                if (!entry.hasObjectClass("alias")) {
                    candidates.add(entry);
                    continue;
                }
                Entry target = entries.get(target(schema, entry).getNormName());
                if (target != null) {
                    next.add(target);
                }
            }
        }
        return candidates;
    }

    static Dn target(SchemaManager schema, Entry alias) throws LdapException {
        return new Dn(schema, alias.get("aliasedObjectName").getString());
    }

    private boolean matches(ExprNode node, Entry entry) throws LdapException {
        if (node instanceof ObjectClassNode) {
            return true;
        }
        if (node instanceof UndefinedNode) {
            return false;
        }
        if (node instanceof NotNode not) {
            return !matches(not.getFirstChild(), entry);
        }
        if (node instanceof BranchNode branch) {
            boolean and = node instanceof AndNode;
            for (ExprNode child : branch.getChildren()) {
                if (matches(child, entry) != and) {
                    return !and;
                }
            }
            return and;
        }
        Evaluator<? extends ExprNode> evaluator = evaluators.build(nothing, node);
        IndexEntry<String, String> candidate = new IndexEntry<>();
        candidate.setEntry(entry);
        return evaluator.evaluate(nothing, candidate);
    }
}
