package fr.sesame.interceptors;

import fr.sesame.access.AttributeChange;
import fr.sesame.access.EntryWrite;
import fr.sesame.access.Role;
import fr.sesame.account.InvalidValueException;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.Attributes;
import java.util.Collection;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.CoreSession;

/** Whether a write may be done: the entry first, then each attribute that it changes. */
final class Writes {
    private final Whereabouts where;
    private final Roles roles;
    private final RoleGroups groups;
    private final AttributeType affiliation;
    private final AttributeType password;

    Writes(SchemaManager schema, Whereabouts where, Roles roles, RoleGroups groups) {
        this.where = where;
        this.roles = roles;
        this.groups = groups;
        this.password = schema.getAttributeType(Attributes.USER_PASSWORD);
        this.affiliation = schema.getAttributeType(Attributes.AFFILIATION);
    }

    private SchemaGrant grant(CoreSession session, Dn dn) {
        return roles.rightsOf(session, false).on(where.placeOf(dn), Whereabouts.isOwn(session, dn), false);
    }

    boolean may(CoreSession session, EntryWrite write, Dn dn) {
        return grant(session, dn).writes(write);
    }

    void checkAdd(CoreSession session, Dn dn, Entry entry) throws LdapNoPermissionException {
        SchemaGrant grant = grant(session, dn);
        boolean allowed = grant.writes(EntryWrite.ADD);
        for (Attribute attribute : entry) {
            allowed &= grant.writes(attribute.getAttributeType(), AttributeChange.SET);
        }
        if (!allowed) {
            throw new LdapNoPermissionException(AccessInterceptor.REFUSAL);
        }
    }

    void checkModify(CoreSession session, Dn dn, Collection<Modification> modifications)
            throws LdapNoPermissionException {
        SchemaGrant grant = grant(session, dn);
        boolean allowed = grant.writes(EntryWrite.MODIFY);
        for (Modification modification : modifications) {
            allowed &= isAllowed(grant, modification);
            allowed &= !isOfPassword(modification) || maySetPassword(session, dn);
        }
        if (!allowed) {
            throw new LdapNoPermissionException(AccessInterceptor.REFUSAL);
        }
    }

    private boolean isOfPassword(Modification modification) {
        return modification.getAttribute().getAttributeType().equals(password);
    }

    /**
     * Whether the session may write the password of that entry. That of somebody who holds a role is nobody's but their own and
     * the operator's: who set it could bind as them, and be what they are. A service has to know the old one, with which it could
     * do that already.
     */
    boolean maySetPassword(CoreSession session, Dn dn) {
        Set<Role> held = roles.rightsOf(session, false).roles();
        return grant(session, dn).writes(password, AttributeChange.SET)
                && (Whereabouts.isOwn(session, dn)
                        || groups.of(dn, false).isEmpty()
                        || held.contains(Role.OPERATOR)
                        || held.contains(Role.SERVICE));
    }

    private boolean isAllowed(SchemaGrant grant, Modification modification) {
        AttributeType type = modification.getAttribute().getAttributeType();
        return grant.writes(type, changeOf(modification))
                || (type.equals(affiliation) && isOneOf(grant.populations(), modification));
    }

    /** A replacement by nothing empties, and so does a removal, of some values or of all. */
    private static AttributeChange changeOf(Modification modification) {
        boolean empties = modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE
                || (modification.getOperation() == ModificationOperation.REPLACE_ATTRIBUTE
                        && modification.getAttribute().size() == 0);
        return empties ? AttributeChange.CLEAR : AttributeChange.SET;
    }

    /** Whether it adds or removes affiliations one by one, all of these populations: what is not named stays as it is. */
    private static boolean isOneOf(Set<String> populations, Modification modification) {
        Attribute values = modification.getAttribute();
        boolean oneByOne = modification.getOperation() == ModificationOperation.ADD_ATTRIBUTE
                || modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE;
        if (!oneByOne || values.size() == 0) {
            return false;
        }
        for (Value value : values) {
            if (!isOf(populations, value.getString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(Set<String> populations, String text) {
        try {
            return populations.contains(AffiliationText.parse(text).population().name());
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
