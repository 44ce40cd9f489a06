package fr.sesame.interceptors;

import fr.sesame.schema.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.LdapPrincipal;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
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
    private static final List<String> NEEDED = List.of(
            SchemaConstants.OBJECT_CLASS_AT, SchemaConstants.USER_PASSWORD_AT, Attributes.TIMELINE, Attributes.LOCK);

    /** Matches nothing that anybody could send: it is compared only to spend the time. */
    private static final byte[] NOBODY = PasswordUtil.createStoragePassword(
            "nobody has this password".getBytes(StandardCharsets.UTF_8), LdapSecurityConstants.HASH_METHOD_SSHA512);

    private final EntryReader reader;
    private final Set<AttributeType> needed;
    private final AttributeType userPassword;

    /**
     * @param base the DN under which everybody is who may bind
     * @param schema that of the directory
     * @param reader finds who wants to bind
     */
    public PasswordAuthenticator(Dn base, SchemaManager schema, EntryReader reader) {
        super(AuthenticationLevel.SIMPLE, base);
        this.reader = reader;
        this.needed = NEEDED.stream().map(schema::getAttributeType).collect(Collectors.toUnmodifiableSet());
        this.userPassword = schema.getAttributeType(SchemaConstants.USER_PASSWORD_AT);
    }

    @Override
    public LdapPrincipal authenticate(BindOperationContext context) throws LdapAuthenticationException {
        Entry entry = find(context);
        Attribute stored = entry == null ? null : entry.get(userPassword);
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

    /** Whoever is not there is nobody, whatever the reason. */
    private @Nullable Entry find(BindOperationContext context) {
        try {
            return reader.read(context, needed);
        } catch (LdapException e) {
            LOG.debug("nobody to bind as", e);
            return null;
        }
    }

    private static boolean isHash(byte[] stored) {
        return stored.length > 0 && stored[0] == '{' && PasswordUtil.findAlgorithm(stored) != null;
    }

    @Override
    public void invalidateCache(Dn dn) {
        // Nothing is kept.
    }
}
