package fr.sesame.server;

import fr.sesame.access.Role;
import fr.sesame.account.Suspensions;
import fr.sesame.interceptors.AccessInterceptor;
import fr.sesame.interceptors.AssertionInterceptor;
import fr.sesame.interceptors.AuditedOperations;
import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.GroupInterceptor;
import fr.sesame.interceptors.IdentityInterceptor;
import fr.sesame.interceptors.KnownStructures;
import fr.sesame.interceptors.LockInterceptor;
import fr.sesame.interceptors.OperationAudit;
import fr.sesame.interceptors.PlannedSuspensions;
import fr.sesame.interceptors.ProjectionInterceptor;
import fr.sesame.interceptors.StoredEntries;
import fr.sesame.interceptors.SuspensionInterceptor;
import fr.sesame.interceptors.audit.SecurityEvents;
import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreOperations;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import fr.sesame.server.door.Door;
import fr.sesame.server.door.TlsException;
import fr.sesame.server.door.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyRequest;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.controls.ManageDsaIT;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.core.DefaultDirectoryService;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.InstanceLayout;
import org.apache.directory.server.core.api.OperationManager;
import org.apache.directory.server.core.api.interceptor.Interceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.LookupOperationContext;
import org.apache.directory.server.core.api.interceptor.context.OperationContext;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.api.schema.SchemaPartition;
import org.apache.directory.server.core.authn.AnonymousAuthenticator;
import org.apache.directory.server.core.authn.AuthenticationInterceptor;
import org.apache.directory.server.core.authn.Authenticator;
import org.apache.directory.server.core.operational.OperationalAttributeInterceptor;
import org.apache.directory.server.core.partition.impl.avl.AvlPartition;
import org.apache.directory.server.core.shared.DefaultDnFactory;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.handlers.extended.WhoAmIHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ApacheDS with our schema, storage and interceptors, as one thing that is started and closed. Everything that can fail
 * fails before the port opens.
 *
 * <p>Only the data are on disk. The schema and ApacheDS's own system entries are made anew in memory at each start: nothing
 * of them is anybody's data.
 */
public final class EmbeddedDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDirectory.class);
    private static final int CACHED_DNS = 10_000;
    /** Whom no suspension stops: who must be able to end one. */
    public static final Set<Role> NEVER_SUSPENDED = Set.of(Role.OPERATOR, Role.SECURITY_OFFICER);

    /** Those that are there and safe: ApacheDS offers more, some of which are not there or pass no interceptor. */
    private static final Set<String> CONTROLS = Set.of(PasswordPolicyRequest.OID, PagedResults.OID, ManageDsaIT.OID);

    private final EntryStore store;
    private final Authentication authentication;
    private final PlannedSuspensions suspensions;
    private final DirectoryService service;
    private final LdapServer ldap;
    private final Door door;
    private final RequestThreads threads;

    private EmbeddedDirectory(
            EntryStore store,
            Authentication authentication,
            PlannedSuspensions suspensions,
            DirectoryService service,
            LdapServer ldap,
            Door door,
            RequestThreads threads) {
        this.store = store;
        this.authentication = authentication;
        this.suspensions = suspensions;
        this.service = service;
        this.ldap = ldap;
        this.door = door;
        this.threads = threads;
    }

    /**
     * Starts it, and makes the tree and the services on the first start.
     *
     * @param clock decides what is active at the instant of a bind
     * @param events is told of each security act
     * @throws ServerException if it cannot; nothing listens then
     */
    public static EmbeddedDirectory start(ServerSettings settings, Clock clock, SecurityEvents events)
            throws ServerException {
        EntryStore store = null;
        Authentication authentication = null;
        DirectoryService service = null;
        Door door = null;
        try {
            store = EntryStore.open(settings.data().resolve("data"), new StoreOptions(settings.maxStoreBytes(), true));
            SchemaManager schema = Schema.load();
            StoredPartition data = DirectoryPartition.on(store, schema, settings.base());
            StoredEntries stored = (dn, types) -> data.find(new LookupOperationContext(null, dn), dn, types::contains);
            AccessInterceptor access =
                    new AccessInterceptor(settings.base(), CONTROLS, settings.access(), stored, clock);
            Auditor auditor = new Auditor(clock, events);
            OperationAudit audit = new OperationAudit(auditor, schema, settings.base());
            PlannedSuspensions suspensions = new PlannedSuspensions(
                    schema,
                    settings.base(),
                    settings.calendar(),
                    stored,
                    person -> access.holds(person, NEVER_SUSPENDED));
            authentication = new Authentication(settings, schema, data, access, suspensions, clock, auditor);
            KnownStructures structures = new KnownStructures(schema, settings.base(), stored);
            ProjectionInterceptor projection =
                    new ProjectionInterceptor(clock, settings.projections(), structures::current);
            GroupInterceptor groups = new GroupInterceptor(settings.base(), stored, data::names);
            IdentityInterceptor identity = new IdentityInterceptor(settings.base(), clock, data::holders);
            List<Interceptor> rules = List.of(
                    access,
                    new AssertionInterceptor(),
                    identity,
                    new LockInterceptor(clock),
                    new SuspensionInterceptor(settings.base(), settings.calendar()));
            Authentication bound = authentication;
            Consumer<OperationContext> committed = context -> {
                access.written(context);
                suspensions.written(context);
                structures.written(context);
                bound.committed(context); // what it decides of open connections hangs on the others
            };
            service = service(
                    settings,
                    schema,
                    data,
                    authentication,
                    rules,
                    projection::prepare,
                    committed,
                    audit,
                    List.of(projection, groups));
            service.startup();
            new Tree(service, settings.base(), authentication.passwords()).prepare(settings.services());
            suspensions.readAll(service.getAdminSession());
            structures.readAll(service.getAdminSession());
            LdapServer ldap = listener(service, settings, authentication, access, audit, data);
            door = Door.of(ldap, settings.door(), clock, new DoorAudit(auditor));
            ldap.start();
            RequestThreads threads = new RequestThreads(DirectoryPartition.identifying(schema));
            door.open(settings.address(), settings.port(), threads, RequestThreads::besides);
            EmbeddedDirectory directory =
                    new EmbeddedDirectory(store, authentication, suspensions, service, ldap, door, threads);
            LOG.info(
                    "directory serving base={} address={} port={}",
                    settings.base(),
                    settings.address(),
                    directory.port());
            return directory;
        } catch (TlsException e) {
            shutdown(authentication, service, store);
            throw new ServerException("the directory cannot start: " + e.getMessage(), e);
        } catch (Exception e) { // ApacheDS declares nothing narrower
            if (door != null) {
                door.close();
            }
            shutdown(authentication, service, store);
            throw new ServerException(
                    "the directory cannot start (" + settings + "): " + e.getMessage()
                            + "; is the port taken, or are the data in use?",
                    e);
        }
    }

    private static DirectoryService service(
            ServerSettings settings,
            SchemaManager schema,
            StoredPartition data,
            Authentication authentication,
            List<Interceptor> rules,
            Consumer<AddOperationContext> beforeAdd,
            Consumer<OperationContext> committed,
            OperationAudit audit,
            List<Interceptor> derived)
            throws Exception {
        DefaultDirectoryService service = new Service(beforeAdd, committed, audit);
        service.setInstanceId("sesame");
        Path work = Files.createDirectories(settings.data());
        service.setInstanceLayout(new InstanceLayout(work.toFile()));
        service.setShutdownHookEnabled(false);
        service.getChangeLog().setEnabled(false);
        service.setAllowAnonymousAccess(true); // for the root DSE; AccessInterceptor refuses the rest
        service.setAccessControlEnabled(false);
        service.setMaxPDUSize(settings.door().limits().pduBytes());
        service.setSchemaManager(schema);
        DefaultDnFactory dns = new DefaultDnFactory(schema, CACHED_DNS);
        service.setDnFactory(dns);
        SchemaPartition schemaPartition = new SchemaPartition(schema);
        schemaPartition.setWrappedPartition(new SchemaEntries(schema, dns));
        service.setSchemaPartition(schemaPartition);
        service.setSystemPartition(inMemory(schema, dns));
        service.addPartition(data);
        service.setInterceptors(interceptors(service.getInterceptors(), authentication, rules, derived));
        return service;
    }

    private static Partition inMemory(SchemaManager schema, DefaultDnFactory dns) throws LdapException {
        AvlPartition system = new AvlPartition(schema, dns);
        system.setId("system");
        system.setSuffixDn(new Dn(schema, "ou=system"));
        return system;
    }

    /** ApacheDS's, with our manager of operations in place of its own, for which it has no setter. */
    private static final class Service extends DefaultDirectoryService {
        private final OperationManager operations;

        Service(Consumer<AddOperationContext> beforeAdd, Consumer<OperationContext> onCommit, OperationAudit audit)
                throws Exception {
            operations = new AuditedOperations(new StoreOperations(this, beforeAdd, onCommit), audit);
        }

        @Override
        public OperationManager getOperationManager() {
            return operations;
        }
    }

    /**
     * ApacheDS's own chain, with our bind before the authentication, our rules of access, identity and locks after it, and then what
     * we derive.
     */
    private static List<Interceptor> interceptors(
            List<Interceptor> stock, Authentication ours, List<Interceptor> rules, List<Interceptor> derived) {
        List<Interceptor> chain = new ArrayList<>();
        for (Interceptor interceptor : stock) {
            if (interceptor instanceof AuthenticationInterceptor authentication) {
                chain.add(ours.bindInterceptor());
                List<Authenticator> all = new ArrayList<>(ours.authenticators());
                all.add(new AnonymousAuthenticator(Dn.ROOT_DSE));
                authentication.setAuthenticators(all.toArray(Authenticator[]::new));
                chain.add(authentication);
                chain.addAll(rules);
            } else {
                chain.add(interceptor);
                if (interceptor instanceof OperationalAttributeInterceptor) {
                    chain.add(ours.passwordInterceptor()); // before it, nobody may change the state of a password
                    chain.addAll(derived);
                }
            }
        }
        return chain;
    }

    private static LdapServer listener(
            DirectoryService service,
            ServerSettings settings,
            Authentication authentication,
            AccessInterceptor access,
            OperationAudit audit,
            StoredPartition data)
            throws LdapException {
        LdapServer ldap = new LdapServer();
        ldap.setServiceName("sesame");
        ldap.setDirectoryService(service);
        ldap.addExtendedOperationHandler(new WhoAmIHandler());
        PasswordDoor passwords = authentication.door(ldap, audit);
        ldap.addExtendedOperationHandler(new PasswordModify(passwords));
        ExternalBind external = external(service, settings);
        if (external != null) {
            ldap.setSaslMechanismHandlers(Map.of(ExternalBind.MECHANISM, external));
        }
        Gates.install(
                ldap,
                authentication.binds(service, external),
                authentication.check(),
                passwords,
                access,
                audit,
                CONTROLS,
                data::hasReferrals);
        ldap.setMaxSizeLimit(LdapServer.NO_SIZE_LIMIT);
        return ldap;
    }

    private static @Nullable ExternalBind external(DirectoryService service, ServerSettings settings)
            throws LdapException {
        return settings.door().tls().flatMap(TlsSettings::clientAuthorities).isPresent()
                ? new ExternalBind(service.getSchemaManager(), settings.base())
                : null;
    }

    /** The TCP port it listens on. */
    public int port() {
        return door.port();
    }

    /** The ports: their TLS, and what they have refused. */
    public Door door() {
        return door;
    }

    /** The suspensions that there are. */
    public Suspensions suspensions() {
        return suspensions.current();
    }

    /** The work that passwords make. */
    public PasswordLoad passwordLoad() {
        return authentication.load();
    }

    /** The storage: what it holds and whether it takes writes. */
    public EntryStore store() {
        return store;
    }

    /** On how many connections somebody is bound. */
    int boundConnections() {
        return authentication.connections().count();
    }

    /** What is behind the port, past all rules. */
    DirectoryService service() {
        return service;
    }

    /** Whether it is answering. */
    public boolean isServing() {
        return ldap.isStarted() && service.isStarted();
    }

    @Override
    public void close() {
        door.close();
        threads.shutdownNow();
        ldap.stop();
        shutdown(authentication, service, store);
    }

    private static void shutdown(
            @Nullable Authentication authentication, @Nullable DirectoryService service, @Nullable EntryStore store) {
        if (authentication != null) {
            authentication.close();
        }
        if (service != null && service.isStarted()) {
            try {
                service.shutdown();
            } catch (Exception e) { // ApacheDS declares nothing narrower
                LOG.error("the directory did not shut down cleanly", e);
            }
        }
        if (store != null) {
            store.close();
        }
    }
}
