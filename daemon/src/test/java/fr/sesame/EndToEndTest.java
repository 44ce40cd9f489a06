package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.cli.Installation;
import fr.sesame.cli.SesameCommand;
import java.io.IOException;
import java.io.InputStream;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its users have it: the shipped configuration, a real server, and the commands. */
class EndToEndTest {
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    private static final Path UNIV = Path.of("src", "test", "resources", "univ");

    @TempDir
    static Path folder;

    private static ShippedInstance instance;
    private static Installation.Service service;

    @BeforeAll
    static void start() throws Exception {
        instance = ShippedInstance.in(folder, CLOCK);
        service = instance.open().serve();
        assertThat(sesame("run").code()).isZero();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Said sesame(String... words) {
        return instance.sesame(words);
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
    void explainTellsStateRecordsRulesExtractsAndWhatIsNext() {
        Said french = sesame("explain", "scarpentier");
        assertThat(french.code()).isZero();
        assertThat(french.out())
                .contains("ÉTAT : ACTIF", "siham UDM000111120", "apogee 20101300", "siham.csv", "SHA-256")
                .contains("étudiant : ouvert le lendemain de l'inscription")
                .contains("ouvert du 6 septembre 2024 au 31 décembre 2025 inclus");
        Said later = sesame("explain", "scarpentier", "--lang", "en", "--at", "2027-03-01T12:00:00Z");
        assertThat(later.out()).contains("On 1 March 2027 at 13:00:00", "STATE: ACTIVE", "Forecast");
        Said record = sesame("explain", "siham:UDM000111120", "--format", "json");
        assertThat(record.out()).contains("\"uid\" : \"scarpentier\"", "\"state\" : \"active\"", "\"sha256\"");
    }

    @Test
    void explainInThePastIsWhatWasTrueThen() {
        Said before = sesame("explain", "scarpentier", "--at", "2025-12-31");
        assertThat(before.code()).isEqualTo(1);
        assertThat(before.err()).contains("n'existait pas encore", "23 novembre 2026");
        Said afterwards =
                sesame("explain", "scarpentier", "--at", CLOCK.instant().toString());
        assertThat(afterwards.out()).contains("ÉTAT : ACTIF", "Ce qui était vrai à cet instant");
    }

    @Test
    void historyTellsEveryChangeAndItsCause() {
        Said said = sesame("history", "scarpentier", "--format", "csv");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("record-added;;;;apogee:20101300;population=student", "apogee.csv sha256=")
                .contains(";state;none;inactive;created;", ";state;inactive;active;record;");
        assertThat(said.err()).contains("complets depuis le 23 novembre 2026", "12 mois", "journal d'audit");
        assertThat(sesame("history", "scarpentier", "--lang", "en").out())
                .contains("state: no account → inactive (account made)");
    }

    @Test
    void aLockAndItsLiftAreInHistoryAndInThePast() throws Exception {
        String known =
                sesame("explain", "siham:UDM000110000", "--format", "json").out();
        String login = known.replaceFirst("(?s).*?\"uid\" : \"([a-z0-9]+)\".*", "$1");
        String dn = "uid=" + login + ",ou=people,dc=univ,dc=example";
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", instance.port())) {
            connection.bind(
                    "cn=operator,ou=services,dc=univ,dc=example",
                    Files.readString(folder.resolve("var/secrets/operator.password")));
            connection.modify(
                    dn,
                    new Modification(
                            ModificationType.REPLACE,
                            "sesameLock",
                            "[kind=technical][since=" + CLOCK.instant().truncatedTo(ChronoUnit.SECONDS)
                                    + "][by=rssi][reason=virus]"));
            TimeUnit.MILLISECONDS.sleep(50);
            Instant locked = CLOCK.instant();
            assertThat(sesame("explain", login).out()).contains("ÉTAT : VERROUILLÉ", "posé par rssi", "virus");
            connection.modify(
                    dn,
                    new Modification(ModificationType.DELETE, "sesameLock"),
                    new Modification(ModificationType.ADD, "sesameLockHistory", "[by=support][reason=asked]"));
            TimeUnit.MILLISECONDS.sleep(50);
            assertThat(sesame("explain", login).out()).doesNotContain("VERROUILLÉ");
            assertThat(sesame("explain", login, "--at", locked.toString()).out())
                    .contains("ÉTAT : VERROUILLÉ", "posé par rssi", "Ce qui était vrai");
        }
        assertThat(sesame("history", login, "--format", "csv").out())
                .contains(";lock;;;;;kind=technical by=rssi reason=virus;", ";unlock;;;;;by=support reason=asked;")
                .contains("locked;locked;", "unlocked;");
    }

    @Test
    void theForecastOfDaysCountsAndMakesAPage() throws Exception {
        Path page = folder.resolve("forecast.html");
        Said said = sesame(
                "forecast", "--from", "2026-12-31", "--to", "2027-01-01", "--format", "csv", "--html", page.toString());
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("from;to;population;structure;opens;closes;changes\n");
        long closing = said.out()
                .lines()
                .filter(line -> line.startsWith("2027-01-01;2027-01-01;student;"))
                .mapToLong(line -> Long.parseLong(line.split(";")[5]))
                .sum();
        // Of the expected states: who is active on the last day of the year as a student, and pending on the first.
        assertThat(closing).isEqualTo(studentsThatClose());
        assertThat(Files.readString(page)).contains("<svg", "étudiant", "Ouvertures et fermetures");
    }

    private static long studentsThatClose() throws IOException {
        List<String> lines = Files.readAllLines(UNIV.resolve("expected-states.csv"));
        return lines.stream()
                .filter(line -> line.startsWith("apogee;") && line.endsWith(";2026-12-31;active"))
                .filter(line -> lines.contains(line.replace(";2026-12-31;active", ";2027-01-01;pending")))
                .count();
    }

    @Test
    void otherRulesAreComparedAndNotApplied() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                "populations:\n  student: {opens: begin+1, closes: year+1 12-31, grace: P3M, pending-may-bind: true}\n");
        Said said = sesame("forecast", "--at", "2027-01-15", "--with", rules.toString(), "--format", "csv");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .startsWith("uid;population;structure;state;with\n")
                .contains(";student;", ";inactive;pending+bind");
        assertThat(said.err()).contains("accounts");
        assertThat(sesame("forecast", "--from", "2027-01-01", "--to", "2027-01-31", "--with", rules.toString())
                        .out())
                .contains("moved", "2027-01-02");
        Files.writeString(rules, "populations:\n  student: {opens: sometimes}\n");
        Said wrong = sesame("forecast", "--at", "2027-01-15", "--with", rules.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("rules.yaml", "populations.student.opens", "sometimes");
    }

    @Test
    void checkShowsWhatTheRulesGive() {
        assertThat(sesame("check").out())
                .contains("student: opens begin+1; closes year+1 12-31; grace P1D")
                .contains("-> open 2026-09-15 to 2027-12-31, pending 2028-01-01, inactive from 2028-01-02");
    }

    /** Who was a student and works here now, as a service reads it. */
    @Test
    void whatSomebodyIsIsThereForServices() throws Exception {
        String password =
                Files.readString(folder.resolve("var/secrets/cas.password")).strip();
        try (LDAPConnection cas =
                new LDAPConnection("127.0.0.1", instance.port(), "cn=cas,ou=services,dc=univ,dc=example", password)) {
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
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", instance.port())) {
            assertThat(connection
                            .bind("uid=scarpentier,ou=people,dc=univ,dc=example", "a new password")
                            .getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "explain nobody-at-all, 1",
        "explain 42, 2",
        "run nosource, 2",
        "forecast, 2",
        "run --frobnicate, 2",
        "forecast --from 2027-01-01, 2",
        "explain scarpentier --at yesterday, 2",
        "history nobody-at-all, 1",
        "explain siham:NOBODY, 1"
    })
    void whatCannotBeDoneSaysSoByItsExitCode(String command, int code) {
        String[] words = command.split(" ");
        Said said = sesame(words);
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
        for (String command : List.of(
                "demo",
                "serve",
                "check",
                "run",
                "status",
                "forecast",
                "held",
                "explain",
                "history",
                "passwd",
                "audit")) {
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
