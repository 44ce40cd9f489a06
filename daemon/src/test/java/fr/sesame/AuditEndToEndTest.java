package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.cli.Installation;
import fr.sesame.cli.SesameCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail as a security officer has it: a service with the shipped configuration, clients on its port, and the command. */
class AuditEndToEndTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final String BASE = "dc=univ,dc=example";
    private static final String ALICE = "uid=alice,ou=people," + BASE;
    private static final String FIRST = "First-of-alice-1";
    private static final String SECOND = "Second-of-alice-2";
    private static final String GUESS = "Guess-of-a-stranger-3";
    private static final String AS_LOGIN = "Typed-into-the-login-4";

    @TempDir
    static Path folder;

    private static String metrics;
    private static String health;

    private record Said(int code, String out, String err) {}

    @BeforeAll
    static void aDayOfWork() throws Exception {
        Path conf = folder.resolve("conf");
        try (Stream<Path> files = Files.walk(Path.of("..", "conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = conf.resolve(Path.of("..", "conf").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path settings = conf.resolve("sesame.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("/var/lib/sesame", folder.resolve("var").toString())
                        .replace("10389", "0")
                        .replace("8389", "0"));
        try (Installation.Service service = LocalInstallation.open(conf, CLOCK).serve()) {
            acts(service.ldapPort());
            metrics = get(service, "/metrics");
            health = get(service, "/health");
        }
    }

    @AfterAll
    static void theTrailIsStillGood() {
        assertThat(sesame("audit", "verify").code()).isZero();
    }

    private static void acts(int port) throws Exception {
        String operator = "cn=operator,ou=services," + BASE;
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, operator, secret("operator.password"))) {
            connection.add(
                    "dn: " + ALICE,
                    "objectClass: top",
                    "objectClass: person",
                    "objectClass: organizationalPerson",
                    "objectClass: inetOrgPerson",
                    "objectClass: supannPerson",
                    "objectClass: sesameAccount",
                    "uid: alice",
                    "cn: alice",
                    "sn: alice",
                    "sesameState: active",
                    "sesameTimeline: active",
                    "userPassword: " + FIRST);
            connection.modify(ALICE, new Modification(ModificationType.REPLACE, "userPassword", SECOND));
            connection.modify(
                    ALICE,
                    new Modification(
                            ModificationType.REPLACE,
                            "sesameLock",
                            "[kind=technical][since=2026-11-01T00:00:00Z][by=rssi][reason=phishing]"));
        }
        assertThat(bind(port, ALICE, SECOND)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(bind(port, ALICE, GUESS)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(bind(port, "uid=" + AS_LOGIN + ",ou=people," + BASE, GUESS))
                .isEqualTo(ResultCode.INVALID_CREDENTIALS);
        try (LDAPConnection anonymous = new LDAPConnection("127.0.0.1", port)) {
            anonymous.search(
                    "uid=" + AS_LOGIN + ",ou=people," + BASE, SearchScope.BASE, "(userPassword=" + GUESS + ")");
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    private static ResultCode bind(int port, String dn, String password) {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, dn, password)) {
            return connection.isConnected() ? ResultCode.SUCCESS : ResultCode.SERVER_DOWN;
        } catch (LDAPException e) {
            return e.getResultCode();
        }
    }

    private static String get(Installation.Service service, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + service.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String secret(String name) throws IOException {
        return Files.readString(folder.resolve("var/secrets").resolve(name));
    }

    private static Said sesame(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.resolve("conf").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = SesameCommand.run(
                conf -> LocalInstallation.open(conf, CLOCK),
                folder,
                CLOCK,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void theOfficerReadsTheLifeOfAnAccount() {
        Said said = sesame("audit", "--uid", "alice", "--language", "en");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().map(line -> line.split("; ", 3)[1] + "; " + line.split("; ", 4)[2]))
                .containsExactly(
                        "password set by somebody else; accepted",
                        "password set by somebody else; accepted",
                        "lock; accepted",
                        "bind; refused because: account locked",
                        "bind; refused because: wrong password");
        assertThat(said.out())
                .contains("2026-11-23 13:00:00.000 CET", "from 127.0.0.1, simple, in clear", "reason=phishing");
    }

    @Test
    void kindAndTimeNarrowItDown() {
        assertThat(sesame("audit", "--kind", "lock,unlock", "--since", "2026-11-23", "--until", "2026-11-23")
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(sesame("audit", "--until", "2026-11-22").out()).isEmpty();
        assertThat(sesame("audit", "--until", "2026-11-23T12:00:00Z").out()).isEmpty();
        assertThat(sesame("audit", "--since", "2026-11-24").out()).isEmpty();
        assertThat(sesame("audit", "--kind", "lok").code()).isEqualTo(2);
        assertThat(sesame("audit", "--since", "yesterday").err()).contains("2026-11-23");
    }

    @Test
    void aNameThatNobodyHasIsFoundByWhoeverKnowsIt() {
        assertThat(sesame("audit", "--uid", AS_LOGIN, "--format", "json").out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"?").doesNotContain(AS_LOGIN));
        assertThat(sesame("audit", "--uid", "somebody-else").out()).isEmpty();
    }

    @Test
    void noSecretIsInTheTrailInTheMetricsOrInWhatTheCommandSays() throws Exception {
        StringBuilder all = new StringBuilder(metrics)
                .append(health)
                .append(sesame("audit").out())
                .append(sesame("audit", "--format", "json").out());
        try (Stream<Path> files = Files.walk(folder.resolve("var/audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString()).contains(ALICE);
        for (String secret : List.of(
                FIRST,
                SECOND,
                GUESS,
                AS_LOGIN,
                "{SSHA",
                "{ssha",
                secret("operator.password"),
                secret("daemon.password"),
                secret("cas.password"),
                secret("audit.key"))) {
            assertThat(all.toString()).doesNotContain(secret);
        }
    }

    @Test
    void metricsCountThemWithoutNamesAndHealthLooksAtTheTrail() {
        assertThat(metrics)
                .contains("sesame_security_events_total{kind=\"lock\",outcome=\"accepted\",reason=\"none\"} 1.0")
                .contains("sesame_security_events_total{kind=\"bind\",outcome=\"refused\",reason=\"unknown\"} 1.0")
                .contains("sesame_binds_total{outcome=\"wrong_password\"} 2.0")
                .contains("sesame_audit_lost_total 0.0")
                .doesNotContain("alice");
        assertThat(health).contains("{\"name\":\"audit\",\"ok\":true,");
    }

    /** The directory is stopped then, so that nothing of it could tell. */
    @Test
    void whatReplacesTheWholeDirectoryIsToldToo() throws Exception {
        Path ldif = folder.resolve("all.ldif");
        Files.writeString(ldif, "version: 1\n\ndn: " + BASE + "\nobjectClass: domain\nobjectClass: top\ndc: univ\n\n");
        assertThat(sesame("import", ldif + ".missing").code()).isNotZero();
        assertThat(sesame("import", ldif.toString()).err()).contains("1 entries imported");
        assertThat(sesame("audit", "--kind", "content-replaced", "--language", "en")
                        .out()
                        .lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("refused because: failed", "by user ", "all.ldif.missing"),
                        line -> assertThat(line).contains("accepted", "by user ", "import of " + ldif));
    }

    @Test
    void theKeyIsItsOwnersAloneAndNeverMadeAnew() throws Exception {
        Path key = folder.resolve("var/secrets/audit.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Path away = folder.resolve("away");
        Files.move(key, away);
        try {
            Said said = sesame("serve");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("audit.key", "put the key back");
            assertThat(sesame("audit", "verify").err()).contains("audit.key");
        } finally {
            Files.move(away, key);
        }
    }

    @Test
    void aLineThatWasAlteredIsSaidWithItsFile() throws Exception {
        Path file = folder.resolve("var/audit/2026-11-23.jsonl");
        byte[] before = Files.readAllBytes(file);
        try {
            Files.writeString(file, Files.readString(file).replaceFirst("phishing", "a mistake"));
            Said said = sesame("audit", "verify");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).contains(file + ":").contains("altered");
        } finally {
            Files.write(file, before);
        }
    }
}
