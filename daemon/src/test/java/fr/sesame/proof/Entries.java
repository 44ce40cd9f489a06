package fr.sesame.proof;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.ObjectClasses;
import fr.sesame.schema.StateProjection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries by name: what somebody has written, or what somebody has found. */
final class Entries {
    private static final int SHOWN = 300;
    private static final int SHOWN_OF_VALUE = 40;

    /** What the directory derives and the clients here do not write; the state and its next change they write, as it would be. */
    private static final Set<String> PROJECTED = Stream.concat(
                    StateProjection.ATTRIBUTES.stream(), AffiliationProjection.ATTRIBUTES.stream())
            .filter(name -> !name.equals(Attributes.STATE))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PROJECTION_CLASSES = Set.of(
            ObjectClasses.SHADOW_ACCOUNT.toLowerCase(Locale.ROOT), ObjectClasses.EDU_PERSON.toLowerCase(Locale.ROOT));

    private final NavigableMap<DN, Entry> byName = new TreeMap<>();

    static Entries of(Collection<? extends Entry> found) throws LDAPException {
        Entries entries = new Entries();
        for (Entry entry : found) {
            entries.put(entry);
        }
        return entries;
    }

    Entries copy() {
        Entries copy = new Entries();
        copy.byName.putAll(byName);
        return copy;
    }

    void put(Entry entry) throws LDAPException {
        byName.put(entry.getParsedDN(), entry);
    }

    void remove(DN name) {
        byName.remove(name);
    }

    @Nullable
    Entry get(DN name) {
        return byName.get(name);
    }

    int size() {
        return byName.size();
    }

    Collection<Entry> all() {
        return byName.values();
    }

    Set<DN> names() {
        return byName.keySet();
    }

    Stream<DN> below(DN parent) {
        return byName.keySet().stream().filter(name -> name.isDescendantOf(parent, false));
    }

    Stream<DN> childrenOf(DN parent) {
        return byName.keySet().stream().filter(name -> parent.equals(name.getParent()));
    }

    Entries where(Predicate<DN> wanted) {
        Entries some = new Entries();
        byName.forEach((name, entry) -> {
            if (wanted.test(name)) {
                some.byName.put(name, entry);
            }
        });
        return some;
    }

    /** What differs, a line for each name; none if these are the same entries with the same values. */
    List<String> differencesTo(Entries found) {
        List<String> lines = new ArrayList<>();
        Set<DN> names = new TreeSet<>(byName.keySet());
        names.addAll(found.byName.keySet());
        for (DN name : names) {
            SortedMap<String, SortedMap<String, Integer>> wanted = image(byName.get(name));
            SortedMap<String, SortedMap<String, Integer>> there = image(found.byName.get(name));
            if (!wanted.equals(there)) {
                wanted.entrySet().removeIf(attribute -> {
                    boolean same = attribute.getValue().equals(there.get(attribute.getKey()));
                    if (same) {
                        there.remove(attribute.getKey());
                    }
                    return same;
                });
                lines.add(name + ": expected " + shown(wanted) + ", found " + shown(there));
            }
        }
        return lines;
    }

    private static String shown(SortedMap<String, SortedMap<String, Integer>> image) {
        List<String> attributes = new ArrayList<>();
        image.forEach((name, values) -> values.forEach((value, times) ->
                attributes.add(name + "=" + cut(value, SHOWN_OF_VALUE) + (times == 1 ? "" : " twice"))));
        return attributes.isEmpty() ? "nothing" : cut(String.join(", ", attributes), SHOWN);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    /**
     * Names of attributes in lower case, values as they are and how often, in any order, but for what the directory says of the
     * account's state by itself. Nothing, if there is no entry.
     */
    private static SortedMap<String, SortedMap<String, Integer>> image(@Nullable Entry entry) {
        SortedMap<String, SortedMap<String, Integer>> image = new TreeMap<>();
        if (entry != null) {
            for (Attribute attribute : entry.getAttributes()) {
                String name = attribute.getName().toLowerCase(Locale.ROOT);
                if (PROJECTED.contains(name)) {
                    continue;
                }
                SortedMap<String, Integer> values = image.computeIfAbsent(name, none -> new TreeMap<>());
                for (String value : attribute.getValues()) {
                    // Object classes are words of the schema: a server may write them as it does.
                    values.merge(name.equals("objectclass") ? value.toLowerCase(Locale.ROOT) : value, 1, Integer::sum);
                }
                values.keySet().removeAll(PROJECTION_CLASSES);
            }
        }
        return image;
    }
}
