package fr.sesame.interceptors;

import fr.sesame.access.AttributeGroups;
import fr.sesame.access.Place;
import fr.sesame.access.Rights;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;

/** The rights of some roles, worked out for every place: deciding is looking up. Shared by all who hold the same roles. */
final class SchemaRights {
    private static final int OWN = 1;
    private static final int LISTED = 2;

    private final Set<Role> roles;
    private final SearchLimits limits;
    private final SchemaManager schema;
    private final Map<Place, SchemaGrant[]> grants = new EnumMap<>(Place.class);
    private final Map<Place, Boolean> listing = new EnumMap<>(Place.class);
    /** Those that see entries of the directory. */
    private final List<SchemaGrant> seeing = new ArrayList<>();

    private final Map<String, Boolean> worthAsking = new ConcurrentHashMap<>();

    SchemaRights(Set<Role> roles, Rights rights, AttributeGroups groups, SchemaManager schema) {
        this.roles = Set.copyOf(roles);
        this.limits = rights.limits();
        this.schema = schema;
        for (Place place : Place.values()) {
            SchemaGrant[] there = new SchemaGrant[4];
            for (int i = 0; i < there.length; i++) {
                there[i] = new SchemaGrant(groups, rights.on(place, (i & OWN) != 0, (i & LISTED) != 0));
                if (there[i].sees() && place != Place.ROOT_DSE && place != Place.SCHEMA) {
                    seeing.add(there[i]);
                }
            }
            grants.put(place, there);
            listing.put(place, rights.isListingAsked(place));
        }
    }

    Set<Role> roles() {
        return roles;
    }

    SearchLimits limits() {
        return limits;
    }

    SchemaGrant on(Place place, boolean own, boolean listed) {
        return grants.get(place)[(own ? OWN : 0) | (listed ? LISTED : 0)];
    }

    /** Whether it matters there who is in the white pages. */
    boolean isListingAsked(Place place) {
        return listing.get(place);
    }

    /** Whether anything of the directory may be seen. */
    boolean seesAnything() {
        return !seeing.isEmpty();
    }

    /** Whether there are entries that may be seen, and of which all these may be read. */
    boolean readsSomewhere(Collection<AttributeType> types) {
        return seeing.stream().anyMatch(grant -> grant.readsAll(types));
    }

    /** Whether asking for it can give anything: it, or a type below it, is read of some entry. */
    boolean isWorthAsking(AttributeType type) {
        Boolean known = worthAsking.get(type.getOid());
        return known == null ? worthAsking.computeIfAbsent(type.getOid(), oid -> isReadWithSubtypes(type)) : known;
    }

    private boolean isReadWithSubtypes(AttributeType type) {
        if (seeing.stream().anyMatch(grant -> grant.reads(type))) {
            return true;
        }
        for (AttributeType below : subtypes(schema, type)) {
            if (seeing.stream().anyMatch(grant -> grant.reads(below))) {
                return true;
            }
        }
        return false;
    }

    /** The types that have been declared as kinds of that one, itself not among them. */
    static List<AttributeType> subtypes(SchemaManager schema, AttributeType type) {
        List<AttributeType> types = new ArrayList<>();
        try {
            if (schema.getAttributeTypeRegistry().hasDescendants(type)) {
                Iterator<AttributeType> below =
                        schema.getAttributeTypeRegistry().descendants(type);
                below.forEachRemaining(types::add);
            }
        } catch (LdapException e) {
            throw new IllegalStateException(type.getName() + " is not of this schema", e);
        }
        return types;
    }
}
