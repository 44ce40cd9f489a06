package fr.sesame.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import fr.sesame.access.AccessSettings;
import fr.sesame.access.AttributeGroup;
import fr.sesame.access.AttributeSet;
import fr.sesame.access.Place;
import fr.sesame.access.Role;
import fr.sesame.access.SearchLimits;
import fr.sesame.access.ServiceAccess;
import fr.sesame.server.TestDirectory;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real FreeRADIUS, configured as {@code docs/connect/freeradius.md} says, but for TLS. Needs Debian's packages freeradius,
 * freeradius-ldap and freeradius-utils.
 */
@Tag("slow")
class FreeRadiusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOCK = "[kind=technical][since=2026-11-01T00:00:00Z][by=rssi][reason=phishing]";

    @TempDir
    static Path folder;

    private static TestDirectory directory;
    private static Process radius;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> services = new LinkedHashMap<>(TestDirectory.SERVICES);
        services.put("radius", "of radius");
        AccessSettings standard = AccessSettings.standard();
        ServiceAccess access = new ServiceAccess(
                Role.SERVICE,
                AttributeSet.of(AttributeGroup.LOGIN, AttributeGroup.PROJECTION, AttributeGroup.PWD_STATE),
                AttributeSet.NONE,
                Set.of(Place.PEOPLE, Place.GROUPS),
                List.of(),
                SearchLimits.NONE);
        directory = TestDirectory.start(
                Files.createDirectory(folder.resolve("directory")),
                services,
                new AccessSettings(
                        standard.whitePages(),
                        standard.selfWrites(),
                        standard.groups(),
                        standard.groupWriters(),
                        standard.validated(),
                        Map.of("radius", access),
                        standard.more(),
                        standard.limits()));
        directory.addPerson("open", "active", null);
        directory.addPerson("member", "active", null);
        directory.addPerson("temporary", "active", null);
        directory.addPerson("locked", "active", LOCK);
        directory.addPerson("pending", "pending", null);
        directory.addPerson("prepared", "prepared 20270101000000Z=active", null);
        directory.addPerson("inactive", "inactive", null);
        try (LDAPConnection operator = directory.as("operator")) {
            operator.modify(
                    directory.person("temporary"),
                    new Modification(ModificationType.REPLACE, "pwdReset", "TRUE"),
                    new Modification(ModificationType.REPLACE, "userPassword", TestDirectory.PASSWORD));
            operator.add(new Entry(
                    "cn=staff,ou=groups," + TestDirectory.BASE,
                    new Attribute("objectClass", "top", "groupOfNames"),
                    new Attribute("cn", "staff"),
                    new Attribute("member", directory.person("member"))));
        }
        startRadius();
    }

    private static void startRadius() throws Exception {
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = free.getLocalPort();
        }
        ConnectPage page = ConnectPage.read("freeradius.md");
        String ldap = page.block("ldap {");
        ldap = ConnectPage.with(ldap, "ldaps://ldap.univ.example", "ldap://127.0.0.1:" + directory.port());
        ldap = ConnectPage.with(ldap, "the content of radius.password", "of radius");
        ldap = ConnectPage.with(ldap, "ca_file = /etc/freeradius/3.0/certs/ldap-ca.pem", "");
        Path raddb = Files.createDirectory(folder.resolve("raddb"));
        Path settings = raddb.resolve("radiusd.conf");
        Files.writeString(settings, """
                name = radiusd
                prefix = /usr
                raddbdir = %1$s
                confdir = %1$s
                run_dir = %1$s
                logdir = %1$s
                libdir = /usr/lib/freeradius
                security {
                    reject_delay = 0
                }
                client localhost {
                    ipaddr = 127.0.0.1
                    secret = testing123
                }
                modules {
                    always reject {
                        rcode = reject
                    }
                %2$s
                }
                server default {
                    listen {
                        type = auth
                        ipaddr = 127.0.0.1
                        port = %3$d
                    }
                    authorize {
                %4$s
                    }
                    authenticate {
                %5$s
                    }
                    post-auth {
                %6$s
                    }
                }
                """.formatted(
                        raddb,
                        ldap,
                        port,
                        page.block("ldap"),
                        page.block("Auth-Type LDAP {"),
                        page.block("if (LDAP-Group == 'staff') {")));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        Path log = folder.resolve("radius.log");
        try {
            radius = new ProcessBuilder("freeradius", "-X", "-d", raddb.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("freeradius is not there; install Debian's packages freeradius, -ldap, -utils", e);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("Ready to process requests")) {
            assertThat(radius.isAlive()).as(() -> text(log)).isTrue();
            assertThat(System.nanoTime()).as(() -> text(log)).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (radius != null) {
            radius.destroy();
            assertThat(radius.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        if (directory != null) {
            directory.close();
        }
    }

    private static String radtest(String uid, String password) throws Exception {
        Process process = new ProcessBuilder("radtest", uid, password, "127.0.0.1:" + port, "0", "testing123")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "open,      sesame-demo, Received Access-Accept",
        "open,      wrong,       Received Access-Reject",
        "nobody,    sesame-demo, Received Access-Reject",
        "locked,    sesame-demo, Received Access-Reject",
        "pending,   sesame-demo, Received Access-Reject",
        "prepared,  sesame-demo, Received Access-Reject",
        "inactive,  sesame-demo, Received Access-Reject",
        "temporary, sesame-demo, 'Reply-Message = \"Your password has to be changed first\"'"
    })
    void whoMayBindIsLetIn(String uid, String password, String answer) throws Exception {
        assertThat(radtest(uid, password)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource({"member, true", "open, false"})
    void aGroupGivesItsNetwork(String uid, boolean network) throws Exception {
        String said = radtest(uid, TestDirectory.PASSWORD);
        assertThat(said).contains("Received Access-Accept");
        assertThat(said.contains("Tunnel-Private-Group-Id:0 = \"20\"")).as(said).isEqualTo(network);
    }
}
