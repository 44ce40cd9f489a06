package fr.sesame.interceptors;

import fr.sesame.interceptors.CredentialCheck.Claim;
import fr.sesame.interceptors.CredentialCheck.Verdict;
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
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.LdapPrincipal;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.authn.AbstractAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Compares the password of a simple bind with the stored hash. Unlike the stock authenticator it never compares as clear
 * text: a value whose scheme is not known matches nothing (with the stock one, binding with the very string
 * {@code {ARGON2}abc} succeeded). Whoever is not there costs a hash too.
 */
public final class PasswordAuthenticator extends AbstractAuthenticator {
    private final CredentialCheck credentials;
    private final AttributeType userPassword;

    /**
     * @param base the DN under which everybody is who may bind
     * @param schema that of the directory
     */
    public PasswordAuthenticator(Dn base, SchemaManager schema, CredentialCheck credentials) {
        super(AuthenticationLevel.SIMPLE, base);
        this.credentials = credentials;
        this.userPassword = schema.getAttributeType(SchemaConstants.USER_PASSWORD_AT);
    }

    @Override
    public LdapPrincipal authenticate(BindOperationContext context) throws LdapAuthenticationException {
        BindAttempt attempt = (BindAttempt) context;
        Verdict verdict = credentials.check(claim(attempt));
        attempt.setVerdict(verdict);
        if (verdict != Verdict.RIGHT) {
            throw new LdapAuthenticationException(BindInterceptor.REFUSAL);
        }
        attempt.setEntry(attempt.candidate());
        return new LdapPrincipal(getDirectoryService().getSchemaManager(), context.getDn(), AuthenticationLevel.SIMPLE);
    }

    /** What the attempt claims, for whoever must know whether the answer takes long. */
    public Claim claim(BindAttempt attempt) {
        return new Claim(
                attempt.getDn().getNormName(),
                attempt.from(),
                attempt.getCredentials(),
                stored(attempt.candidate(), userPassword));
    }

    static List<byte[]> stored(@Nullable Entry entry, AttributeType userPassword) {
        Attribute passwords = entry == null ? null : entry.get(userPassword);
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
