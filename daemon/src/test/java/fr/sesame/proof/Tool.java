package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Programs of the system that the proofs need. */
final class Tool {
    private Tool() {}

    /** What it said on both outputs, and its exit code. */
    record Said(int code, String text) {}

    /**
     * Runs it to its end.
     *
     * @param debianPackage where it comes from, for whoever does not have it
     * @return what it said; it fails if its exit code is not 0
     */
    static String run(String debianPackage, String... command) throws InterruptedException {
        Said said = runAnyhow(debianPackage, command);
        assertThat(said.code())
                .as("%s said: %s", Arrays.toString(command), said.text())
                .isZero();
        return said.text();
    }

    /** The same, whatever its exit code is. */
    static Said runAnyhow(String debianPackage, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " cannot be run; it is in Debian's package " + debianPackage + ", and needs root", e);
        }
    }
}
