package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.cli.Installation;
import fr.sesame.schema.Attributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands and the service against Debian's slapd, set up as docs/foreign-directory.md says. Needs the packages slapd and ldap-utils.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlapdEndToEndTest {
    private static final String PASSWORD = "a new password";
    private static final String PEOPLE = "ou=people," + SlapdInstance.BASE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    static Path folder;

    private static SlapdInstance slapd;
    private static ShippedInstance instance;

    @BeforeAll
    static void start() throws Exception {
        slapd = SlapdInstance.start(folder.resolve("slapd"));
        instance = ShippedInstance.in(folder.resolve("instance"), CLOCK);
        Path settings = instance.conf().resolve("sesame.yaml");
        Files.writeString(settings, slapd.follow(Files.readString(settings)));
    }

    @AfterAll
    static void stop() throws Exception {
        slapd.close();
    }

    private static Said sesame(String... words) {
        return instance.sesame(words);
    }

    private static void setPassword(String uid) throws IOException {
        InputStream before = System.in;
        try (InputStream in = new ByteArrayInputStream(PASSWORD.getBytes(StandardCharsets.UTF_8))) {
            System.setIn(in);
            assertThat(sesame("passwd", uid, "--stdin").code()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    private static ResultCode bind(String uid) throws LDAPException {
        try (LDAPConnection connection = slapd.connect("uid=" + uid + "," + PEOPLE, PASSWORD)) {
            return ResultCode.SUCCESS;
        } catch (LDAPBindException e) {
            return e.getResultCode();
        }
    }

    private static Entry person(String uid) throws LDAPException {
        try (LDAPConnection admin = slapd.admin()) {
            return Objects.requireNonNull(admin.getEntry("uid=" + uid + "," + PEOPLE, "*", "+"), uid);
        }
    }

    private static int count(String branch, String objectClass) throws LDAPException {
        try (LDAPConnection admin = slapd.admin()) {
            return admin.search(
                            branch + "," + SlapdInstance.BASE,
                            SearchScope.ONE,
                            Filter.createEqualityFilter("objectClass", objectClass),
                            "1.1")
                    .getEntryCount();
        }
    }

    @Test
    @Order(1)
    void aPlanWritesNothing() throws Exception {
        Said planned = sesame("plan");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(count("ou=people", "sesameAccount")).isZero();
    }

    @Test
    @Order(2)
    void aRunFillsItAndTheNextHasNothingToDo() throws Exception {
        Said first = sesame("run");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(count("ou=people", "sesameAccount")).isGreaterThan(400);
        assertThat(count("ou=structures", "supannEntite")).isGreaterThan(5);
        assertThat(count("ou=groups", "sesameGroup")).isGreaterThan(5);
        Said second = sesame("run");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("nothing to change");
    }

    @Test
    @Order(3)
    void aPasswordIsKeptAsAHashAndOpens() throws Exception {
        assertThat(person("scarpentier").getAttributeValue("supannRessourceEtat"))
                .contains("SupannCree");
        setPassword("scarpentier");
        assertThat(person("scarpentier").getAttributeValue("userPassword")).startsWith("{SSHA}");
        assertThat(person("scarpentier").getAttributeValue("supannRessourceEtat"))
                .contains("SupannActif");
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    @Order(4)
    void aLockClosesAndIsLiftedAndItsHistoryStays() throws Exception {
        Said locked = sesame("lock", "scarpentier", "--kind", "technical", "--reason", "mail storm");
        assertThat(locked.code()).as(locked.err()).isZero();
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(person("scarpentier").getAttributeValue(Attributes.PWD_ACCOUNT_LOCKED_TIME))
                .isEqualTo("000001010000Z");
        assertThat(sesame("locks").out()).contains("scarpentier");
        Said run = sesame("run");
        assertThat(run.err()).contains("nothing to change");
        Said lifted = sesame("unlock", "scarpentier", "--reason", "cleaned");
        assertThat(lifted.code()).as(lifted.err()).isZero();
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
        assertThat(sesame("locks", "scarpentier", "--history").out()).contains("cleaned");
    }

    @Test
    @Order(5)
    void whatOnlyOurOwnDirectoryDoesIsRefused() {
        Said suspended = sesame(
                "suspend", "--from", "2026-12-24T18:00", "--until", "2026-12-25T06:00", "--message", "Maintenance");
        assertThat(suspended.code()).isEqualTo(1);
        assertThat(suspended.err()).contains("only Sésame's own directory heeds suspensions");
        assertThat(sesame("explain", "scarpentier").out()).contains("scarpentier");
        assertThat(sesame("status").out()).contains("student");
    }

    @Test
    @Order(6)
    void aSearchThatIsCutShortIsRefused() throws Exception {
        String limits = "dn: olcDatabase={1}mdb,cn=config\nchangetype: modify\nreplace: olcLimits\n";
        slapd.configure(limits + "olcLimits: dn.exact=\"" + SlapdInstance.USER + "\" size=100\n");
        Said run = sesame("run");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("size limit exceeded", "lift them for directory.user");
        slapd.configure(limits + "olcLimits: dn.exact=\"" + SlapdInstance.USER + "\" size=unlimited time=unlimited\n");
        assertThat(sesame("run").err()).contains("nothing to change");
    }

    @Test
    @Order(7)
    void theServiceFollowsTheCalendarThereAndComesBackWhenItDoes() throws Exception {
        Clock later = Clock.offset(CLOCK, Duration.between(CLOCK.instant(), Instant.parse("2028-02-01T06:00:00Z")));
        String student = openOn("2026-11-24", "student");
        setPassword(student);
        assertThat(bind(student)).isEqualTo(ResultCode.SUCCESS);
        String before = person(student).getAttributeValue(Attributes.NEXT_CHANGE);
        assertThat(before).startsWith("2027");
        try (Installation.Service service =
                LocalInstallation.open(instance.conf(), later).serve()) {
            assertThat(service.ldapPort()).isEqualTo(slapd.port());
            long begin = System.nanoTime();
            while (Objects.equals(before, person(student).getAttributeValue(Attributes.NEXT_CHANGE))) {
                assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
                Thread.sleep(200);
            }
            assertThat(bind(student)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(health(service)).contains("openldap at 127.0.0.1:" + slapd.port());
            slapd.stop();
            assertThat(sesame("run").code()).isEqualTo(3);
            assertThat(health(service)).contains("is the directory running?");
            slapd.start();
            assertThat(health(service)).contains("openldap at 127.0.0.1:" + slapd.port());
        }
        // The service has made an audit trail, and locks are not in it.
        assertThat(sesame("history", "scarpentier").err()).contains("the directory is another's");
    }

    private static String health(Installation.Service service) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return answer.body();
    }

    @Test
    @Order(8)
    void nobodyElseReadsWhatIsNotTheirs() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            admin.add(
                    "dn: cn=cas,ou=services," + SlapdInstance.BASE,
                    "objectClass: applicationProcess",
                    "objectClass: simpleSecurityObject",
                    "cn: cas",
                    "userPassword: of-the-service");
        }
        try (LDAPConnection cas = slapd.connect("cn=cas,ou=services," + SlapdInstance.BASE, "of-the-service")) {
            Entry seen = cas.getEntry("uid=scarpentier," + PEOPLE);
            assertThat(seen.getAttributeValue("mail")).isNotEmpty();
            for (String hidden : List.of("userPassword", "sesameAffiliation", "sesameSourceKey", "supannCodeINE")) {
                assertThat(seen.hasAttribute(hidden)).as(hidden).isFalse();
            }
        }
    }

    private static String openOn(String day, String population) {
        return sesame("forecast", "--at", day, "--format", "csv")
                .out()
                .lines()
                .filter(line -> line.endsWith(";" + population + ";active"))
                .map(line -> line.split(";")[2])
                .findFirst()
                .orElseThrow();
    }
}
