package fr.sesame.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit, as systemd itself reads it. Needs systemd-analyze, of Debian's package systemd. */
@Tag("slow")
class UnitTest {
    private static final Path UNIT = Path.of("..", "systemd", "sesame.service");

    @TempDir
    Path folder;

    private static String run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is not there; install Debian's package systemd", e);
        }
    }

    /** The program need not be installed: the copy starts something that is. */
    private Path copy() throws IOException {
        return Files.writeString(
                folder.resolve("sesame.service"),
                Files.readString(UNIT).replaceAll("=(-?)/usr/share/sesame/[a-z/-]+", "=$1/bin/true"));
    }

    @Test
    void systemdFindsNothingToSay() throws Exception {
        assertThat(run("systemd-analyze", "verify", "--man=no", copy().toString()))
                .isEmpty();
    }

    @Test
    void theServiceIsFencedIn() throws Exception {
        run("systemd-analyze", "security", "--offline=yes", "--threshold=15", copy().toString());
    }
}
