package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import fr.sesame.cli.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's Prometheus and alertmanager with the shipped files, and an instance to which things happen: the alertmanager must have the
 * alerts, and no others. Of the files the ports are changed, the intervals (a second), and each {@code for} (a second): what waits for minutes
 * is what promtool tests.
 */
@Tag("slow")
class PrometheusTest {
    private static final Path SHIPPED = Path.of("..", "conf", "prometheus");
    private static final Charset CP1252 = Charset.forName("windows-1252");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 120;
    /** Wrong passwords in a row, of nobody: more than one a second of the last five minutes. */
    private static final int GUESSES = 600;

    @TempDir
    Path folder;

    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String name, String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
            running.add(() -> {
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS))
                        .as(name + " stops")
                        .isTrue();
            });
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " is not there; install Debian's packages prometheus and prometheus-alertmanager", e);
        }
    }

    private String shipped(String file, String... replacements) throws IOException {
        String text = Files.readString(SHIPPED.resolve(file));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).containsPattern(replacements[i]);
            text = text.replaceAll(replacements[i], replacements[i + 1]);
        }
        Path copy = folder.resolve("monitoring").resolve(file);
        Files.createDirectories(copy.getParent());
        return Files.writeString(copy, text).toString();
    }

    /** Ports. */
    private record Watching(int prometheus, int alertmanager) {}

    /** Prometheus scrapes that port. */
    private Watching watch(int httpPort) throws Exception {
        int prometheus = freePort();
        int alertmanager = freePort();
        int mail = freePort(); // nobody listens there: what is asked is what it would have sent
        shipped("rules/recording.yml");
        shipped("rules/alerts.yml", "(?m)for: \\d+[mh]$", "for: 1s");
        String config = shipped(
                "scrape.yml",
                "_interval: 30s",
                "_interval: 1s",
                "127.0.0.1:8389",
                "127.0.0.1:" + httpPort,
                "127.0.0.1:9093",
                "127.0.0.1:" + alertmanager);
        String routes =
                shipped("alertmanager.yml", "group_wait: 30s", "group_wait: 1s", "127.0.0.1:25", "127.0.0.1:" + mail);
        start(
                "alertmanager",
                "prometheus-alertmanager",
                "--config.file=" + routes,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanager);
        start(
                "prometheus",
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + prometheus);
        return new Watching(prometheus, alertmanager);
    }

    /** What the alertmanager has that fires: names of alerts, with what they are about. */
    private static Map<String, TreeSet<String>> firing(int alertmanager) throws IOException, InterruptedException {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        JsonNode alerts = JSON.readTree(Exposition.get(alertmanager, "/api/v2/alerts?active=true"));
        for (JsonNode alert : alerts) {
            JsonNode labels = alert.path("labels");
            found.computeIfAbsent(labels.path("alertname").asText(), name -> new TreeSet<>())
                    .add(labels.path("source").asText() + labels.path("check").asText());
        }
        return found;
    }

    private Map<String, TreeSet<String>> eventually(int alertmanager, Predicate<Map<String, TreeSet<String>>> wanted)
            throws Exception {
        Map<String, TreeSet<String>> last = Map.of();
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            TimeUnit.SECONDS.sleep(1);
            try {
                last = firing(alertmanager);
                if (wanted.test(last)) {
                    return last;
                }
            } catch (IOException e) {
                if (i == PATIENCE_SECONDS - 1) {
                    throw e; // it starts
                }
            }
        }
        throw new AssertionError("after " + PATIENCE_SECONDS + " s these alerts fire: " + last + "\n"
                + Files.readString(folder.resolve("prometheus.log"), StandardCharsets.UTF_8));
    }

    @Test
    void whatHappensToAnInstanceReachesTheAlertmanager() throws Exception {
        ShippedInstance threeDaysAgo = ShippedInstance.in(
                folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(3).negated()));
        try (Installation.Service earlier = threeDaysAgo.open().serve()) {
            assertThat(threeDaysAgo.sesame("run").code()).isZero();
        }
        ShippedInstance instance = threeDaysAgo.at(Clock.systemUTC());
        assertThat(instance.sesame("calendar", "--accept-clock").code()).isZero();
        Installation.Service service = instance.open().serve();
        running.add(service);
        Watching watching = watch(service.httpPort());
        int alertmanager = watching.alertmanager();

        // And nothing else, once what the dates have changed in three days is visible.
        Map<String, TreeSet<String>> stale =
                Map.of("SesameSourceStale", new TreeSet<>(List.of("apogee", "harpege", "saghe", "siham")));
        eventually(alertmanager, stale::equals);

        everyPanelHasAnAnswer(watching.prometheus());

        Path extract = folder.resolve("var/extracts/apogee.csv");
        List<String> rows = Files.readAllLines(extract, CP1252);
        Files.write(extract, rows.subList(0, rows.size() / 2), CP1252);
        assertThat(instance.sesame("run").code()).isEqualTo(1);
        eventually(
                alertmanager,
                alerts -> alerts.getOrDefault("SesameRunRefused", new TreeSet<>())
                        .equals(new TreeSet<>(List.of("apogee"))));
        eventually(
                alertmanager,
                alerts -> alerts.getOrDefault("SesameSourceStale", new TreeSet<>())
                        .equals(new TreeSet<>(List.of("apogee"))));

        guess(instance.port());
        eventually(alertmanager, alerts -> alerts.containsKey("SesameBindFailuresBurst"));

        service.close();
        running.remove(service);
        Map<String, TreeSet<String>> down = eventually(alertmanager, alerts -> alerts.containsKey("SesameDown"));
        assertThat(down).doesNotContainKey("SesameBindsNotServed");
    }

    /** Of those that leave nothing out, and need no certificate, one with something in it. */
    private static void everyPanelHasAnAnswer(int prometheus) throws Exception {
        int whole = 0;
        for (String panel : MonitoringTest.dashboardQueries()) {
            String query = panel.replace("$instance", ".+");
            JsonNode answer = JSON.readTree(Exposition.get(
                    prometheus, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
            assertThat(answer.path("status").asText())
                    .as("%s: %s", query, answer)
                    .isEqualTo("success");
            if (!query.matches(".*( > 0| == 0|certificate|jvm_gc|run_duration).*")) {
                assertThat(answer.path("data").path("result")).as(query).isNotEmpty();
                whole++;
            }
        }
        assertThat(whole).isGreaterThan(20);
    }

    private static void guess(int port) throws Exception {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
            for (int i = 0; i < GUESSES; i++) {
                try {
                    connection.bind("uid=nobody" + i + ",ou=people,dc=univ,dc=example", "guess");
                } catch (LDAPException e) {
                    assertThat(e.getResultCode().intValue()).isIn(49, 51);
                }
            }
        }
    }
}
