package fr.sesame.server;

import fr.sesame.interceptors.PasswordChanges.Wish;
import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * What a modification asks for the password: the old one taken out and the new one put in is how people change their own, a
 * replacement is how others set it.
 */
final class PasswordModifications {

    private PasswordModifications() {}

    /**
     * What it asks; none if it is not about the password.
     *
     * @throws LdapException if it asks for more than one password: an account has one
     */
    static @Nullable Wish wishOf(SchemaManager schema, Iterable<Modification> modifications) throws LdapException {
        AttributeType userPassword = schema.getAttributeType(SchemaConstants.USER_PASSWORD_AT);
        List<Modification> rest = new ArrayList<>();
        boolean any = false;
        byte[] old = null;
        byte[] fresh = null;
        for (Modification modification : modifications) {
            Attribute attribute = modification.getAttribute();
            if (!userPassword.equals(schema.getAttributeType(attribute.getUpId()))) {
                rest.add(modification);
                continue;
            }
            any = true;
            byte[] value = only(attribute);
            if (modification.getOperation() == ModificationOperation.REMOVE_ATTRIBUTE) {
                old = value;
            } else if (fresh != null) {
                throw oneOnly();
            } else {
                fresh = value;
            }
        }
        return any ? new Wish(old, fresh, rest) : null;
    }

    private static byte @Nullable [] only(Attribute attribute) throws LdapException {
        if (attribute.size() > 1) {
            throw oneOnly();
        }
        return attribute.size() == 0 ? null : attribute.get().getBytes();
    }

    private static LdapInvalidAttributeValueException oneOnly() {
        return new LdapInvalidAttributeValueException(
                ResultCodeEnum.CONSTRAINT_VIOLATION, "an account has one password, not several");
    }
}
