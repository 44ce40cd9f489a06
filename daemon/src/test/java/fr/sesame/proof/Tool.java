package fr.sesame.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Programs of the system that the proofs need. */
final class Tool {
    private Tool() {}

    /**
     * Runs it to its end.
     *
     * @param debianPackage where it comes from, for whoever does not have it
     * @return what it said on both outputs
     */
    static String run(String debianPackage, String... command) throws InterruptedException {
        String said;
        int code;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            code = process.waitFor();
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " cannot be run; it is in Debian's package " + debianPackage + ", and needs root", e);
        }
        assertThat(code).as("%s said: %s", Arrays.toString(command), said).isZero();
        return said;
    }
}
