package fr.sesame.account;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who is master of each attribute, and what becomes of it when a source speaks. Pure.
 *
 * <p>Of several records that give an attribute the last source in the order of the configuration counts, as for names; of several
 * records of one source that with the last key. All its values are taken, and none of the others'.
 *
 * <p>An attribute has been changed by somebody if it is neither what one of the records gave last, nor empty where none gave anything.
 * Where the master is not the source, it stays as it is then; it is the source's again once somebody writes what a source gives.
 */
public final class AttributeRules {
    private final Map<String, Master> masters;
    private final Map<String, Integer> ranks = new HashMap<>();

    /**
     * @param masters by attribute; of one that is not in it the source is master
     * @param sourceOrder all sources, as the configuration lists them
     */
    public AttributeRules(Map<String, Master> masters, List<String> sourceOrder) {
        this.masters = Map.copyOf(masters);
        for (String source : sourceOrder) {
            ranks.put(source, ranks.size());
        }
    }

    /** Who is master of that attribute. */
    public Master masterOf(String attribute) {
        return masters.getOrDefault(attribute, Master.SOURCE);
    }

    /**
     * The attributes once the records of a source give that.
     *
     * @param source whose attributes are looked at: those that it gave, and those that it gives now
     * @param given what all records give now, those of other sources too; what a record has ceased to give is looked at as well
     */
    public PersonAttributes after(PersonAttributes before, String source, SortedSet<GivenValue> given) {
        SortedSet<String> names = new TreeSet<>();
        looked(before.given(), source, given, names);
        looked(given, source, before.given(), names);
        if (names.isEmpty()) {
            return before;
        }
        Map<String, SortedSet<String>> values = new TreeMap<>(before.values());
        for (String name : names) {
            values.put(name, value(name, before, given));
        }
        PersonAttributes after = PersonAttributes.of(given, GivenAttributes.sorted(values));
        return after.equals(before) ? before : after;
    }

    private static void looked(
            SortedSet<GivenValue> values, String source, SortedSet<GivenValue> others, SortedSet<String> names) {
        for (GivenValue value : values) {
            if (value.key().source().equals(source) || !others.contains(value)) {
                names.add(value.attribute());
            }
        }
    }

    private SortedSet<String> value(String name, PersonAttributes before, SortedSet<GivenValue> given) {
        SortedSet<String> now = before.of(name);
        SortedMap<SourceKey, SortedSet<String>> gave = byKey(before.given(), name);
        SortedSet<String> wanted =
                leading(byKey(given, name)).map(Map.Entry::getValue).orElse(Collections.emptySortedSet());
        if (masterOf(name) != Master.SOURCE) {
            return isOfSources(now, gave) ? wanted : now;
        }
        if (!wanted.isEmpty()) {
            return wanted;
        }
        SortedSet<String> others =
                new TreeSet<>(now); // nobody gives it any more: what they gave goes, and nothing else
        gave.values().forEach(others::removeAll);
        return others;
    }

    private static boolean isOfSources(SortedSet<String> now, SortedMap<SourceKey, SortedSet<String>> gave) {
        return gave.isEmpty() ? now.isEmpty() : gave.containsValue(now);
    }

    private static SortedMap<SourceKey, SortedSet<String>> byKey(SortedSet<GivenValue> given, String name) {
        return given.stream()
                .filter(value -> value.attribute().equals(name))
                .collect(Collectors.groupingBy(
                        GivenValue::key,
                        TreeMap::new,
                        Collectors.mapping(GivenValue::value, Collectors.toCollection(TreeSet::new))));
    }

    private Optional<Map.Entry<SourceKey, SortedSet<String>>> leading(SortedMap<SourceKey, SortedSet<String>> given) {
        return given.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<SourceKey, SortedSet<String>> one) ->
                                ranks.getOrDefault(one.getKey().source(), -1))
                        .thenComparing(Map.Entry::getKey));
    }

    /**
     * Whose an attribute is.
     *
     * @param attribute its name
     * @param values what is there
     * @param master who has the last word
     * @param from the record whose values count; empty if no record gives any
     * @param given these values, the same as those that are there unless somebody has changed them
     */
    public record Ownership(
            String attribute,
            SortedSet<String> values,
            Master master,
            Optional<SourceKey> from,
            SortedSet<String> given) {

        /** Whether somebody has written what is there, or has taken it away, after the source. */
        public boolean isChanged() {
            return !values.equals(given);
        }
    }

    /** That of each attribute that a source gives, by name. */
    public List<Ownership> ownership(PersonAttributes attributes) {
        Map<String, Ownership> all = new LinkedHashMap<>();
        for (GivenValue one : attributes.given()) {
            all.computeIfAbsent(one.attribute(), name -> ownership(name, attributes));
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Ownership::attribute))
                .toList();
    }

    private Ownership ownership(String name, PersonAttributes attributes) {
        Optional<Map.Entry<SourceKey, SortedSet<String>>> leading = leading(byKey(attributes.given(), name));
        return new Ownership(
                name,
                attributes.of(name),
                masterOf(name),
                leading.map(Map.Entry::getKey),
                leading.map(Map.Entry::getValue).orElse(Collections.emptySortedSet()));
    }
}
