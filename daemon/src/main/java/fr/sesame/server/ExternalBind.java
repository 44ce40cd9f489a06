package fr.sesame.server;

import fr.sesame.server.door.Peer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.sasl.SaslServer;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.sasl.MechanismHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SASL EXTERNAL (RFC 4422, appendix A): whoever has proved to own a certificate of a configured authority is who its subject
 * names: the entry of that DN, if it is below the base; else the service {@code cn=<CN of the subject>,ou=services,<base>}.
 * Nobody acts as somebody else: an authorisation identity (RFC 4513, 5.2.1.8) must be the same.
 *
 * <p>ApacheDS advertises the mechanism because a handler of it is registered; the bind is done by {@link BindHandler}, so that
 * the same chain decides.
 */
final class ExternalBind implements MechanismHandler {
    static final String MECHANISM = "EXTERNAL";

    private static final Logger LOG = LoggerFactory.getLogger(ExternalBind.class);
    private static final String DN_PREFIX = "dn:";

    private final SchemaManager schema;
    private final Dn base;

    ExternalBind(SchemaManager schema, String base) throws LdapInvalidDnException {
        this.schema = schema;
        this.base = new Dn(schema, base);
    }

    /** Who the client is by its certificate; none if it has none, or one that names nobody, or wants to be somebody else. */
    @Nullable
    Dn nameOf(LdapSession session, BindRequest request) {
        Optional<X509Certificate> certificate = Peer.certificate(session.getIoSession());
        if (certificate.isEmpty()) {
            return null;
        }
        String subject = certificate.get().getSubjectX500Principal().getName();
        Dn named = named(subject);
        return named != null && wantsToBe(request.getCredentials(), named) ? named : null;
    }

    private @Nullable Dn named(String subject) {
        try {
            Dn whole = new Dn(schema, subject);
            if (whole.isDescendantOf(base)) {
                return whole;
            }
        } catch (LdapInvalidDnException e) {
            LOG.debug("the subject of a certificate is no name of this directory: {}", subject, e);
        }
        try {
            List<javax.naming.ldap.Rdn> rdns =
                    new LdapName(subject).getRdns(); // the last names it, the first is the root
            for (int i = rdns.size() - 1; i >= 0; i--) {
                javax.naming.ldap.Rdn rdn = rdns.get(i);
                if (rdn.getType().equalsIgnoreCase("cn")) {
                    return new Dn(
                            schema, "cn=" + Rdn.escapeValue(String.valueOf(rdn.getValue())) + ",ou=services," + base);
                }
            }
        } catch (InvalidNameException | LdapInvalidDnException e) {
            LOG.debug("the subject of a certificate cannot be read: {}", subject, e);
        }
        return null;
    }

    private boolean wantsToBe(byte @Nullable [] authorization, Dn named) {
        if (authorization == null || authorization.length == 0) {
            return true;
        }
        String identity = new String(authorization, StandardCharsets.UTF_8);
        try {
            return identity.regionMatches(true, 0, DN_PREFIX, 0, DN_PREFIX.length())
                    && new Dn(schema, identity.substring(DN_PREFIX.length())).equals(named);
        } catch (LdapInvalidDnException e) {
            LOG.debug("an authorisation identity is no DN", e);
            return false;
        }
    }

    @Override
    public SaslServer handleMechanism(LdapSession session, BindRequest request) {
        throw new IllegalStateException("binds do not come here");
    }

    @Override
    public void init(LdapSession session) {
        // It has no state.
    }

    @Override
    public void cleanup(LdapSession session) {
        // It has no state.
    }
}
