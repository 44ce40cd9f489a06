package fr.sesame.interceptors;

import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeGroups;
import fr.sesame.access.AttributeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.jspecify.annotations.Nullable;

/** A set of attributes as types of the schema; each is decided once, and looked up by its OID from then on. */
final class TypeSet {
    private final AttributeGroups groups;
    private final AttributeSet attributes;
    private final Map<String, Boolean> decided = new ConcurrentHashMap<>();

    TypeSet(AttributeGroups groups, AttributeSet attributes) {
        this.groups = groups;
        this.attributes = attributes;
    }

    boolean contains(AttributeType type) {
        Boolean known = decided.get(type.getOid());
        return known == null ? decided.computeIfAbsent(type.getOid(), oid -> decide(type)) : known;
    }

    private boolean decide(AttributeType type) {
        return attributes.contains(groupOf(groups, type), names(type));
    }

    /** The group of the type, else that of the nearest type above: a kind of password is a password. */
    static @Nullable AttributeGroup groupOf(AttributeGroups groups, AttributeType type) {
        for (AttributeType at = type; at != null; at = at.getSuperior()) {
            AttributeGroup group = groups.of(names(at));
            if (group != null) {
                return group;
            }
        }
        return null;
    }

    private static List<String> names(AttributeType type) {
        List<String> names = new ArrayList<>(type.getNames());
        names.add(type.getOid());
        return names;
    }
}
