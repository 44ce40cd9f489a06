package fr.sesame.interceptors;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.directory.api.ldap.model.constants.LdapSecurityConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.password.PasswordUtil;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.hash.PasswordHashingInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the passwords that are written, with salted SHA-512. A value that is a hash already is kept; one that looks like a
 * hash of a scheme that is not known is refused with result 19: hashed once more, whoever has read that hash somewhere could
 * bind with its text.
 */
public final class PasswordInterceptor extends PasswordHashingInterceptor {
    private static final Pattern SCHEME = Pattern.compile("\\{[A-Za-z0-9._/-]{1,32}\\}.*", Pattern.DOTALL);

    public PasswordInterceptor() {
        super("sesamePasswordInterceptor", LdapSecurityConstants.HASH_METHOD_SSHA512);
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        check(context.getEntry().get(SchemaConstants.USER_PASSWORD_AT));
        super.add(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        for (Modification modification : context.getModItems()) {
            Attribute attribute = modification.getAttribute();
            if (modification.getOperation() != ModificationOperation.REMOVE_ATTRIBUTE
                    && SchemaConstants.USER_PASSWORD_AT_OID.equals(
                            attribute.getAttributeType().getOid())) {
                check(attribute);
            }
        }
        super.modify(context);
    }

    private static void check(@Nullable Attribute passwords) throws LdapInvalidAttributeValueException {
        if (passwords == null) {
            return;
        }
        for (Value value : passwords) {
            byte[] bytes = value.getBytes();
            if (SCHEME.matcher(new String(bytes, StandardCharsets.UTF_8)).matches()
                    && PasswordUtil.findAlgorithm(bytes) == null) {
                throw new LdapInvalidAttributeValueException(
                        ResultCodeEnum.CONSTRAINT_VIOLATION,
                        "a password that begins like a hash, {scheme}, of a scheme that is not known");
            }
        }
    }
}
