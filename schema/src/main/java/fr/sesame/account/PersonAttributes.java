package fr.sesame.account;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The attributes of a person that come from sources: what each record last gave, and what is there now, whoever wrote it.
 *
 * @param given by all records
 * @param values by attribute, none of them empty
 */
public record PersonAttributes(SortedSet<GivenValue> given, SortedMap<String, SortedSet<String>> values) {
    /** Of whom no source says anything, and nothing is there. */
    public static final PersonAttributes NONE = new PersonAttributes(new TreeSet<>(), new TreeMap<>());

    public PersonAttributes {
        given = SortedValues.copyOf(given);
        values = GivenAttributes.sorted(values);
    }

    /** The same, and nothing new where there is nothing: most people have none. */
    public static PersonAttributes of(Collection<GivenValue> given, Map<String, SortedSet<String>> values) {
        return given.isEmpty() && values.isEmpty()
                ? NONE
                : new PersonAttributes(new TreeSet<>(given), new TreeMap<>(values));
    }

    /** What is there in that attribute. */
    public SortedSet<String> of(String attribute) {
        return values.getOrDefault(attribute, Collections.emptySortedSet());
    }
}
