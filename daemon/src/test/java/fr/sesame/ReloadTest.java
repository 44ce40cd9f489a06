package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.cli.Installation;
import fr.sesame.cli.Installation.Reloaded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running service reads its configuration again: it takes all of it over, or nothing. */
class ReloadTest {
    private static final String DEEP = "(&(&(uid=a)))";

    @TempDir
    Path folder;

    private ShippedInstance instance;
    private Installation.Service service;
    private LDAPConnection before;

    @BeforeEach
    void serve() throws Exception {
        instance = ShippedInstance.in(folder, ShippedInstance.dayOfTheExtracts());
        service = instance.open().serve();
        before = bound();
    }

    @AfterEach
    void stop() {
        before.close();
        service.close();
    }

    private LDAPConnection bound() throws Exception {
        String password = Files.readString(folder.resolve("var/secrets/operator.password"));
        return new LDAPConnection("127.0.0.1", instance.port(), "cn=operator,ou=services,dc=univ,dc=example", password);
    }

    private void searchDeep(LDAPConnection connection) throws LDAPException {
        connection.search("dc=univ,dc=example", SearchScope.SUB, DEEP);
    }

    private void limitFilters() throws Exception {
        instance.with("# limits: {connections: 8192, connections-per-address: 256}", "limits: {filter-depth: 2}");
    }

    private String metrics() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void source(String name, String found, String replacement) throws Exception {
        Path file = instance.conf().resolve("sources/" + name + ".yaml");
        String text = Files.readString(file);
        assertThat(text).contains(found);
        Files.writeString(file, text.replace(found, replacement));
    }

    /** Under nohup no handler ever sees the signal. */
    private static boolean isHangUpIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & 1)
                        != 0);
    }

    private static void hangUp() throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void waitFor(Path file) throws Exception {
        for (int i = 0; i < 200 && Files.notExists(file); i++) {
            Thread.sleep(100);
        }
        assertThat(file).exists();
    }

    @Test
    void whatHasNotChangedIsTakenOverAndConnectionsGoOn() throws Exception {
        assertThat(service.reload()).isEqualTo(Reloaded.DONE);
        assertThat(service.reload()).isEqualTo(Reloaded.DONE);
        searchDeep(before);
        assertThat(metrics()).contains("sesame_config_last_reload_successful 1.0");
        assertThat(instance.sesame("run").code()).isZero();
    }

    @Test
    void otherLimitsHoldForConnectionsThatAreOpenToo() throws Exception {
        limitFilters();
        searchDeep(before);
        assertThat(service.reload()).isEqualTo(Reloaded.DONE);
        assertThatThrownBy(() -> searchDeep(before))
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED));
    }

    @Test
    void anotherScheduleRuns() throws Exception {
        source("apogee", "schedule: \"0 30 3 * * ?\"", "schedule: \"* * * * * ?\"");
        assertThat(service.reload()).isEqualTo(Reloaded.DONE);
        waitFor(folder.resolve("var/runs/accepted-apogee.json"));
    }

    @Test
    void oneProblemAnywhereAndNothingChanges() throws Exception {
        limitFilters();
        source("siham", "schedule:", "shedule:");
        Reloaded refused = service.reload();
        assertThat(refused.done()).isFalse();
        assertThat(refused.problems()).anySatisfy(problem -> assertThat(problem).contains("siham.yaml", "shedule"));
        searchDeep(before);
        assertThat(metrics()).contains("sesame_config_last_reload_successful 0.0");

        source("siham", "shedule:", "schedule:");
        assertThat(service.reload()).isEqualTo(Reloaded.DONE);
        assertThat(metrics()).contains("sesame_config_last_reload_successful 1.0");
        assertThatThrownBy(() -> searchDeep(before)).isInstanceOf(LDAPException.class);
    }

    @Test
    void whatTakesARestartIsNamedAndNothingChanges() throws Exception {
        limitFilters();
        instance.with("profile: anssi-cnil", "profile: poitiers").with("close-percent: 5", "close-percent: 9");
        Reloaded refused = service.reload();
        assertThat(refused.problems())
                .containsExactly("'passwords' has changed, which takes a restart: systemctl restart sesame");
        searchDeep(before);
    }

    @Test
    void aScheduleWhoseDaysAreOverIsRefusedAndNothingChanges() throws Exception {
        limitFilters();
        source("apogee", "schedule: \"0 30 3 * * ?\"", "schedule: \"0 0 0 1 1 ? 2020\"");
        Reloaded refused = service.reload();
        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("apogee", "0 0 0 1 1 ? 2020"));
        searchDeep(before);
    }

    @Test
    void aServiceWithoutSystemdIsSupervisedAllTheSame() throws Exception {
        assumeThat(isHangUpIgnored()).as("nohup").isFalse();
        service.supervised(Map.of("RUNTIME_DIRECTORY", folder.toString()));
        limitFilters();
        hangUp();
        waitFor(folder.resolve("reload"));
        assertThat(Files.readString(folder.resolve("reload"))).isEqualTo("done\n");
        assertThatThrownBy(() -> searchDeep(before)).isInstanceOf(LDAPException.class);

        instance.with("profile: anssi-cnil", "profile: poitiers");
        Files.delete(folder.resolve("reload"));
        hangUp();
        waitFor(folder.resolve("reload"));
        assertThat(Files.readAllLines(folder.resolve("reload")))
                .hasSize(2)
                .first()
                .isEqualTo("refused");
    }
}
