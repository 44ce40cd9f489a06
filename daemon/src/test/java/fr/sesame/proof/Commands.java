package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built distribution and those of its commands that the proofs use: the one place that changes when they do. */
final class Commands {
    private static final Path HOME =
            Path.of(System.getProperty("proof.distribution", "target/sesame")).toAbsolutePath();
    private static final int MINUTES = 10;

    private final Path configuration;
    private final Path output;

    /** @param output a file for what a command says */
    Commands(Path configuration, Path output) {
        this.configuration = configuration;
        this.output = output;
    }

    /** What a command said on both its outputs, and its exit code. */
    record Said(int code, String text) {
        boolean isOk() {
            return code == 0 && text.lines().anyMatch(line -> line.startsWith("OK"));
        }
    }

    static Path shippedConfiguration() {
        return HOME.resolve("conf");
    }

    /** The command line of a service that is not started yet. */
    ProcessBuilder serve() {
        return builder("serve", "--config", configuration.toString());
    }

    /** Whether every index agrees with the entries; the service may run. */
    Said verify() throws IOException, InterruptedException {
        return command("verify", "--config", configuration.toString());
    }

    /** A run of that source, to its end. */
    Said run(String source) throws IOException, InterruptedException {
        return command("run", source, "--config", configuration.toString());
    }

    /** One account of those two, to the end; what was begun is finished. */
    Said merge(String keep, String other) throws IOException, InterruptedException {
        return command(merging(keep, other));
    }

    /** Two accounts of them again, to the end. */
    Said unmerge(String keep, String other) throws IOException, InterruptedException {
        return command(unmerging(keep, other));
    }

    /** A merge that has just begun. */
    Process startMerge(String keep, String other) throws IOException {
        return start(merging(keep, other));
    }

    /** An undo that has just begun. */
    Process startUnmerge(String keep, String other) throws IOException {
        return start(unmerging(keep, other));
    }

    private String[] merging(String keep, String other) {
        return new String[] {"merge", keep, other, "--reason", "a proof", "--config", configuration.toString()};
    }

    private String[] unmerging(String keep, String other) {
        return new String[] {"merge", "--undo", keep, other, "--config", configuration.toString()};
    }

    /** A run of that source that has just begun. */
    Process start(String source) throws IOException {
        return start(new String[] {"run", source, "--config", configuration.toString()});
    }

    private Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.resolveSibling("killed.out").toFile())
                .start();
    }

    void verifyIsOk() throws IOException, InterruptedException {
        Said said = verify();
        assertThat(said.isOk()).as("sesame verify: %s", said).isTrue();
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(HOME.resolve("bin").resolve("sesame").toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line);
    }

    private Said command(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", arguments) + " did not end in " + MINUTES + " minutes");
        }
        return new Said(process.exitValue(), Files.readString(output));
    }
}
