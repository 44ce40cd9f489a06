package fr.sesame.interceptors;

import fr.sesame.access.AttributeChange;
import fr.sesame.access.AttributeGroups;
import fr.sesame.access.EntryWrite;
import fr.sesame.access.Grant;
import java.util.Collection;
import java.util.Set;
import org.apache.directory.api.ldap.model.schema.AttributeType;

/** A grant, with its attributes as types of the schema. */
final class SchemaGrant {
    private final Grant grant;
    private final TypeSet reads;
    private final TypeSet sets;
    private final TypeSet clears;

    SchemaGrant(AttributeGroups groups, Grant grant) {
        this.grant = grant;
        reads = new TypeSet(groups, grant.reads());
        sets = new TypeSet(groups, grant.sets());
        clears = new TypeSet(groups, grant.clears());
    }

    boolean sees() {
        return grant.sees();
    }

    boolean reads(AttributeType type) {
        return reads.contains(type);
    }

    boolean readsAll(Collection<AttributeType> types) {
        for (AttributeType type : types) {
            if (!reads.contains(type)) {
                return false;
            }
        }
        return true;
    }

    boolean writes(AttributeType type, AttributeChange change) {
        return switch (change) {
            case SET -> sets.contains(type);
            case CLEAR -> clears.contains(type);
        };
    }

    boolean writes(EntryWrite write) {
        return grant.writes().contains(write);
    }

    /** The populations whose affiliations may be written one by one. */
    Set<String> populations() {
        return grant.populations();
    }
}
