package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.account.Account;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.cli.Installation;
import fr.sesame.cli.SesameCommand;
import fr.sesame.directory.Directory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doubtful pairs of the sample university are shown, decided, taken back and carried out, by commands. */
class WhoIsWhoEndToEndTest {
    @SuppressWarnings("TimeInStaticInitializer") // this is when the test begins
    private static final Clock CLOCK =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-11-23T06:00:00Z")));

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    private Said sesame(String command, String... more) {
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

    private void configure() throws IOException {
        copy(Path.of("..", "conf"), folder.resolve("conf"));
        copy(Path.of("src", "main", "demo", "extracts"), folder.resolve("var/extracts"));
        Path settings = folder.resolve("conf/sesame.yaml");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replace("/var/lib/sesame", folder.resolve("var").toString())
                            .replace("10389", Integer.toString(socket.getLocalPort()))
                            .replace("8389", "0"));
        }
    }

    private List<JsonNode> doubtful(String... more) throws IOException {
        String[] arguments =
                Stream.concat(Stream.of("--format", "json"), Stream.of(more)).toArray(String[]::new);
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(sesame("doubtful", arguments).out()).forEach(rows::add);
        return rows;
    }

    private static Account holder(Directory directory, String key) throws Exception {
        List<Account> found = new ArrayList<>();
        directory.forEachAccount(account -> {
            if (account.keys().contains(SourceKey.parse(key))) {
                found.add(account);
            }
        });
        assertThat(found).as(key).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.get(0);
    }

    @Test
    void aPairIsShownDecidedTakenBackAndCarriedOut() throws Exception {
        configure();
        LocalInstallation installation = LocalInstallation.open(folder.resolve("conf"), CLOCK);
        try (Installation.Service service = installation.serve();
                Directory directory = installation.connect()) {
            assertThat(service.ldapPort()).isPositive();
            assertThat(sesame("run").code()).isZero();
            List<JsonNode> pairs = doubtful("--lang", "en");
            assertThat(pairs).hasSizeGreaterThan(1);
            List<String> held = sesame("held", "--format", "csv")
                    .out()
                    .lines()
                    .filter(line -> line.contains(";doubtful-match;"))
                    .map(line -> line.split(";")[0] + ":" + line.split(";")[1])
                    .toList();
            assertThat(pairs.stream()
                            .map(pair -> pair.get("record").asText())
                            .distinct()
                            .toList())
                    .as("those that are held for doubt, and no others")
                    .containsExactlyInAnyOrderElementsOf(held);
            JsonNode pair = pairs.get(0);
            String record = pair.get("record").asText();
            String uid = pair.get("other").asText();
            assertThat(pair.get("score").asInt()).isBetween(80, 99);
            assertThat(pair.get("evidence").asText()).contains("birth");
            assertThat(doubtful("--lang", "fr").get(0).get("evidence").asText()).contains("naissance");
            String since = pair.get("since").asText();
            assertThat(Instant.parse(since)).isBefore(CLOCK.instant());
            assertThat(pair.get("decided").asText()).isEmpty();

            assertThat(sesame("same", uid, record).code()).as("without a reason").isEqualTo(2);
            assertThat(sesame("same", uid, "apogee:0", "--reason", "r").code()).isEqualTo(1);
            assertThat(sesame("same", "nobody.at.all", record, "--reason", "r").code()).isEqualTo(1);
            assertThat(sesame("same", uid, uid, "--reason", "r").code()).isEqualTo(2);
            assertThat(directory.rulings()).isEmpty();

            Said different =
                    sesame("different", uid, record, "--reason", "twins", "--by", "registrar", "--lang", "en");
            assertThat(different.code()).isZero();
            assertThat(different.err()).contains("two people", record);
            Said same = sesame("same", uid, record, "--reason", "saw both cards", "--by", "registrar", "--lang", "en");
            assertThat(same.err())
                    .contains("Until now: different, by registrar")
                    .contains("one person")
                    .contains(uid);
            assertThat(directory.rulings()).extracting(Ruling::verdict).containsExactly(
                    Ruling.Verdict.DIFFERENT, Ruling.Verdict.SAME);
            assertThat(doubtful().get(0).get("decided").asText()).isEqualTo("same");
            assertThat(holder(directory, record)).isNull();

            JsonNode other = pairs.stream()
                    .filter(one -> !one.get("record").asText().equals(record))
                    .findFirst()
                    .orElseThrow();
            assertThat(sesame("different", other.get("other").asText(), other.get("record").asText(), "--reason", "no")
                            .code())
                    .isZero();

            assertThat(sesame("run").code()).isZero();
            assertThat(holder(directory, record).login().value()).isEqualTo(uid);
            assertThat(holder(directory, other.get("record").asText()).login().value())
                    .isNotEqualTo(other.get("other").asText());
            assertThat(doubtful()).hasSize(pairs.size() - 2);
            if (pairs.size() > 2) {
                assertThat(doubtful().get(0).get("since").asText()).as("it is as old as it was").isEqualTo(since);
            }
            Said late = sesame("different", uid, record, "--reason", "no");
            assertThat(late.code()).isEqualTo(1);
            assertThat(late.err()).contains("stays there");
            assertThat(sesame("run").err()).doesNotContain("refused");

            assertThat(sesame("audit", "--kind", "ruling", "--language", "en").out())
                    .contains("who is who", "verdict=same", "by=registrar", "reason=saw both cards");
            Path ldif = folder.resolve("all.ldif");
            assertThat(sesame("export", ldif.toString()).code()).isZero();
            assertThat(Files.readString(ldif)).contains("sesameRuling:");
        }
    }
}
