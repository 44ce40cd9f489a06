package fr.sesame.interceptors;

import fr.sesame.access.Place;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;

/** From a DN to its place in the tree. */
final class Whereabouts {
    private final SchemaManager schema;
    private final Predicate<Dn> givesRole;
    private final Dn nowhere;
    private final Dn base;
    /** By the normalised RDN below the base: a map, because each entry of each search asks. */
    private final Map<String, Place> branches;

    private final Dn subschema;

    /** @param givesRole whether that is the name of a group whose members hold a role */
    Whereabouts(SchemaManager schema, String baseDn, Predicate<Dn> givesRole) throws LdapInvalidDnException {
        this.schema = schema;
        this.givesRole = givesRole;
        nowhere = new Dn(schema, "ou=nowhere");
        base = new Dn(schema, baseDn);
        branches = Map.of(
                branch("people"), Place.PEOPLE,
                branch("structures"), Place.STRUCTURES,
                branch("groups"), Place.GROUPS,
                branch("services"), Place.SERVICES,
                branch("tombstones"), Place.TOMBSTONES,
                branch("suspensions"), Place.SUSPENSIONS,
                branch("identities"), Place.IDENTITIES);
        subschema = new Dn(schema, "cn=schema");
    }

    private String branch(String name) throws LdapInvalidDnException {
        return new Rdn(schema, "ou=" + name).getNormName();
    }

    /** The DN as the schema compares it; one that this schema cannot read is nobody's. */
    Dn normalized(Dn dn) {
        if (dn.isSchemaAware()) {
            return dn;
        }
        try {
            return new Dn(schema, dn);
        } catch (LdapInvalidDnException e) {
            return nowhere;
        }
    }

    Place placeOf(Dn dn) {
        if (dn.isEmpty()) {
            return Place.ROOT_DSE;
        }
        if (dn.isDescendantOf(base)) {
            int depth = dn.size() - base.size();
            if (depth == 0) {
                return Place.CONTAINER;
            }
            Place place = branchAt(dn, depth);
            if (place == Place.GROUPS && givesRole.test(dn)) {
                return Place.ROLE_GROUPS;
            }
            return depth == 1 && place != Place.ELSEWHERE ? Place.CONTAINER : place;
        }
        return dn.equals(subschema) || dn.isDescendantOf(SchemaConstants.OU_SCHEMA) ? Place.SCHEMA : Place.ELSEWHERE;
    }

    /** Whether it is that branch of the tree, or in it. */
    boolean isIn(Dn dn, Place branch) {
        int depth = dn.size() - base.size();
        return depth > 0 && dn.isDescendantOf(base) && branchAt(dn, depth) == branch;
    }

    private Place branchAt(Dn dn, int depth) {
        return branches.getOrDefault(dn.getRdn(depth - 1).getNormName(), Place.ELSEWHERE);
    }

    static boolean isOwn(CoreSession session, Dn dn) {
        return !session.isAnonymous() && session.getEffectivePrincipal().getDn().equals(dn);
    }
}
