package fr.sesame.server;

import fr.sesame.interceptors.AccessInterceptor;
import fr.sesame.interceptors.BindInterceptor;
import fr.sesame.interceptors.BindListener;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.interceptors.EntryReader;
import fr.sesame.interceptors.PasswordAuthenticator;
import fr.sesame.interceptors.PasswordChanges;
import fr.sesame.interceptors.PasswordInterceptor;
import fr.sesame.interceptors.PasswordState;
import fr.sesame.interceptors.Standing;
import fr.sesame.interceptors.Standings;
import fr.sesame.interceptors.StoredCredentials;
import fr.sesame.partition.StoredPartition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that knows passwords and who is bound, put together. */
final class Authentication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    private final StoredCredentials credentials;
    private final PasswordAuthenticator authenticator;
    private final BindInterceptor bindInterceptor;
    private final PasswordInterceptor passwordInterceptor;
    private final PasswordChanges changes;
    private final OpenConnections connections;
    private final Admission admission;
    private final SlowBinds slow = new SlowBinds();
    private final SimpleBind binds;

    Authentication(
            ServerSettings settings,
            SchemaManager schema,
            StoredPartition data,
            AccessInterceptor access,
            Clock clock,
            BindListener listener)
            throws LdapException {
        Standings standings = new Standings(schema);
        EntryReader reader = (context, attributes) ->
                data.find(context, context.getDn(), type -> attributes.contains(type.getOid()));
        credentials = new StoredCredentials();
        authenticator = new PasswordAuthenticator(new Dn(schema, settings.base()), schema, credentials);
        bindInterceptor = new BindInterceptor(
                standings, new PasswordState.Lifetime(null, Duration.ZERO, 0), Diagnostics.UNIFORM, clock, listener);
        passwordInterceptor = new PasswordInterceptor(credentials, credentials::isHash, standings, clock);
        changes = new PasswordChanges(
                schema, reader, credentials, credentials, access::passwordRight, Duration.ZERO, clock);
        connections = new OpenConnections(clock, dn -> read(reader, standings, dn));
        admission = new Admission(connections, schema);
        Set<String> needed = new HashSet<>(standings.attributes());
        needed.add(SchemaConstants.USER_PASSWORD_AT_OID);
        binds = new SimpleBind(attempt -> reader.read(attempt, needed), authenticator, credentials, connections, slow);
    }

    private static @Nullable Standing read(EntryReader reader, Standings standings, Dn dn) {
        try {
            Entry entry = reader.read(new LookupOperationContext(null, dn), standings.attributes());
            return entry == null ? null : standings.of(entry);
        } catch (LdapException e) {
            LOG.error("the entry of an open connection cannot be read dn={}: its connections end", dn.getName(), e);
            return null;
        }
    }

    PasswordAuthenticator authenticator() {
        return authenticator;
    }

    BindInterceptor bindInterceptor() {
        return bindInterceptor;
    }

    PasswordInterceptor passwordInterceptor() {
        return passwordInterceptor;
    }

    StoredCredentials credentials() {
        return credentials;
    }

    SimpleBind binds() {
        return binds;
    }

    Admission admission() {
        return admission;
    }

    PasswordDoor door(LdapServer ldap) {
        return new PasswordDoor(ldap, changes, credentials);
    }

    /** Something was written. */
    void committed(OperationContext context) {
        IoSession by =
                context.getSession() instanceof org.apache.directory.server.core.shared.DefaultCoreSession session
                        ? session.getIoSession()
                        : null;
        connections.changed(context.getDn(), by);
    }

    @Override
    public void close() {
        connections.close();
        slow.close();
    }
}
