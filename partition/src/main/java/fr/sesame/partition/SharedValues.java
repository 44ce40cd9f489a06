package fr.sesame.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;

/**
 * The values that several entries have, in one attribute or in several of one space of names. All indices are walked side by side
 * in the order of their keys, so a million entries are a matter of seconds and of no memory.
 */
public final class SharedValues {
    private SharedValues() {}

    /** Is told of each, with the entries that have it: their names and object classes. */
    @FunctionalInterface
    public interface Listener {
        void shared(String value, List<Entry> holders) throws LdapException;
    }

    /** Reads the entry of that identifier. */
    @FunctionalInterface
    interface Reader {
        Entry read(View view, long id) throws LdapException;
    }

    static void walk(View view, List<AttributeIndex> indices, Reader reader, Listener listener) throws LdapException {
        List<View.Walk> walks = new ArrayList<>();
        for (AttributeIndex index : indices) {
            View.Walk walk = view.walk(index.database());
            if (walk.first()) {
                walks.add(walk);
            }
        }
        while (!walks.isEmpty()) {
            byte[] key = walks.stream()
                    .map(View.Walk::keyBytes)
                    .min(Arrays::compareUnsigned)
                    .orElseThrow();
            SortedSet<Long> holders = new TreeSet<>();
            walks.removeIf(walk -> Arrays.equals(walk.keyBytes(), key) && !collect(walk, holders));
            if (holders.size() > 1) {
                List<Entry> entries = new ArrayList<>();
                for (long id : holders) {
                    entries.add(reader.read(view, id));
                }
                listener.shared(indices.get(0).printable(key), entries);
            }
        }
    }

    /** Takes all of the key, and goes to the next; false if there is none. */
    private static boolean collect(View.Walk walk, SortedSet<Long> holders) {
        do {
            holders.add(walk.id());
        } while (walk.nextOfKey());
        return walk.nextKey();
    }
}
