package fr.sesame.interceptors;

import java.util.ArrayList;
import java.util.List;
import org.apache.directory.api.ldap.model.constants.AuthenticationLevel;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.LdapPrincipal;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.authn.AbstractAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever's password, or certificate, was found right before the chain began, where nothing waits for a slow hash. Unlike the stock
 * authenticator it compares nothing as clear text: with that, binding with the very string {@code {ARGON2}abc} succeeded.
 */
public final class PasswordAuthenticator extends AbstractAuthenticator {
    /**
     * @param level by a password, or by a certificate
     * @param base the DN under which everybody is who may bind
     */
    public PasswordAuthenticator(AuthenticationLevel level, Dn base) {
        super(level, base);
    }

    @Override
    public LdapPrincipal authenticate(BindOperationContext context) throws LdapAuthenticationException {
        BindAttempt attempt = (BindAttempt) context;
        if (!attempt.isRight() || attempt.candidate() == null) { // nobody is let in as nobody
            throw new LdapAuthenticationException(BindInterceptor.REFUSAL);
        }
        attempt.setEntry(attempt.candidate());
        return new LdapPrincipal(getDirectoryService().getSchemaManager(), context.getDn(), getAuthenticatorType());
    }

    /** The values of {@code userPassword}; empty if there is no entry, or it has none. */
    public static List<byte[]> stored(@Nullable Entry entry) {
        return valuesOf(entry == null ? null : entry.get(SchemaConstants.USER_PASSWORD_AT));
    }

    static List<byte[]> stored(@Nullable Entry entry, AttributeType userPassword) {
        return valuesOf(entry == null ? null : entry.get(userPassword));
    }

    private static List<byte[]> valuesOf(@Nullable Attribute passwords) {
        if (passwords == null) {
            return List.of();
        }
        List<byte[]> stored = new ArrayList<>(passwords.size());
        for (Value value : passwords) {
            stored.add(value.getBytes());
        }
        return stored;
    }

    @Override
    public void invalidateCache(Dn dn) {
        // Nothing is kept here.
    }
}
