package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.cli.Installation;
import fr.sesame.cli.SesameCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its users have it: the shipped configuration, a real server, and the commands. */
class EndToEndTest {
    /** Goes on from the morning of the sample's today. */
    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-11-23T06:00:00Z")));

    private static final Path UNIV = Path.of("src", "test", "resources", "univ");

    @TempDir
    static Path folder;

    private static int ldapPort;
    private static Installation.Service service;

    private record Said(int code, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        Path conf = folder.resolve("conf");
        Path state = folder.resolve("var");
        ldapPort = freePort();
        copy(Path.of("..", "conf"), conf);
        copy(Path.of("src", "main", "demo", "extracts"), state.resolve("extracts"));
        Path settings = conf.resolve("sesame.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("/var/lib/sesame", state.toString())
                        .replace("10389", Integer.toString(ldapPort))
                        .replace("8389", "0"));
        service = LocalInstallation.open(conf, CLOCK).serve();
        assertThat(sesame("run").code()).isZero();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Said sesame(String command, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(command, "--config", folder.resolve("conf").toString()), Stream.of(more))
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = SesameCommand.run(
                conf -> LocalInstallation.open(conf, CLOCK),
                folder,
                CLOCK,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void aSecondRunChangesNothingAndSaysSo() {
        Said said = sesame("run");
        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("nothing to change");
        assertThat(said.out()).contains("apogee", "unchanged").doesNotContain("applied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2026-12-31", "2027-01-01", "2027-03-29", "2027-06-30", "2028-01-02"})
    void theForecastIsTheExpectedOne(String date) throws IOException {
        Said said = sesame("forecast", "--at", date, "--format", "csv");
        assertThat(said.err()).isEmpty();
        TreeSet<String> found = new TreeSet<>();
        List<String> lines = said.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("source;key;uid;population;state");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(";");
            found.add(fields[0] + ";" + fields[1] + ";" + date + ";" + fields[4]);
        }
        TreeSet<String> expected = new TreeSet<>(Files.readAllLines(UNIV.resolve("expected-states.csv")).stream()
                .filter(line -> line.contains(";" + date + ";"))
                .toList());
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatIsHeldIsTheExpectedList() throws IOException {
        Said said = sesame("held", "--format", "csv");
        List<String> found = said.out()
                .lines()
                .map(line -> String.join(";", List.of(line.split(";")).subList(0, 3)))
                .toList();
        assertThat(found).containsExactlyElementsOf(Files.readAllLines(UNIV.resolve("expected-held.csv")));
    }

    @Test
    void statusCountsEverybodyOnce() {
        Said said = sesame("status", "--format", "csv");
        int accounts = said.out()
                .lines()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.split(";")[2]))
                .sum();
        assertThat(accounts).isEqualTo(491);
        assertThat(said.err()).contains("apogee: ").contains("last success");
    }

    @Test
    void explainTellsRecordsRulesDatesStateAndNextChange() {
        Said said = sesame("explain", "scarpentier");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("active", "siham", "UDM000111120", "apogee", "20101300", "opens [begin+1]", "2024-09-06");
        Said later = sesame("explain", "scarpentier", "--at", "2025-12-31");
        assertThat(later.out()).contains("active at 2025-12-31 00:00:00 CET").contains("pending from 2026-01-01");
    }

    /** Who was a student and works here now, as a service reads it. */
    @Test
    void whatSomebodyIsIsThereForServices() throws Exception {
        String password =
                Files.readString(folder.resolve("var/secrets/cas.password")).strip();
        try (LDAPConnection cas =
                new LDAPConnection("127.0.0.1", ldapPort, "cn=cas,ou=services,dc=univ,dc=example", password)) {
            Entry entry = cas.getEntry("uid=scarpentier,ou=people,dc=univ,dc=example");
            assertThat(entry.getAttributeValues("eduPersonAffiliation"))
                    .containsExactlyInAnyOrder("employee", "member");
            assertThat(entry.getAttributeValues("eduPersonScopedAffiliation"))
                    .containsExactlyInAnyOrder("employee@univ.example", "member@univ.example");
            assertThat(entry.getAttributeValue("eduPersonPrimaryAffiliation")).isEqualTo("employee");
            assertThat(entry.getAttributeValue("supannCodePopulation")).isEqualTo("{SUPANN}RGP");
            assertThat(entry.getAttributeValue("supannEntiteAffectationPrincipale"))
                    .isEqualTo("DRH");
            assertThat(entry.getAttributeValue("supannEmpProfil"))
                    .isEqualTo("[etab={UAI}0751717J][affil=employee][affect=DRH][population={SUPANN}RGP]");
            assertThat(entry.hasAttribute("supannEtuInscription")).isFalse();
            int students = cas.search(
                            "ou=people,dc=univ,dc=example", SearchScope.ONE, "(eduPersonAffiliation=student)", "uid")
                    .getEntryCount();
            int registrations = cas.search(
                            "ou=people,dc=univ,dc=example",
                            SearchScope.ONE,
                            "(&(sesameState=active)(supannEtuInscription=*[population={SUPANN}AGE]*))",
                            "uid")
                    .getEntryCount();
            assertThat(students).isEqualTo(registrations).isPositive();
        }
    }

    @Test
    void aPasswordThatWasSetOpensAnActiveAccount() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "a new password\n");
        InputStream before = System.in;
        try (InputStream in = Files.newInputStream(password)) {
            System.setIn(in);
            assertThat(sesame("passwd", "scarpentier", "--stdin").code()).isZero();
        } finally {
            System.setIn(before);
        }
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", ldapPort)) {
            assertThat(connection
                            .bind("uid=scarpentier,ou=people,dc=univ,dc=example", "a new password")
                            .getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"explain nobody-at-all, 1", "explain 42, 2", "run nosource, 2", "forecast, 2", "run --frobnicate, 2"})
    void whatCannotBeDoneSaysSoByItsExitCode(String command, int code) {
        String[] words = command.split(" ");
        Said said = sesame(words[0], Arrays.copyOfRange(words, 1, words.length));
        assertThat(said.code()).isEqualTo(code);
        assertThat(said.err()).isNotBlank();
        assertThat(said.out()).isEmpty();
    }

    @Test
    void checkFindsTheConfigurationGoodAndAMissingOneBad() {
        assertThat(sesame("check").code()).isZero();
        StringWriter err = new StringWriter();
        int code = SesameCommand.run(
                conf -> LocalInstallation.open(conf, CLOCK),
                folder,
                CLOCK,
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "check",
                "--config",
                folder.resolve("nowhere").toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("sesame.yaml");
    }

    @Test
    void everyCommandTeachesItself() {
        for (String command :
                List.of("demo", "serve", "check", "run", "status", "forecast", "held", "explain", "passwd", "audit")) {
            Said said = sesame(command, "--help");
            assertThat(said.code()).as(command).isZero();
            assertThat(said.out()).as(command).contains("Usage: sesame " + command);
        }
    }

    @Test
    void metricsAndHealthTellOfAllThat() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI base = URI.create("http://127.0.0.1:" + service.httpPort());
        String metrics = client.send(
                        HttpRequest.newBuilder(base.resolve("/metrics")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        // The run was made by a command, as in another process: its report on disk is what is shown.
        assertThat(metrics)
                .contains("sesame_extract_rows{source=\"apogee\"} 508.0")
                .contains("sesame_held_records{reason=\"doubtful-match\",source=\"siham\"} 3.0");
        assertThat(client.send(
                                HttpRequest.newBuilder(base.resolve("/health")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void secretsAreTheirOwnersAlone() throws IOException {
        for (String service : List.of("operator", "daemon", "cas")) {
            Path file = folder.resolve("var/secrets/" + service + ".password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }
}
