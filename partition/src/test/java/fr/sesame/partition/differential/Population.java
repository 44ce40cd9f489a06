package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    boolean has(Dn dn) {
        return entries.containsKey(dn.getNormName());
    }

    boolean isAlias(Dn dn) {
        Entry entry = entries.get(dn.getNormName());
        return entry != null && entry.hasObjectClass("alias");
    }
}
