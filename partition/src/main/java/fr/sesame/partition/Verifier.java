package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.lmdbjava.Dbi;

/**
 * Walks the entries of a store and asks whether all that follows from them is there, and nothing else: names, children, counts,
 * aliases, and every index. It reads one snapshot, so it can do so while the service runs.
 *
 * <p>Each pair that an entry calls for is looked up; if as many pairs are there as were called for, there are no others. Only
 * if there are more is the index walked too, to say which.
 */
final class Verifier {
    /** So many problems are told one by one. */
    private static final int TOLD = 100;

    private final EntryStore store;
    private final EntryFormat format;
    private final Tree tree;
    private final Aliases aliases;
    private final List<AttributeIndex> indices;
    private final List<String> problems = new ArrayList<>();
    private long problemCount;
    private long pairs;

    Verifier(EntryStore store, EntryFormat format, Tree tree, Aliases aliases, List<AttributeIndex> indices) {
        this.store = store;
        this.format = format;
        this.tree = tree;
        this.aliases = aliases;
        this.indices = indices;
    }

    Verification run() {
        try (View view = store.read()) {
            List<String> complete = store.layout.completeIndices(view);
            for (AttributeIndex index : indices) {
                if (!complete.contains(index.name())) {
                    problem("index " + index + " was not filled to its end");
                }
            }
            Map<Long, long[]> counts = new HashMap<>();
            long[] called = new long[indices.size()];
            long entries = 0;
            long aliased = 0;
            Candidates all = new Candidates.All();
            for (long id = all.next(view); id != Tree.NOBODY; id = all.next(view)) {
                entries++;
                aliased += check(view, id, counts, called);
            }
            sizes("names", view.size(store.layout.names), entries);
            sizes("children", view.size(store.layout.children), entries);
            sizes("aliases", view.size(store.layout.aliases), aliased);
            checkCounts(view, counts);
            for (int i = 0; i < called.length; i++) {
                AttributeIndex index = indices.get(i);
                pairs += called[i];
                if (view.size(index.database()) != called[i]) {
                    sizes("index " + index, view.size(index.database()), called[i]);
                    findStrays(view, index);
                }
            }
            return new Verification(entries, pairs, problemCount, problems);
        }
    }

    private long check(View view, long id, Map<Long, long[]> counts, long[] called) {
        try {
            ByteBuffer record = tree.record(view, id).duplicate();
            EntryFormat.Head head = EntryFormat.head(record.duplicate());
            Entry entry = format.readWhole(record);
            checkPlace(view, id, head, counts);
            String name = "entry " + id + " (" + head.rdn() + ")";
            for (int i = 0; i < called.length; i++) {
                AttributeIndex index = indices.get(i);
                for (byte[] key : index.keysOf(entry)) {
                    called[i]++;
                    if (!has(view, index.database(), key, id)) {
                        problem("index " + index + " lacks " + name + " under " + printable(index, key));
                    }
                }
            }
            String target = aliases.targetIn(entry);
            String listed = Aliases.text(view.get(store.layout.aliases, id));
            if (!Objects.equals(target, listed)) {
                problem(name + " stands for " + target + ", the list of aliases says " + listed);
            }
            return target == null ? 0 : 1;
        } catch (LdapException | RuntimeException e) {
            problem("entry " + id + " cannot be read: " + e.getMessage());
            return 0;
        }
    }

    private void checkPlace(View view, long id, EntryFormat.Head head, Map<Long, long[]> counts) throws LdapException {
        ByteBuffer named = view.get(store.layout.names, Tree.nameKey(head.parent(), tree.normalized(head)));
        if (named == null || named.getLong(named.position()) != id) {
            problem("entry " + id + " (" + head.rdn() + ") is not found by its name");
        }
        if (!has(view, store.layout.children, Packer.idBytes(head.parent()), id)) {
            problem("entry " + id + " (" + head.rdn() + ") is not among the children of " + head.parent());
        }
        long at = head.parent();
        for (int depth = 0; at != Tree.ABOVE; depth++) {
            long[] count = counts.computeIfAbsent(at, parent -> new long[2]);
            count[0] += depth == 0 ? 1 : 0;
            count[1]++;
            ByteBuffer above = view.get(store.layout.entries, at);
            if (above == null) {
                problem("entry " + id + " (" + head.rdn() + ") stands below " + at + ", which is not there");
                return;
            }
            at = EntryFormat.parent(above);
        }
    }

    private void checkCounts(View view, Map<Long, long[]> counts) {
        sizes("counts", view.size(store.layout.counts), counts.size());
        counts.forEach((id, count) -> {
            Tree.Counts stored = tree.counts(view, id);
            if (stored.children() != count[0] || stored.descendants() != count[1]) {
                problem("entry " + id + " has " + count[0] + " children and " + count[1]
                        + " descendants, the store says " + stored.children() + " and " + stored.descendants());
            }
        });
    }

    private void findStrays(View view, AttributeIndex index) {
        Candidates.OfRange range = new Candidates.OfRange(index, new byte[] {0}, key -> true);
        for (long id = range.next(view); id != Tree.NOBODY; id = range.next(view)) {
            byte[] key = range.key();
            ByteBuffer record = view.get(store.layout.entries, id);
            try {
                Entry entry = record == null ? null : format.read(record.duplicate(), type -> true);
                if (index.keysOf(entry).stream().noneMatch(own -> Arrays.equals(own, key))) {
                    problem("index " + index + " has entry " + id + " under " + printable(index, key)
                            + (entry == null ? ", which is not there" : ", which it does not have"));
                }
            } catch (LdapException | RuntimeException e) {
                problem("entry " + id + " cannot be read: " + e.getMessage());
            }
        }
    }

    private static boolean has(View view, Dbi<ByteBuffer> database, byte[] key, long id) {
        View.Walk walk = view.walk(database);
        return walk.seek(key, id) && walk.id() == id;
    }

    private void sizes(String what, long found, long expected) {
        if (found != expected) {
            problem(what + ": " + found + " pairs, expected " + expected);
        }
    }

    private static String printable(AttributeIndex index, byte[] key) {
        return "'" + index.printable(key) + "'";
    }

    private void problem(String text) {
        problemCount++;
        if (problems.size() < TOLD) {
            problems.add(text);
        }
    }
}
