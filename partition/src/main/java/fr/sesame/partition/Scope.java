package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.SearchScope;

/**
 * The part of the tree that a search is about. With aliases dereferenced (RFC 4511, 4.5.1.3), an alias in the scope is left out
 * and what it stands for is looked at in its place, at a subtree search with all that is below it.
 */
final class Scope {
    private final Tree tree;
    private final SearchScope kind;
    private final long base;
    /** Beside the base: where aliases lead to. */
    private final List<Long> targets;

    private final Set<Long> aliases;

    private Scope(Tree tree, SearchScope kind, long base, List<Long> targets, Set<Long> aliases) {
        this.tree = tree;
        this.kind = kind;
        this.base = base;
        this.targets = targets;
        this.aliases = aliases;
    }

    static Scope of(View view, Tree tree, Aliases aliases, SearchScope kind, long base, boolean dereference)
            throws LdapException {
        if (!dereference || kind == SearchScope.OBJECT || !aliases.areAny(view)) {
            return new Scope(tree, kind, base, List.of(), Set.of());
        }
        List<Aliases.Alias> all = aliases.all(view);
        Set<Long> ids = new LinkedHashSet<>();
        all.forEach(alias -> ids.add(alias.id()));
        Scope scope = new Scope(tree, kind, base, new ArrayList<>(), ids);
        boolean grown = true;
        while (grown) { // an alias below what an alias stands for leads on
            grown = false;
            for (Aliases.Alias alias : all) {
                long target = tree.find(view, alias.target());
                if (target != Tree.NOBODY && scope.covers(view, alias.id()) && !scope.covers(view, target)) {
                    scope.targets.add(target);
                    grown = kind == SearchScope.SUBTREE;
                }
            }
        }
        return scope;
    }

    boolean contains(View view, long id) {
        return !aliases.contains(id) && covers(view, id);
    }

    private boolean covers(View view, long id) {
        if (kind == SearchScope.SUBTREE) {
            if (tree.isWithin(view, id, base)) {
                return true;
            }
            for (long target : targets) {
                if (tree.isWithin(view, id, target)) {
                    return true;
                }
            }
            return false;
        }
        if (kind == SearchScope.OBJECT) {
            return id == base;
        }
        ByteBuffer record = view.get(view.store().layout.entries, id);
        return (record != null && EntryFormat.parent(record) == base) || targets.contains(id);
    }

    /** All of it, in the order of the tree. */
    Planner.Choice everything(View view) {
        if (kind == SearchScope.OBJECT) {
            return new Planner.Choice(1, () -> new Candidates.Known(base));
        }
        Tree.Counts counts = tree.counts(view, base);
        if (kind == SearchScope.ONELEVEL) {
            EntryStore store = view.store();
            return new Planner.Choice(
                    counts.children() + targets.size(),
                    () -> withTargets(new Candidates.OfKey(store.layout.children, Packer.idBytes(base))));
        }
        long all = view.size(view.store().layout.entries);
        long descendants = counts.descendants() + 1;
        if (!targets.isEmpty() || descendants > all / 2) {
            return new Planner.Choice(all, Candidates.All::new); // trees may overlap: each entry once
        }
        return new Planner.Choice(descendants, () -> new Candidates.OfTree(base));
    }

    private Candidates withTargets(Candidates children) {
        if (targets.isEmpty()) {
            return children;
        }
        long[] ids = targets.stream().mapToLong(Long::longValue).toArray();
        return new Candidates.OfSeveral(
                List.of(children, new Candidates.Known(ids)), List.of((entry, dn) -> false, (entry, dn) -> false));
    }
}
