package fr.sesame.server;

import fr.sesame.interceptors.AccessInterceptor;
import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.BindAttempt;
import fr.sesame.interceptors.BindInterceptor;
import fr.sesame.interceptors.CredentialCheck.Claim;
import fr.sesame.interceptors.EntryReader;
import fr.sesame.interceptors.NewPasswords;
import fr.sesame.interceptors.OperationAudit;
import fr.sesame.interceptors.Overlay;
import fr.sesame.interceptors.PasswordAuthenticator;
import fr.sesame.interceptors.PasswordChanges;
import fr.sesame.interceptors.PasswordFacts;
import fr.sesame.interceptors.PasswordInterceptor;
import fr.sesame.interceptors.PasswordQuality;
import fr.sesame.interceptors.PasswordWrite;
import fr.sesame.interceptors.Standing;
import fr.sesame.interceptors.Standings;
import fr.sesame.interceptors.StoredCredentials;
import fr.sesame.partition.StoredPartition;
import fr.sesame.password.FailureCounters;
import fr.sesame.password.HashingSlots;
import fr.sesame.password.PasswordHashes;
import fr.sesame.password.PasswordSettings;
import fr.sesame.password.VerifiedCredentials;
import fr.sesame.password.rules.PasswordAge;
import fr.sesame.password.rules.PasswordCheck;
import fr.sesame.password.rules.WellKnownPasswords;
import fr.sesame.schema.Attributes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.constants.AuthenticationLevel;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.Modification;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.name.Rdn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.shared.DefaultCoreSession;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that knows passwords and who is bound, put together. */
final class Authentication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    private static final int SAVED_EVERY_MINUTES = 5;

    private final SchemaManager schema;
    private final Dn people;
    private final Dn identities;
    private final Standings standings;
    private final EntryReader reader;
    private final FailureCounters failures;
    private final Path failuresFile;
    private final StoredCredentials credentials;
    private final PasswordLoad load;
    /** OIDs. */
    private final Set<String> decisive;

    private final PasswordQuality passwords;
    private final List<PasswordAuthenticator> authenticators;
    private final BindInterceptor bindInterceptor;
    private final PasswordInterceptor passwordInterceptor;
    private final PasswordChanges changes;
    private final OpenConnections connections;
    private final SessionCheck check;
    private final SlowBinds slow = new SlowBinds();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "password-failures");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final Auditor auditor;
    private @Nullable Afterwards afterwards;

    Authentication(
            ServerSettings settings,
            SchemaManager schema,
            StoredPartition data,
            AccessInterceptor access,
            Overlay overlay,
            Clock clock,
            Auditor auditor)
            throws LdapException, IOException {
        this.clock = clock;
        this.auditor = auditor;
        PasswordSettings policy = settings.passwords();
        decisive = Set.of(
                SchemaConstants.USER_PASSWORD_AT_OID,
                schema.getAttributeType(Attributes.LOCK).getOid(),
                schema.getAttributeType(Attributes.TIMELINE).getOid());
        standings = new Standings(schema, overlay);
        reader = (context, attributes) ->
                data.find(context, context.getDn(), type -> attributes.contains(type.getOid()));
        SecureRandom random = new SecureRandom();
        PasswordHashes hashes = new PasswordHashes(policy.argon2(), random);
        HashingSlots slots = new HashingSlots(policy.slots());
        failures = new FailureCounters(policy.lockout());
        failuresFile = settings.data().resolve("failures");
        loadFailures();
        VerifiedCredentials verified = new VerifiedCredentials(policy.cache(), random, System::nanoTime);
        load = new PasswordLoad(verified, slots);
        credentials = new StoredCredentials(hashes, verified, slots, failures, clock);
        passwords = new NewPasswords(
                new PasswordCheck(policy.rules(), wellKnown(policy)),
                Math.max(0, policy.rules().history() - 1), // the present one is one of them
                hashes,
                slots,
                random);
        Dn base = new Dn(schema, settings.base());
        this.schema = schema;
        people = new Dn(schema, "ou=people," + settings.base());
        identities = new Dn(schema, "ou=identities," + settings.base());
        authenticators = List.of(
                new PasswordAuthenticator(AuthenticationLevel.SIMPLE, base),
                new PasswordAuthenticator(AuthenticationLevel.STRONG, base));
        bindInterceptor = new BindInterceptor(standings, policy.aging(), settings.diagnostics(), clock, auditor);
        passwordInterceptor = new PasswordInterceptor(credentials, passwords::isHash, standings, clock);
        changes = new PasswordChanges(
                schema, standings, reader, credentials, passwords, access::passwordRight, policy.aging(), clock);
        keeper.scheduleWithFixedDelay(this::saveFailures, SAVED_EVERY_MINUTES, SAVED_EVERY_MINUTES, TimeUnit.MINUTES);
        connections = new OpenConnections(clock, dn -> read(reader, standings, dn), auditor);
        check = new SessionCheck(connections, schema, auditor);
    }

    private static WellKnownPasswords wellKnown(PasswordSettings policy) throws IOException {
        WellKnownPasswords shipped = WellKnownPasswords.shipped();
        return policy.ownList() == null ? shipped : shipped.plus(policy.ownList());
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

    /** One for passwords, one for certificates. */
    List<PasswordAuthenticator> authenticators() {
        return authenticators;
    }

    BindInterceptor bindInterceptor() {
        return bindInterceptor;
    }

    PasswordInterceptor passwordInterceptor() {
        return passwordInterceptor;
    }

    PasswordLoad load() {
        return load;
    }

    PasswordQuality passwords() {
        return passwords;
    }

    /**
     * Binds, once the directory that they are for is there.
     *
     * @param external who certificates name; none if no client is asked for one
     */
    BindHandler binds(DirectoryService service, @Nullable ExternalBind external) {
        Afterwards later = new Afterwards(service, passwords, credentials);
        afterwards = later;
        Set<String> needed = new HashSet<>(standings.attributes());
        needed.add(SchemaConstants.USER_PASSWORD_AT_OID);
        return new BindHandler(
                attempt -> reader.read(attempt, needed),
                credentials,
                connections,
                slow,
                auditor,
                external,
                (attempt, claim) -> write(later, attempt, claim));
    }

    private void write(Afterwards later, BindAttempt attempt, Claim claim) {
        if (claim.stored().size() == 1 && passwords.isOutdated(claim.stored().get(0))) {
            later.rehash(attempt.getDn(), claim.stored().get(0), claim.password());
        }
        if (attempt.age() instanceof PasswordAge.Grace) {
            later.countGrace(attempt.getDn(), PasswordFacts.text(clock.instant()));
        }
    }

    OpenConnections connections() {
        return connections;
    }

    SessionCheck check() {
        return check;
    }

    PasswordDoor door(LdapServer ldap, OperationAudit audit) {
        return new PasswordDoor(ldap, changes, passwords, audit);
    }

    /** Whether it changes who gets in; a new telephone number would only make the next bind slow. */
    private boolean decides(Modification modification) {
        return decisive.contains(modification.getAttribute().getId());
    }

    /** Something was written: who is bound as that is looked at again. */
    void committed(OperationContext context) {
        IoSession by = context.getSession() instanceof DefaultCoreSession session ? session.getIoSession() : null;
        connections.changed(context.getDn(), by);
        if (identities.equals(context.getDn().getParent())) { // an account may have gone with a merge
            connections.changed(accountOf(context.getDn()), by);
        }
        if (context instanceof ModifyOperationContext modify
                && modify.getModItems().stream().anyMatch(this::decides)) {
            credentials.forget(context.getDn().getNormName());
        }
        if (context instanceof PasswordWrite write && write.isByAnother()) {
            credentials.forgive(context.getDn().getNormName());
        }
    }

    private Dn accountOf(Dn merged) {
        try {
            return people.add(new Rdn(schema, Attributes.UID, merged.getRdn().getValue()));
        } catch (LdapInvalidDnException | LdapInvalidAttributeValueException e) {
            throw new IllegalStateException("any value can be a uid", e);
        }
    }

    @Override
    public void close() {
        connections.close();
        slow.close();
        keeper.shutdownNow();
        if (afterwards != null) {
            afterwards.close();
        }
        saveFailures();
    }

    /** Without them a guesser gains some tries; without a directory nobody logs in. */
    private void loadFailures() {
        try {
            failures.load(failuresFile, clock.instant());
        } catch (IOException e) {
            LOG.warn("the counters of wrong passwords begin anew, file={}: {}", failuresFile, e.getMessage());
        }
    }

    /** What was counted since is lost at a kill: a guesser gains so many tries. */
    private void saveFailures() {
        try {
            failures.save(failuresFile, clock.instant());
        } catch (IOException | RuntimeException e) { // a failure would end the schedule
            LOG.warn("the counters of wrong passwords are not kept, file={}: {}", failuresFile, e.getMessage());
        }
    }
}
