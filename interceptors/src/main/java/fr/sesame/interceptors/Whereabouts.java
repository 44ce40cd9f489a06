package fr.sesame.interceptors;

import java.util.Map;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;

/** From a DN to its place in the tree, and from a session to its role. */
final class Whereabouts {
    private final SchemaManager schema;
    private final Dn nowhere;
    private final Dn base;
    /** By the normalised RDN below the base: a map, because each entry of each search asks. */
    private final Map<String, AccessPolicy.Place> branches;

    private final Dn services;
    private final Dn subschema;
    private final Dn operator;
    private final Dn daemon;

    Whereabouts(SchemaManager schema, String baseDn) throws LdapInvalidDnException {
        this.schema = schema;
        nowhere = new Dn(schema, "ou=nowhere");
        base = new Dn(schema, baseDn);
        branches = Map.of(
                branch("people"), AccessPolicy.Place.PEOPLE,
                branch("structures"), AccessPolicy.Place.STRUCTURES,
                branch("groups"), AccessPolicy.Place.GROUPS,
                branch("services"), AccessPolicy.Place.SERVICES,
                branch("tombstones"), AccessPolicy.Place.TOMBSTONES);
        services = new Dn(schema, "ou=services," + baseDn);
        subschema = new Dn(schema, "cn=schema");
        operator = new Dn(schema, "cn=operator,ou=services," + baseDn);
        daemon = new Dn(schema, "cn=daemon,ou=services," + baseDn);
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

    AccessPolicy.Place placeOf(Dn dn) {
        if (dn.isEmpty()) {
            return AccessPolicy.Place.ROOT_DSE;
        }
        if (dn.isDescendantOf(base)) {
            int depth = dn.size() - base.size();
            if (depth == 0) {
                return AccessPolicy.Place.CONTAINER;
            }
            AccessPolicy.Place place =
                    branches.getOrDefault(dn.getRdn(depth - 1).getNormName(), AccessPolicy.Place.ELSEWHERE);
            return depth == 1 && place != AccessPolicy.Place.ELSEWHERE ? AccessPolicy.Place.CONTAINER : place;
        }
        return dn.equals(subschema) || dn.isDescendantOf(SchemaConstants.OU_SCHEMA)
                ? AccessPolicy.Place.SCHEMA
                : AccessPolicy.Place.ELSEWHERE;
    }

    Role roleOf(CoreSession session) {
        if (session.isAnonymous()) {
            return Role.ANONYMOUS;
        }
        Dn who = session.getEffectivePrincipal().getDn();
        if (who.equals(operator) || who.equals(daemon)) {
            return Role.OPERATOR;
        }
        return who.isDescendantOf(services) ? Role.SERVICE : Role.PERSON;
    }

    static boolean isOwn(CoreSession session, Dn dn) {
        return !session.isAnonymous() && session.getEffectivePrincipal().getDn().equals(dn);
    }
}
