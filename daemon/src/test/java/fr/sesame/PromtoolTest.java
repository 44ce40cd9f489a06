package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shipped rules do what their tests say. Where promtool (Debian's package prometheus) is not there, the ordinary build leaves that out;
 * the profile slow fails.
 */
class PromtoolTest {
    private static final Path SHIPPED = Path.of("..", "conf", "prometheus");
    private static final String PROMTOOL = "promtool";

    private static String run(List<String> command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(SHIPPED.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new AssertionError(PROMTOOL + " is not there; install Debian's package prometheus", e);
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder(PROMTOOL, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> command(String folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROMTOOL));
        command.addAll(List.of(words));
        try (Stream<Path> files = Files.list(SHIPPED.resolve(folder))) {
            files.map(file -> folder + "/" + file.getFileName()).sorted().forEach(command::add);
        }
        return command;
    }

    private static void rulesDoWhatTheirTestsSay() throws Exception {
        assertThat(run(command("tests", "test", "rules"))).contains("alerts.yml", "days.yml", "SUCCESS");
        assertThat(run(command("rules", "check", "rules"))).contains("16 rules found", "9 rules found");
        assertThat(run(List.of(PROMTOOL, "check", "config", "scrape.yml"))).contains("2 rule files found");
    }

    @Test
    void ifPromtoolIsThere() throws Exception {
        assumeThat(isThere()).as("promtool is there").isTrue();
        rulesDoWhatTheirTestsSay();
    }

    @Test
    @Tag("slow")
    void inAnyCase() throws Exception {
        rulesDoWhatTheirTestsSay();
    }
}
