package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.lmdbjava.Dbi;

/**
 * Entries that may be what a search looks for, one after the other. It can be left at any place and taken up again in a later
 * view of the store, so that a slow client holds no snapshot.
 */
abstract class Candidates {
    private boolean begun;
    private boolean positioned;

    /** The identifier of the next one, or {@link Tree#NOBODY}. */
    final long next(View view) {
        long id = positioned ? step(view) : place(view, begun);
        begun = true;
        positioned = true;
        return id;
    }

    /** The view ends here. */
    void leave() {
        positioned = false;
    }

    /** To the first, or to the one after the last that was given. */
    abstract long place(View view, boolean resumed);

    abstract long step(View view);

    /** Whether the entry that was given last is not given a second time elsewhere. */
    boolean isFirst(Entry entry, Matcher.Naming dn) throws LdapException {
        return true;
    }

    /** The values of one key. */
    static final class OfKey extends Candidates {
        private final Dbi<ByteBuffer> database;
        private final byte[] key;
        private long last = Tree.NOBODY;

        OfKey(Dbi<ByteBuffer> database, byte[] key) {
            this.database = database;
            this.key = key;
        }

        @Override
        long place(View view, boolean resumed) {
            View.Walk walk = view.walk(database);
            return at(walk, walk.seek(key, last + 1));
        }

        @Override
        long step(View view) {
            View.Walk walk = view.walk(database);
            return at(walk, walk.nextOfKey());
        }

        private long at(View.Walk walk, boolean found) {
            if (!found) {
                return Tree.NOBODY;
            }
            last = walk.id();
            return last;
        }
    }

    /** The values of the keys from one on, as long as the keys are accepted. */
    static final class OfRange extends Candidates {
        private final AttributeIndex index;
        private final byte[] from;
        private final Predicate<byte[]> accepted;
        private byte[] key = {};
        private long last = Tree.NOBODY;

        OfRange(AttributeIndex index, byte[] from, Predicate<byte[]> accepted) {
            this.index = index;
            this.from = from;
            this.accepted = accepted;
        }

        @Override
        long place(View view, boolean resumed) {
            View.Walk walk = view.walk(index.database());
            if (!resumed) {
                return at(walk, walk.seek(from));
            }
            if (walk.seek(key, last + 1)) {
                return at(walk, true);
            }
            boolean found = walk.seek(key);
            if (found && Arrays.equals(walk.keyBytes(), key)) {
                found = walk.nextKey(); // all values of this key are less: they were given
            }
            return at(walk, found);
        }

        @Override
        long step(View view) {
            View.Walk walk = view.walk(index.database());
            return at(walk, walk.next());
        }

        private long at(View.Walk walk, boolean found) {
            if (!found) {
                return Tree.NOBODY;
            }
            ByteBuffer now = walk.key();
            if (now.remaining() != key.length || now.mismatch(ByteBuffer.wrap(key)) >= 0) {
                key = walk.keyBytes();
                if (!accepted.test(key)) {
                    return Tree.NOBODY;
                }
            }
            last = walk.id();
            return last;
        }

        /** The key under which the last one stood. */
        byte[] key() {
            return key.clone();
        }

        /** An entry with several values in the range is given at its least. */
        @Override
        boolean isFirst(Entry entry, Matcher.Naming dn) {
            for (byte[] own : index.keysOf(entry)) {
                if (Arrays.compareUnsigned(own, from) >= 0 && accepted.test(own)) {
                    return Arrays.equals(own, key);
                }
            }
            return true;
        }
    }

    /** Every entry. */
    static final class All extends Candidates {
        private long last;

        @Override
        long place(View view, boolean resumed) {
            View.Walk walk = view.walk(view.store().layout.entries);
            return at(walk, walk.seek(Packer.idBytes(last + 1)));
        }

        @Override
        long step(View view) {
            View.Walk walk = view.walk(view.store().layout.entries);
            return at(walk, walk.next());
        }

        private long at(View.Walk walk, boolean found) {
            if (!found) {
                return Tree.NOBODY;
            }
            last = walk.keyId();
            return last;
        }
    }

    /** An entry and all below it, in depth. */
    static final class OfTree extends Candidates {
        private final Deque<long[]> path = new ArrayDeque<>();
        private final long root;

        OfTree(long root) {
            this.root = root;
        }

        @Override
        long place(View view, boolean resumed) {
            if (!resumed) {
                path.push(new long[] {root, Tree.NOBODY});
                return root;
            }
            return step(view);
        }

        @Override
        long step(View view) {
            while (!path.isEmpty()) {
                long[] at = path.peek();
                View.Walk walk = view.walk(view.store().layout.children);
                if (walk.seek(Packer.idBytes(at[0]), at[1] + 1)) {
                    at[1] = walk.id();
                    path.push(new long[] {at[1], Tree.NOBODY});
                    return at[1];
                }
                path.pop();
            }
            return Tree.NOBODY;
        }
    }

    /** Those of several, one after the other. What an earlier one gives as well, a later one leaves out. */
    static final class OfSeveral extends Candidates {
        private final List<Candidates> parts;
        private final List<Matcher> filters;
        private int current;

        /** @param filters what the entries of each part, and no others, match */
        OfSeveral(List<Candidates> parts, List<Matcher> filters) {
            this.parts = parts;
            this.filters = filters;
        }

        @Override
        long place(View view, boolean resumed) {
            return step(view);
        }

        @Override
        long step(View view) {
            while (current < parts.size()) {
                long id = parts.get(current).next(view);
                if (id != Tree.NOBODY) {
                    return id;
                }
                current++;
            }
            return Tree.NOBODY;
        }

        @Override
        void leave() {
            super.leave();
            parts.forEach(Candidates::leave);
        }

        @Override
        boolean isFirst(Entry entry, Matcher.Naming dn) throws LdapException {
            for (int i = 0; i < current; i++) {
                if (filters.get(i).matches(entry, dn)) {
                    return false;
                }
            }
            return parts.get(current).isFirst(entry, dn);
        }
    }

    /** A few that are known. */
    static final class Known extends Candidates {
        private final long[] ids;
        private int at;

        Known(long... ids) {
            this.ids = ids;
        }

        @Override
        long place(View view, boolean resumed) {
            return step(view);
        }

        @Override
        long step(View view) {
            return at < ids.length ? ids[at++] : Tree.NOBODY;
        }
    }
}
