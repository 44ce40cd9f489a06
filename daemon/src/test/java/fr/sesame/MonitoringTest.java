package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.cli.Installation;
import fr.sesame.server.door.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a running instance shows is what docs/metrics.md says, one for one, and all that rules and dashboard ask for is there. It has TLS and
 * has run its sources, so that everything can be there.
 */
class MonitoringTest {
    private static final Path RULES = Path.of("..", "conf", "prometheus", "rules");
    private static final Path DASHBOARD = Path.of("..", "conf", "grafana", "sesame.json");
    private static final Path DOCS = Path.of("..", "docs");
    private static final Set<String> OF_PROMETHEUS = Set.of("up");
    /** Of the shipped configuration, with four sources and five populations. */
    private static final int MOST_SERIES = 700;

    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK = ShippedInstance.dayOfTheExtracts();

    @TempDir
    static Path folder;

    private static Installation.Service service;
    private static Exposition shown;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority authority = new TestAuthority("Test Authority", CLOCK.instant());
        TestAuthority.Issued issued = authority.issue("localhost", "EC", Duration.ofDays(90));
        ShippedInstance instance = ShippedInstance.in(folder, CLOCK);
        authority.serve(instance.conf(), issued);
        instance.with(
                "  address: 127.0.0.1\n",
                "  address: 127.0.0.1\n  ldaps-port: 0\n  tls: {certificate: server.pem, key: server.key}\n");
        service = instance.open().serve();
        assertThat(instance.sesame("run").code()).isZero();
        System.gc(); // its meters are there from the first collection on
        shown = Exposition.of(service.httpPort());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A row of docs/metrics.md: one or several names, the type, the labels. */
    private record Documented(String type, Set<String> labels) {}

    private static Map<String, Documented> documented() throws Exception {
        Map<String, Documented> found = new TreeMap<>();
        Pattern code = Pattern.compile("`([^`]+)`");
        for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                Set<String> labels = new TreeSet<>();
                for (String label : cells[3].split(",")) {
                    if (!label.isBlank()) {
                        labels.add(label.strip());
                    }
                }
                Matcher name = code.matcher(cells[1]);
                while (name.find()) {
                    assertThat(found.put(name.group(1), new Documented(cells[2].strip(), labels)))
                            .as("%s is there twice", name.group(1))
                            .isNull();
                }
            }
        }
        return found;
    }

    @Test
    void namesTypesAndLabelsAreThoseOfTheDocumentationOneForOne() throws Exception {
        Map<String, Documented> written = documented();
        Map<String, Documented> there = new TreeMap<>();
        Map<String, Set<String>> labels = shown.labelNames();
        shown.types().forEach((name, type) -> there.put(name, new Documented(type, labels.get(name))));
        assertThat(there.keySet()).as("shown, and in docs/metrics.md").isEqualTo(written.keySet());
        assertThat(there).isEqualTo(written);
    }

    @Test
    void namesFollowPrometheusConventions() {
        assertThat(shown.types().keySet())
                .allMatch(name -> name.matches("(sesame|jvm|process|system)_[a-z0-9_]+"))
                .noneMatch(
                        name -> name.matches(".*_(milli|micro|nano)s?(econds)?(_.*)?|.*_(minutes|hours|days|kb|mb)"));
        shown.types()
                .forEach((name, type) -> assertThat(name.endsWith("_total"))
                        .as("%s, a %s", name, type)
                        .isEqualTo(type.equals("counter")));
        assertThat(shown.series())
                .filteredOn(one -> one.name().contains("timestamp"))
                .allMatch(one -> one.name().endsWith("_timestamp_seconds") && one.value() >= 0);
    }

    @Test
    void howManySeriesThereAreIsBoundedAndNoneNamesSomebody() throws Exception {
        assertThat(shown.series()).hasSizeLessThan(MOST_SERIES);
        assertThat(shown.series().stream().map(one -> one.name() + one.labels()))
                .doesNotHaveDuplicates();
        String docs = Files.readString(DOCS.resolve("metrics.md"));
        assertThat(docs).contains("at most " + MOST_SERIES);
        Set<String> values = new TreeSet<>();
        shown.series().forEach(one -> values.addAll(one.labels().values()));
        assertThat(values).noneMatch(value -> value.contains("uid=") || value.contains("@") || value.contains("dc="));
    }

    private record Rule(String name, boolean alert, String expression, String runbook) {}

    private static List<Rule> rules() throws Exception {
        List<Rule> rules = new ArrayList<>();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            for (String one : Files.readString(RULES.resolve(file)).split("\n +- (?=alert: |record: )")) {
                Matcher name = Pattern.compile("^(alert|record): (\\S+)").matcher(one);
                if (name.find()) {
                    Matcher expression = Pattern.compile("expr:(.*?)(?=\n +(?:for|labels):|\n\n|\\z)", Pattern.DOTALL)
                            .matcher(one);
                    Matcher runbook = Pattern.compile("runbook_url: (\\S+)").matcher(one);
                    assertThat(expression.find()).as(one).isTrue();
                    rules.add(new Rule(
                            name.group(2),
                            name.group(1).equals("alert"),
                            expression.group(1).replaceFirst("^\\s*\\|", "").replaceAll("#[^\n]*", ""),
                            runbook.find() ? runbook.group(1) : ""));
                }
            }
        }
        return rules;
    }

    /** What the panels of the dashboard ask Prometheus. */
    static List<String> dashboardQueries() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> queries = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> queries.add(expression.asText()));
        return queries;
    }

    private static void areThere(String query, Set<String> recorded) {
        PromQuery asked = new PromQuery(query);
        Set<String> known = new TreeSet<>(shown.names());
        known.addAll(recorded);
        known.addAll(OF_PROMETHEUS);
        assertThat(asked.metrics()).as(query).isNotEmpty().isSubsetOf(known);
        for (PromQuery.Selector selector : asked.selectors()) {
            if (shown.names().contains(selector.metric())) {
                assertThat(shown.series()).as("%s in %s", selector, query).anyMatch(selector::fits);
            }
        }
    }

    @Test
    void allThatTheRulesAskForIsThere() throws Exception {
        Set<String> recorded = new TreeSet<>();
        for (Rule rule : rules()) {
            areThere(rule.expression(), recorded);
            if (!rule.alert()) {
                recorded.add(rule.name());
            }
        }
        assertThat(recorded).hasSizeGreaterThan(5);
        assertThat(rules()).filteredOn(Rule::alert).hasSizeGreaterThan(10);
    }

    @Test
    void allThatTheDashboardAsksForIsThere() throws Exception {
        Set<String> recorded = new TreeSet<>();
        rules().stream().filter(rule -> !rule.alert()).forEach(rule -> recorded.add(rule.name()));
        List<String> queries = dashboardQueries();
        assertThat(queries).hasSizeGreaterThan(30);
        for (JsonNode variable : new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("definition")) {
            queries.add(variable.asText());
        }
        for (String query : queries) {
            areThere(query, recorded);
        }
    }

    @Test
    void theDashboardTakesItsDataFromWhereTheReaderSays() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        assertThat(dashboard.findValues("datasource"))
                .filteredOn(JsonNode::isObject)
                .allMatch(one -> one.path("uid").asText().equals("${datasource}"));
        assertThat(dashboard.path("templating").path("list").get(0).path("type").asText())
                .isEqualTo("datasource");
        Set<String> ids = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(ids.add(panel.path("id").asText())).isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
        }
    }

    @Test
    void eachAlertHasItsParagraphInTheDocumentationAndNoOtherHas() throws Exception {
        Set<String> headings = new TreeSet<>();
        Set<String> alerts = new TreeSet<>();
        for (String line : Files.readAllLines(DOCS.resolve("monitoring.md"))) {
            if (line.startsWith("### Sesame")) {
                headings.add(line.substring("### ".length()));
            }
        }
        for (Rule rule : rules()) {
            if (rule.alert()) {
                alerts.add(rule.name());
                assertThat(rule.runbook())
                        .endsWith("/docs/monitoring.md#" + rule.name().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(headings).isEqualTo(alerts);
    }

    @Test
    void healthSaysWhatAlertsSay() throws Exception {
        JsonNode health = new ObjectMapper().readTree(Exposition.get(service.httpPort(), "/health"));
        Map<String, JsonNode> checks = new TreeMap<>();
        health.path("checks").forEach(check -> checks.put(check.path("name").asText(), check));
        assertThat(checks.keySet())
                .containsExactlyInAnyOrder(
                        "directory",
                        "daemon",
                        "calendar",
                        "calendar-lateness",
                        "store",
                        "audit",
                        "audit-chain",
                        "certificate",
                        "suspension",
                        "source-structures",
                        "source-apogee",
                        "source-siham",
                        "source-harpege",
                        "source-saghe");
        for (JsonNode check : checks.values()) {
            assertThat(Instant.parse(check.path("since").asText())).isBeforeOrEqualTo(CLOCK.instant());
            assertThat(check.path("ok").asBoolean()).as(check.toString()).isTrue();
            assertThat(check.path("wayOut").asText().isEmpty())
                    .as(check.toString())
                    .isEqualTo(check.path("state").asText().equals("ok"));
        }
        assertThat(shown.series())
                .filteredOn(one -> one.name().equals("sesame_health_ok"))
                .extracting(one -> one.labels().get("check"))
                .containsExactlyInAnyOrderElementsOf(checks.keySet());
    }

    @Test
    void whatBindsAndReadsIsReadyAndLive() throws Exception {
        for (String path : List.of("/health/live", "/health/ready")) {
            assertThat(Exposition.get(service.httpPort(), path)).startsWith("{\"status\":\"ok\"");
        }
        assertThat(Exposition.get(service.httpPort(), "/health/ready"))
                .contains("a bind and a search on port " + service.ldapPort());
    }
}
