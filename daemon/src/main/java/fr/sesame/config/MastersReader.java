package fr.sesame.config;

import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.account.Master;
import fr.sesame.directory.ldap.PersonAttribute;
import fr.sesame.directory.ldap.PersonSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code masters:} of sesame.yaml; docs/attributes.md is its reference. */
final class MastersReader {
    private static final Map<String, AttributeGroup> GROUPS = groups();

    private MastersReader() {}

    private static Map<String, AttributeGroup> groups() {
        Map<String, AttributeGroup> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (AttributeGroup group : AttributeGroup.values()) {
            group.members().forEach(name -> groups.put(name, group));
        }
        return groups;
    }

    /** The group by which access to that attribute is given, or null. */
    static @Nullable AttributeGroup groupOf(String attribute) {
        return GROUPS.get(attribute);
    }

    /**
     * Who is master of each attribute that a source gives.
     *
     * @param access says what people may write themselves
     * @param whole whether all that sources give is known: no file of theirs has a problem
     */
    static Map<String, Master> read(
            Section section, Collection<SourceSettings> sources, AccessSettings access, boolean whole) {
        Map<String, Master> masters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (SourceSettings source : sources) {
            source.mapping()
                    .attributes()
                    .forEach(one -> masters.put(one.attribute(), standard(one.attribute(), access)));
        }
        Set<String> given = new TreeSet<>(masters.keySet());
        for (String key : section.keys()) {
            String name =
                    PersonSchema.standard().find(key).map(PersonAttribute::name).orElse(key);
            Master master = section.word(key, Arrays.asList(Master.values()), Master::word, Master.SOURCE);
            if (!masters.containsKey(name) && !whole) {
                continue; // another problem may be the reason
            }
            if (!masters.containsKey(name)) {
                section.problem(key, "'" + key + "'", "an attribute that a source gives: " + given);
            } else if (master == Master.SELF && !isWrittenBySelf(name, access)) {
                section.problem(
                        key, "'self'", "source or local: people may not write it themselves (access.self.writes)");
            } else {
                masters.put(name, master);
            }
        }
        return masters;
    }

    private static Master standard(String name, AccessSettings access) {
        if (isWrittenBySelf(name, access)) {
            return Master.SELF;
        }
        return groupOf(name) == AttributeGroup.DESCRIPTION ? Master.LOCAL : Master.SOURCE;
    }

    private static boolean isWrittenBySelf(String name, AccessSettings access) {
        return access.selfWrites().contains(groupOf(name), List.of(name));
    }
}
