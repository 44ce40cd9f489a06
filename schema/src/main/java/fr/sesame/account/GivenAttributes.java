package fr.sesame.account;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What one record says in attributes of the person, as the directory is to have it.
 *
 * @param values by attribute, none of them empty
 * @param held attributes of which it says what cannot be understood: what is known of them stays
 */
public record GivenAttributes(SortedMap<String, SortedSet<String>> values, Set<String> held) {
    /** Nothing. */
    public static final GivenAttributes NONE = new GivenAttributes(new TreeMap<>(), Set.of());

    public GivenAttributes {
        values = sorted(values);
        held = Set.copyOf(held);
    }

    static SortedMap<String, SortedSet<String>> sorted(Map<String, SortedSet<String>> values) {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        values.forEach((name, all) -> {
            if (!all.isEmpty()) {
                sorted.put(name, SortedValues.copyOf(all));
            }
        });
        return Collections.unmodifiableSortedMap(sorted);
    }
}
