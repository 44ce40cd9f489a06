package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import fr.sesame.ShippedInstance.Said;
import fr.sesame.cli.Installation;
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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locks and suspensions as the people who do it have them: the commands, against the imaginary university. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocksEndToEndTest {
    private static final String PASSWORD = "a new password";

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    static Path folder;

    private static ShippedInstance instance;
    private static Installation.Service service;

    @BeforeAll
    static void start() throws Exception {
        instance = ShippedInstance.in(folder, CLOCK);
        service = instance.open().serve();
        assertThat(sesame("run").code()).isZero();
        assertThat(sesameWith(PASSWORD, "passwd", "scarpentier", "--stdin").code())
                .isZero();
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Said sesame(String... words) {
        return instance.sesame(words);
    }

    private static Said sesameWith(String input, String... arguments) throws IOException {
        InputStream before = System.in;
        try (InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))) {
            System.setIn(in);
            return sesame(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static ResultCode bind(String uid) throws LDAPException {
        return bindSaying(uid).code();
    }

    private record Answer(ResultCode code, String text) {}

    private static Answer bindSaying(String uid) throws LDAPException {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", instance.port())) {
            connection.bind("uid=" + uid + ",ou=people,dc=univ,dc=example", PASSWORD);
            return new Answer(ResultCode.SUCCESS, "");
        } catch (LDAPBindException e) {
            return new Answer(e.getResultCode(), String.valueOf(e.getDiagnosticMessage()));
        }
    }

    private static List<String> students(int count) {
        return sesame("forecast", "--at", "2026-11-24", "--format", "csv")
                .out()
                .lines()
                .filter(line -> line.startsWith("apogee;") && line.endsWith(";student;active"))
                .map(line -> line.split(";")[2])
                .distinct()
                .limit(count)
                .toList();
    }

    @Test
    @Order(1)
    void aLockSaysWhoAndWhyHoldsThroughARunAndIsLifted() throws Exception {
        Said locked = sesame(
                "lock",
                "scarpentier",
                "--kind",
                "technical",
                "--reason",
                "phishing [mail]",
                "--by",
                "rssi",
                "--until",
                "2026-12-24");
        assertThat(locked.code()).as(locked.err()).isZero();
        assertThat(locked.err())
                .contains("scarpentier is locked, technical since", "until 2026-12-25 00:00:00 CET by rssi");
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.INVALID_CREDENTIALS);

        Said again = sesame("lock", "scarpentier", "--kind", "technical", "--reason", "virus");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("locked already: technical", "by rssi: phishing [mail]", "--replace");
        assertThat(sesame(
                                "lock",
                                "scarpentier",
                                "--kind",
                                "administrative",
                                "--reason",
                                "decision 12",
                                "--by",
                                "rssi",
                                "--replace")
                        .code())
                .isZero();

        assertThat(sesame("run").code()).isZero();
        Said listed = sesame("locks", "--format", "csv");
        assertThat(listed.out().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("scarpentier;administrative;2026-11-23T")
                .contains(";;rssi;decision 12;holds;");

        assertThat(sesame("unlock", "scarpentier", "--by", "support").code()).isEqualTo(2);
        Said lifted = sesame("unlock", "scarpentier", "--by", "support", "--reason", "seen in person");
        assertThat(lifted.code()).as(lifted.err()).isZero();
        assertThat(lifted.err()).contains("scarpentier is unlocked, and active");
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
        assertThat(sesame("unlock", "scarpentier", "--reason", "once more").err())
                .contains("scarpentier has no lock");

        Said history = sesame("locks", "scarpentier", "--history", "--format", "csv");
        assertThat(history.out().lines().skip(1))
                .hasSize(2)
                .anyMatch(line -> line.contains(";phishing [mail];lifted;") && line.endsWith(";rssi;replaced"))
                .anyMatch(line -> line.contains(";decision 12;lifted;") && line.endsWith(";support;seen in person"));
        assertThat(sesame("audit", "--kind", "lock,unlock", "--language", "en").out())
                .contains("kind=technical until=2026-12-24T23:00:00Z by=rssi reason=phishing [mail]")
                .contains("by=support reason=seen in person");
    }

    /** As a security officer's own script may write it: in another order than ours. */
    @Test
    @Order(2)
    void aLockOfSomebodyElsesSpellingIsLiftedToo() throws Exception {
        String operator = Files.readString(folder.resolve("var/secrets/operator.password"));
        String dn = "uid=scarpentier,ou=people,dc=univ,dc=example";
        try (LDAPConnection connection = new LDAPConnection(
                "127.0.0.1", instance.port(), "cn=operator,ou=services,dc=univ,dc=example", operator)) {
            connection.modify(
                    "dn: " + dn,
                    "changetype: modify",
                    "replace: sesameLock",
                    "sesameLock: [reason=virus][by=rssi][since=2026-11-23T05:00:00.000Z][kind=technical]");
        }
        assertThat(sesame("unlock", "scarpentier", "--reason", "mended").code()).isZero();
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    @Order(3)
    void aListIsWrittenWholeOrNotAtAll() throws Exception {
        List<String> uids = students(2);
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                uids.get(0) + "\n\n# a comment\n" + "nobody-at-all\n42\n" + uids.get(1) + "\n");
        Said refused = sesame("lock", "--from-file", list.toString(), "--kind", "technical", "--reason", "virus");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("line 4: there is no account 'nobody-at-all'")
                .contains("line 5: '42' is not a login");
        assertThat(sesame("locks", "--format", "csv").out().lines()).hasSize(1);

        Said done = sesameWith(
                String.join("\n", uids), "lock", "--from-file", "-", "--kind", "technical", "--reason", "virus");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).contains("2 of 2 accounts were written");
        assertThat(sesame("unlock", uids.get(0), uids.get(1), "--reason", "mended")
                        .code())
                .isZero();
    }

    @Test
    @Order(4)
    void aFilterIsShownFirstAndHasALimit() {
        String filter = "(sn=C*)";
        Said shown = sesame("lock", "--filter", filter, "--limit", "500", "--kind", "technical", "--reason", "virus");
        assertThat(shown.code()).as(shown.err()).isZero();
        long found = shown.out().lines().skip(1).count();
        assertThat(found).isGreaterThan(3);
        assertThat(shown.err()).contains(found + " accounts would be locked; nothing was written");
        assertThat(sesame("locks", "--format", "csv").out().lines()).hasSize(1);

        Said beyond = sesame(
                "lock", "--filter", filter, "--limit", "2", "--kind", "technical", "--reason", "virus", "--apply");
        assertThat(beyond.code()).isEqualTo(1);
        assertThat(beyond.err()).contains(found + " accounts, limit 2").contains("--limit " + found);
        assertThat(sesame("locks", "--format", "csv").out().lines()).hasSize(1);

        assertThat(sesame(
                                "lock",
                                "--filter",
                                filter,
                                "--limit",
                                "500",
                                "--kind",
                                "technical",
                                "--reason",
                                "virus",
                                "--apply")
                        .code())
                .isZero();
        assertThat(sesame("locks", "--format", "csv").out().lines()).hasSize((int) found + 1);
        assertThat(sesame("unlock", "--filter", "(objectClass=*)", "--limit", "1000", "--reason", "mended", "--apply")
                        .code())
                .isZero();
        assertThat(sesame("locks", "--format", "csv").out().lines()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            lock --kind technical --reason x                              | 2 | nobody is named
            lock jdupont --filter (sn=a) --kind technical --reason x      | 2 | expected one of these
            lock scarpentier --kind moral --reason x                      | 2 | expected technical or administrative
            lock scarpentier --kind technical                             | 2 | --reason
            lock scarpentier --kind technical --reason x --until 2020-01-01 | 2 | which is past
            lock --filter (sn= --kind technical --reason x                | 2 | is not an LDAP filter
            lock --from-file /nowhere/at/all --kind technical --reason x  | 2 | cannot be read
            lock scarpentier --apply --kind technical --reason x          | 2 | --apply belongs to --filter
            unlock nobody-at-all --reason x                               | 1 | there is no account 'nobody-at-all'
            locks nobody-at-all                                           | 1 | there is no account 'nobody-at-all'
            locks --history                                               | 2 | expected a login
            suspend --from 2026-12-24 --message x                         | 2 | a suspension needs --until
            suspend --from 2026-12-24 --until 2026-12-20 --message x      | 2 | ends after it begins
            suspend --from 2026-12-24 --until 2026-12-28 --message x --population nobody | 2 | has no rule
            suspend --from 2026-12-24 --until 2026-12-28 --message x --except nobody-at-all | 1 | there is no account
            suspend --from 2026-12-24 --until 2026-12-28 --message x --except-group no-group | 1 | has no members
            suspend end nothing                                           | 1 | there is no suspension 'nothing'
            """)
    @Order(5)
    void whatCannotBeDoneSaysSo(String command, int code, String told) {
        Said said = sesame(command.trim().split(" +"));
        assertThat(said.err()).contains(told);
        assertThat(said.code()).isEqualTo(code);
        assertThat(said.out()).isEmpty();
    }

    @Test
    @Order(6)
    void aSuspensionIsPlannedSeenHoldsAndIsEnded() throws Exception {
        Said planned = sesame(
                "suspend",
                "--from",
                "2026-12-24",
                "--until",
                "2027-01-03",
                "--message",
                "Fermeture de fin d'année",
                "--by",
                "dsi");
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(planned.err())
                .contains(
                        "suspension 2026-12-24: from 2026-12-24 00:00:00 CET until 2027-01-04 00:00:00 CET, for everybody")
                .containsPattern("it stops \\d{3} accounts .* leaves open 0");
        assertThat(sesame("status").err()).contains("suspension 2026-12-24 is planned");
        assertThat(health()).contains("is planned from 2026-12-23T23:00:00Z");
        assertThat(metrics())
                .contains("sesame_suspension_active 0.0")
                .contains("sesame_suspension_begin_timestamp_seconds 1.7980668E9");
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);

        Said now = sesame(
                "suspend",
                "--id",
                "maintenance",
                "--from",
                "2026-11-23T06:00",
                "--until",
                "2026-11-25T12:00",
                "--message",
                "Maintenance",
                "--message-en",
                "Maintenance work",
                "--except",
                students(1).get(0));
        assertThat(now.code()).as(now.err()).isZero();
        Answer answer = bindSaying("scarpentier");
        assertThat(answer.code()).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        assertThat(answer.text()).endsWith("Maintenance / Maintenance work");
        assertThat(sesame("suspend", "list", "--format", "csv").out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("maintenance;holds;2026-11-23T05:00:00Z;2026-11-25T11:00:00Z;;"));
        assertThat(health()).contains("holds from 2026-11-23T05:00:00Z").contains("\"status\":\"ok\"");
        assertThat(metrics()).contains("sesame_suspension_active 1.0");

        assertThat(sesame("suspend", "end", "maintenance", "--by", "dsi").code())
                .isZero();
        assertThat(sesame("suspend", "end", "2026-12-24").err()).contains("is cancelled");
        Thread.sleep(1100); // it ends with the next second
        assertThat(bind("scarpentier")).isEqualTo(ResultCode.SUCCESS);
        assertThat(sesame("suspend", "list", "--format", "csv").out().lines()).hasSize(1);
        assertThat(sesame("suspend", "list", "--all", "--format", "csv")
                        .out()
                        .lines()
                        .skip(1))
                .singleElement()
                .asString()
                .startsWith("maintenance;over;")
                .endsWith(";dsi");
        assertThat(sesame("suspend", "end", "maintenance").err()).contains("is over since");
    }

    private static String health() throws Exception {
        return get("/health");
    }

    private static String metrics() throws Exception {
        return get("/metrics");
    }

    private static String get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + service.httpPort() + path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
