package fr.sesame.interceptors;

import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;

/** From a DN to its place in the tree, and from a session to its role. */
final class Whereabouts {
    private final SchemaManager schema;
    private final Dn nowhere;
    private final Dn base;
    private final Dn people;
    private final Dn structures;
    private final Dn groups;
    private final Dn services;
    private final Dn subschema;
    private final Dn operator;
    private final Dn daemon;

    Whereabouts(SchemaManager schema, String baseDn) throws LdapInvalidDnException {
        this.schema = schema;
        nowhere = new Dn(schema, "ou=nowhere");
        base = new Dn(schema, baseDn);
        people = new Dn(schema, "ou=people," + baseDn);
        structures = new Dn(schema, "ou=structures," + baseDn);
        groups = new Dn(schema, "ou=groups," + baseDn);
        services = new Dn(schema, "ou=services," + baseDn);
        subschema = new Dn(schema, "cn=schema");
        operator = new Dn(schema, "cn=operator,ou=services," + baseDn);
        daemon = new Dn(schema, "cn=daemon,ou=services," + baseDn);
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
        if (dn.equals(subschema) || dn.isDescendantOf(SchemaConstants.OU_SCHEMA)) {
            return AccessPolicy.Place.SCHEMA;
        }
        if (dn.equals(base) || dn.equals(people) || dn.equals(structures) || dn.equals(groups) || dn.equals(services)) {
            return AccessPolicy.Place.CONTAINER;
        }
        if (dn.isDescendantOf(people)) {
            return AccessPolicy.Place.PEOPLE;
        }
        if (dn.isDescendantOf(structures)) {
            return AccessPolicy.Place.STRUCTURES;
        }
        if (dn.isDescendantOf(groups)) {
            return AccessPolicy.Place.GROUPS;
        }
        return dn.isDescendantOf(services) ? AccessPolicy.Place.SERVICES : AccessPolicy.Place.ELSEWHERE;
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
