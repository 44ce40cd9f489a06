package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.audit.AuditFolder;
import fr.sesame.audit.KeptTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail that was altered or cut is noticed by the service itself. */
class ChainJobTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private AuditFolder trail;
    private ChainJob job;

    @BeforeEach
    void keep() throws Exception {
        trail = KeptTrail.in(folder, 5);
        job = new ChainJob(trail, Clock.fixed(NOW, ZoneOffset.UTC), new Rest(0));
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aWholeTrailIsWellWhileItGrows() throws Exception {
        assertThat(job.isWhole()).isTrue();
        assertThat(job.verifiedAt()).isEqualTo(Instant.EPOCH);
        job.run();
        assertThat(job.verifiedAt()).isEqualTo(NOW);
        assertThat(job.health().ok()).isTrue();
        assertThat(job.health().detail()).contains("lines of 1 days, all fit");
        String said = job.health().detail();
        KeptTrail.in(folder, 3);
        job.run();
        assertThat(job.isWhole()).isTrue();
        assertThat(job.health().detail()).isNotEqualTo(said);
    }

    @Test
    void itRests() throws Exception {
        ChainJob resting = new ChainJob(trail, Clock.fixed(NOW, ZoneOffset.UTC), new Rest(1_000_000));
        resting.run();
        String said = resting.health().detail();
        KeptTrail.in(folder, 3);
        resting.run();
        assertThat(resting.health().detail()).isEqualTo(said);
    }

    @Test
    void anAlteredLineIsTold() throws Exception {
        job.run();
        Files.writeString(file(), Files.readString(file()).replace("person2", "person9"));
        job.run();
        assertThat(job.isWhole()).isFalse();
        assertThat(job.health().ok()).isFalse();
        assertThat(job.health().restartHelps()).isFalse();
        assertThat(job.health().detail())
                .startsWith("broken: ")
                .contains(".jsonl:")
                .doesNotContain("person");
    }

    @Test
    void linesCutOffTheEndAreTold() throws Exception {
        job.run();
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, lines.size() - 1));
        assertThat(trail.verify(null).isGood())
                .as("what nobody sees who has not seen more")
                .isTrue();
        job.run();
        assertThat(job.isWhole()).isFalse();
        assertThat(job.health().detail()).contains("is not there");
    }
}
