package fr.sesame.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which group an attribute is in: Sésame's own groups, and what an institution has put into them. */
public final class AttributeGroups {
    private final Map<String, AttributeGroup> byName = new HashMap<>();

    /** @param more attributes of an institution's own schema; those that are in a group already stay there */
    public AttributeGroups(Map<AttributeGroup, List<String>> more) {
        more.forEach((group, names) -> names.forEach(name -> byName.put(lower(name), group)));
        for (AttributeGroup group : AttributeGroup.values()) {
            group.members().forEach(name -> byName.put(lower(name), group));
        }
    }

    /** The group of the attribute with these names, whichever of them is known, or none. */
    public @Nullable AttributeGroup of(Collection<String> names) {
        for (String name : names) {
            AttributeGroup group = byName.get(lower(name));
            if (group != null) {
                return group;
            }
        }
        return null;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
