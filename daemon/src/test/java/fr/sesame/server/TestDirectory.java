package fr.sesame.server;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.access.AccessSettings;
import fr.sesame.interceptors.BindOutcome;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.password.PasswordSettings;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.server.door.Door;
import fr.sesame.server.door.DoorSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.jspecify.annotations.Nullable;

/** A real directory on a free port, whose clock stands where the test sets it. */
public final class TestDirectory implements AutoCloseable {
    public static final String BASE = "dc=univ,dc=example";
    public static final String PASSWORD = "sesame-demo";
    public static final Map<String, String> SERVICES =
            Map.of("operator", "of the operator", "daemon", "of the daemon", "cas", "of cas");

    /** Of the state alone; what people are is theirs to write who test something else. */
    public static final Projections PROJECTIONS =
            new Projections(new StateProjection(ZoneId.of("Europe/Paris"), Map.of()));

    /** Why a bind ends before anybody looks at an account. */
    private static final Set<Reason> UNDECIDED = Set.of(Reason.NO_PASSWORD, Reason.MECHANISM, Reason.CONFIDENTIALITY);

    /** What its clock shows first. */
    public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final List<BindOutcome> binds = new CopyOnWriteArrayList<>();
    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private final Clock clock = new Settable();
    private final EmbeddedDirectory server;

    private TestDirectory(
            Path folder,
            PasswordSettings passwords,
            Diagnostics diagnostics,
            Map<String, String> services,
            AccessSettings access)
            throws ServerException {
        this(settings(folder, 0, passwords, diagnostics, services, access));
    }

    private TestDirectory(ServerSettings settings) throws ServerException {
        server = EmbeddedDirectory.start(settings, clock, this::note);
    }

    private void note(SecurityEvent event) {
        events.add(event);
        if (event.kind() == Kind.BIND && !UNDECIDED.contains(event.reason())) {
            binds.add(
                    switch (event.reason()) {
                        case NONE -> BindOutcome.ACCEPTED;
                        case UNKNOWN -> BindOutcome.WRONG_PASSWORD;
                        default -> BindOutcome.valueOf(event.reason().name());
                    });
        }
    }

    static ServerSettings settings(
            Path folder,
            int port,
            PasswordSettings passwords,
            Diagnostics diagnostics,
            Map<String, String> services,
            AccessSettings access) {
        return settings(folder, port, DoorSettings.PLAIN, passwords, diagnostics, services, access);
    }

    private static ServerSettings settings(
            Path folder,
            int port,
            DoorSettings door,
            PasswordSettings passwords,
            Diagnostics diagnostics,
            Map<String, String> services,
            AccessSettings access) {
        return new ServerSettings(
                folder, BASE, "127.0.0.1", port, 1L << 30, door, passwords, diagnostics, services, access, PROJECTIONS);
    }

    static TestDirectory start(Path folder, PasswordSettings passwords, Diagnostics diagnostics)
            throws ServerException {
        return new TestDirectory(folder, passwords, diagnostics, SERVICES, AccessSettings.standard());
    }

    public static TestDirectory start(Path folder) throws ServerException {
        return start(folder, SERVICES, AccessSettings.standard());
    }

    /** With these services beside others, and these rules of access. */
    public static TestDirectory start(Path folder, Map<String, String> services, AccessSettings access)
            throws ServerException {
        return new TestDirectory(folder, TestPasswords.SETTINGS, Diagnostics.UNIFORM, services, access);
    }

    /** That shows these. */
    public static TestDirectory start(Path folder, Projections projections) throws ServerException {
        return new TestDirectory(new ServerSettings(
                folder,
                BASE,
                "127.0.0.1",
                0,
                1L << 30,
                DoorSettings.PLAIN,
                TestPasswords.SETTINGS,
                Diagnostics.UNIFORM,
                SERVICES,
                AccessSettings.standard(),
                projections));
    }

    /** With these ports. */
    public static TestDirectory start(Path folder, DoorSettings door) throws ServerException {
        return new TestDirectory(settings(
                folder, 0, door, TestPasswords.SETTINGS, Diagnostics.UNIFORM, SERVICES, AccessSettings.standard()));
    }

    public Door door() {
        return server.door();
    }

    public int port() {
        return server.port();
    }

    /** Slots of readers of the store that are in use or kept. */
    public int readers() {
        return server.store().readers();
    }

    public Clock clock() {
        return clock;
    }

    public void setTime(Instant instant) {
        now.set(instant);
    }

    /** ApacheDS's own administrator, past all access rules. */
    CoreSession administrator() {
        return server.service().getAdminSession();
    }

    /** What a security officer would hear of. */
    public List<SecurityEvent> events() {
        return events;
    }

    PasswordLoad passwordLoad() {
        return server.passwordLoad();
    }

    public List<BindOutcome> binds() {
        return binds;
    }

    public void forgetBinds() {
        binds.clear();
        events.clear();
    }

    public String person(String uid) {
        return "uid=" + uid + ",ou=people," + BASE;
    }

    public String service(String name) {
        return "cn=" + name + ",ou=services," + BASE;
    }

    public LDAPConnection anonymous() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port());
    }

    /** Bound as that service. */
    public LDAPConnection as(String service) throws LDAPException {
        return new LDAPConnection("127.0.0.1", port(), service(service), SERVICES.get(service));
    }

    public void addPerson(String uid, String timeline, @Nullable String lock) throws LDAPException {
        add(uid, timeline, lock, PASSWORD);
    }

    void addPersonWithoutPassword(String uid, String timeline) throws LDAPException {
        add(uid, timeline, null, null);
    }

    private void add(String uid, String timeline, @Nullable String lock, @Nullable String password)
            throws LDAPException {
        Entry entry = new Entry(person(uid));
        entry.addAttribute(
                "objectClass",
                "top",
                "person",
                "organizationalPerson",
                "inetOrgPerson",
                "supannPerson",
                "sesameAccount");
        entry.addAttribute("uid", uid);
        entry.addAttribute("cn", uid);
        entry.addAttribute("sn", uid);
        entry.addAttribute("mail", uid + "@univ.example");
        entry.addAttribute("sesameState", "active");
        entry.addAttribute("sesameTimeline", timeline);
        entry.addAttribute("sesameAffiliation", "[source=apogee][key=" + uid + "][population=student]");
        if (lock != null) {
            entry.addAttribute("sesameLock", lock);
        }
        if (password != null) {
            entry.addAttribute("userPassword", password);
        }
        try (LDAPConnection connection = as("operator")) {
            connection.add(entry);
        }
    }

    /** Read past the rules of access: nobody reads it over LDAP. */
    String hashOf(String uid) throws LdapException {
        DirectoryService service = server.service();
        return new String(
                service.getAdminSession()
                        .lookup(new Dn(service.getSchemaManager(), person(uid)))
                        .get("userPassword")
                        .get()
                        .getBytes(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Settable extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new IllegalStateException("civil days are not this clock's business");
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
