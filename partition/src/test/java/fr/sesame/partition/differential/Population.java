package fr.sesame.partition.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;

/** The entries that the oracle holds at a moment: whom the next operation may be about, and who is whose alias. */
final class Population {
    private final Entries texts;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Population(Entries texts, List<Entry> all) {
        this.texts = texts;
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

    Entry get(Dn dn) {
        return Objects.requireNonNull(entries.get(dn.getNormName()), dn.getName());
    }

    boolean isAlias(Dn dn) {
        Entry entry = entries.get(dn.getNormName());
        return entry != null && entry.hasObjectClass("alias");
    }

    Dn target(Entry alias) throws LdapException {
        Attribute target = alias.get("aliasedObjectName");
        return texts.dn(target.getString());
    }

    /** Whether an alias points to this entry or below it, or an alias that is not the entry itself lives below it. */
    boolean isTiedToAliases(Dn dn) throws LdapException {
        for (Entry entry : entries.values()) {
            if (!entry.hasObjectClass("alias")) {
                continue;
            }
            Dn home = entry.getDn();
            if (target(entry).isDescendantOf(dn) || (!home.equals(dn) && home.isDescendantOf(dn))) {
                return true;
            }
        }
        return false;
    }
}
