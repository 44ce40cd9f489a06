package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.Meters;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.University;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of sources hangs on the reports on disk, and on how often they should run. */
class SourceStatusTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final Meters meters = new Meters(List.of("apogee", "siham"), Set.of());
    private University university;
    private RunStore store;

    @BeforeEach
    void start() throws Exception {
        university = new University(Files.createDirectory(folder.resolve("extracts")));
        store = new RunStore(folder.resolve("runs"), university.changeText(), () -> "");
    }

    @AfterEach
    void stop() {
        meters.close();
    }

    private RunReport run(Instant at) throws Exception {
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        return new Runner(
                        new Reconciler(
                                directory,
                                university.planner(),
                                university.guard(),
                                clock,
                                store.memory(),
                                Progress.NONE),
                        university.structures(),
                        university.sources(),
                        university.groups(directory),
                        store,
                        clock,
                        report -> {})
                .run(List.of("apogee"), false);
    }

    private SourceStatus status(Instant at) {
        SourceStatus status = new SourceStatus(store, meters, Clock.fixed(at, ZoneOffset.UTC));
        status.follow(List.of("apogee", "siham"), Map.of("apogee", DAY));
        return status;
    }

    @ParameterizedTest
    @CsvSource({"PT0S, ok", "PT25H, ok", "PT26H, ok", "PT26H0.001S, warning", "P30D, warning"})
    void aNightlySourceIsStaleTwoHoursAfterTheNightThatFailed(Duration after, String state) throws Exception {
        run(University.TODAY);
        Health health = status(University.TODAY.plus(after)).health("apogee");
        assertThat(health.state().word()).isEqualTo(state);
        assertThat(health.name()).isEqualTo("source-apogee");
        assertThat(health.detail()).contains("last success " + University.TODAY);
    }

    @Test
    void whatHasNoScheduleOrHasJustBegunIsNotStale() {
        assertThat(status(University.TODAY).health("siham").ok()).isTrue();
        assertThat(status(University.TODAY).health("apogee"))
                .isEqualTo(Health.ok("source-apogee", "no run has succeeded yet"));
    }

    @Test
    void aRefusedRunWaitsUntilTheNextIsAccepted() throws Exception {
        SourceStatus status = status(University.TODAY.plus(Duration.ofHours(3)));
        run(University.TODAY);
        status.refresh();
        assertThat(status.refusedAt("apogee")).isEqualTo(Instant.EPOCH);
        assertThat(meters.scrape())
                .contains("sesame_last_success_timestamp_seconds{source=\"apogee\"} "
                        + (double) University.TODAY.getEpochSecond());

        Path extract = folder.resolve("extracts/apogee.csv");
        byte[] whole = Files.readAllBytes(extract);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Files.writeString(extract, text.substring(0, text.indexOf('\n') + 1), StandardCharsets.ISO_8859_1);
        Instant second = University.TODAY.plusSeconds(3600);
        RunReport refused = run(second);
        Health health = status.health("apogee");
        assertThat(health.state().word()).isEqualTo("warning");
        assertThat(health.detail()).contains("run " + refused.id() + " was refused");
        assertThat(health.wayOut()).contains("sesame show " + refused.id());
        assertThat(status.refusedAt("apogee")).isEqualTo(second);
        assertThat(status.refusedAt("siham")).isEqualTo(Instant.EPOCH);

        Files.write(extract, whole);
        run(second.plusSeconds(3600));
        assertThat(status.health("apogee").state().word()).isEqualTo("ok");
        assertThat(status.refusedAt("apogee")).isEqualTo(Instant.EPOCH);
        assertThat(status.extractAt("apogee")).isAfter(Instant.EPOCH);
    }
}
