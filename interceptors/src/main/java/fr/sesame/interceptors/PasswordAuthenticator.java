package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import java.nio.charset.StandardCharsets;
import org.apache.directory.api.ldap.model.constants.AuthenticationLevel;
import org.apache.directory.api.ldap.model.constants.LdapSecurityConstants;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.password.PasswordUtil;
import org.apache.directory.server.core.api.LdapPrincipal;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.authn.AbstractAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the password of a simple bind with the stored hash. Unlike the stock authenticator it never compares as clear
 * text: a value whose scheme is not known matches nothing (with the stock one, binding with the very string
 * {@code {ARGON2}abc} succeeded). Whoever is not there costs a hash too.
 */
public final class PasswordAuthenticator extends AbstractAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthenticator.class);
    private static final String[] NEEDED = {
        SchemaConstants.OBJECT_CLASS_AT, SchemaConstants.USER_PASSWORD_AT, Attributes.TIMELINE, Attributes.LOCK
    };

    /** Matches nothing that anybody could send: it is compared only to spend the time. */
    private static final byte[] NOBODY = PasswordUtil.createStoragePassword(
            "nobody has this password".getBytes(StandardCharsets.UTF_8), LdapSecurityConstants.HASH_METHOD_SSHA512);

    public PasswordAuthenticator(Dn base) {
        super(AuthenticationLevel.SIMPLE, base);
    }

    @Override
    public LdapPrincipal authenticate(BindOperationContext context) throws LdapAuthenticationException {
        Entry entry = find(context);
        Attribute stored = entry == null ? null : entry.get(SchemaConstants.USER_PASSWORD_AT);
        boolean matches = false;
        if (stored == null) {
            PasswordUtil.compareCredentials(context.getCredentials(), NOBODY);
        } else {
            for (Value value : stored) {
                matches |= isHash(value.getBytes())
                        && PasswordUtil.compareCredentials(context.getCredentials(), value.getBytes());
            }
        }
        if (!matches) {
            throw new LdapAuthenticationException(BindInterceptor.REFUSAL);
        }
        context.setEntry(entry);
        return new LdapPrincipal(getDirectoryService().getSchemaManager(), context.getDn(), AuthenticationLevel.SIMPLE);
    }

    /** Past the chain: what a bind needs to know nobody else reads. Whoever is not there is nobody, whatever the reason. */
    private @Nullable Entry find(BindOperationContext context) {
        LookupOperationContext lookup =
                new LookupOperationContext(getDirectoryService().getAdminSession(), context.getDn(), NEEDED);
        lookup.setPartition(context.getPartition());
        lookup.setTransaction(context.getTransaction());
        try {
            return getDirectoryService().getPartitionNexus().lookup(lookup);
        } catch (LdapException e) {
            LOG.debug("nobody to bind as", e);
            return null;
        }
    }

    private static boolean isHash(byte[] stored) {
        return PasswordUtil.findAlgorithm(stored) != null;
    }

    @Override
    public void invalidateCache(Dn dn) {
        // Nothing is kept.
    }
}
