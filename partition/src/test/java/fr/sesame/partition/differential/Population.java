package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.name.Dn;

/** The entries that the oracle holds at a moment: whom the next operation may be about. */
final class Population {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Population(List<Entry> all) {
        all.stream()
                .sorted((a, b) -> a.getDn().getNormName().compareTo(b.getDn().getNormName()))
                .forEach(entry -> entries.put(entry.getDn().getNormName(), entry));
    }

    int size() {
        return entries.size();
    }

    List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    /** The operations that make it anew, those that others need first. */
    List<Operation> asAdds() {
        List<Operation> adds = new ArrayList<>();
        for (boolean aliases : new boolean[] {false, true}) {
            entries.values().stream()
                    .filter(entry -> entry.hasObjectClass("alias") == aliases)
                    .sorted(Comparator.comparingInt(entry -> entry.getDn().size()))
                    .forEach(entry -> adds.add(add(entry)));
        }
        return adds;
    }

    private static Operation.Add add(Entry entry) {
        List<Operation.Values> attributes = new ArrayList<>();
        for (Attribute attribute : entry) {
            attributes.add(new Operation.Values(attribute.getAttributeType().getName(), Entries.values(attribute)));
        }
        return new Operation.Add(
                entry.getDn().getName(), attributes, entry.get("entryCSN").get().getString());
    }

    boolean has(Dn dn) {
        return entries.containsKey(dn.getNormName());
    }

    boolean isAlias(Dn dn) {
        Entry entry = entries.get(dn.getNormName());
        return entry != null && entry.hasObjectClass("alias");
    }
}
