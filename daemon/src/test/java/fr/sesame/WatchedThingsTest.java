package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.server.door.Certificates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what is watched warns and fails, to the second and the byte. */
class WatchedThingsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, ok, false", "300, ok, false", "301, failing, true"})
    void fiveMinutesWithoutAHeartbeatAreAStandstill(long seconds, String state, boolean restartHelps) {
        AtomicLong nanos = new AtomicLong();
        Heartbeat heartbeat = new Heartbeat(Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        assertThat(heartbeat.health().state().word()).isEqualTo(state);
        assertThat(heartbeat.health().restartHelps()).isEqualTo(restartHelps);
        assertThat(heartbeat.last()).isEqualTo(NOW);
        heartbeat.run();
        assertThat(heartbeat.health().ok()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # certificate ends,     newer files,    state
            2027-11-23T12:00:00Z,   '',             ok
            2026-12-07T12:00:00Z,   '',             ok
            2026-12-07T11:59:59Z,   '',             warning
            2026-11-23T12:00:01Z,   '',             warning
            2026-11-23T12:00:00Z,   '',             failing
            2026-11-22T12:00:00Z,   '',             failing
            2027-11-23T12:00:00Z,   no PEM,         failing
            """)
    void aCertificateIsRenewedInTime(Instant end, String problem, String state) {
        Health health = DoorStatus.certificateHealth(new Certificates.State("CN=ldap", end, problem), NOW);
        assertThat(health.state().word()).isEqualTo(state);
        assertThat(health.wayOut().isEmpty()).isEqualTo(state.equals("ok"));
        assertThat(health.detail()).contains("CN=ldap").contains(problem);
        assertThat(health.restartHelps()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # used, limit, free, size, warning
            80,     100,   10,   100,  ''
            81,     100,   10,   100,  81 % of server.max-store-megabytes
            80,     100,   9,    100,  9 % of the store's file system
            0,      100,   100,  100,  ''
            """)
    void theStoreWarnsBeforeItIsFull(long used, long limit, long free, long size, String warning) {
        Optional<Health> found = StoredFigures.nearlyFull(used, limit, free, size);
        assertThat(found.isPresent()).isEqualTo(!warning.isEmpty());
        found.ifPresent(health -> assertThat(health.detail()).startsWith(warning));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # a change at,          state,   shown as due
            2026-11-23T11:30:00Z,   ok,      2026-11-23T11:30:00Z
            2026-11-23T11:29:59Z,   failing, 2026-11-23T11:29:59Z
            2026-11-23T12:00:00Z,   ok,      2026-11-23T12:00:00Z
            2026-11-23T12:00:01Z,   ok,      1970-01-01T00:00:00Z
            """)
    void aChangeIsLateHalfAnHourAfterItsInstant(Instant change, String state, Instant due) throws Exception {
        InMemoryDirectory directory = new InMemoryDirectory();
        directory.apply(
                new Change.CreateAccount(new Account(
                        new Login("a"),
                        new MailAddress("a@univ.example"),
                        new CivilIdentity("Dupont", null, "Ana", LocalDate.of(2000, 1, 1)),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        Timeline.parse("active " + change.toString().replaceAll("[-:T]", "") + "=inactive"),
                        null)),
                NOW.minus(Duration.ofDays(1)));
        OldestDueJob job = new OldestDueJob(() -> directory, Clock.fixed(NOW, ZoneOffset.UTC));
        job.run();
        assertThat(job.oldest()).isEqualTo(due);
        assertThat(job.health().state().word()).isEqualTo(state);
    }

    @Test
    void nothingIsLateInAnEmptyDirectory() {
        OldestDueJob job = new OldestDueJob(InMemoryDirectory::new, Clock.fixed(NOW, ZoneOffset.UTC));
        job.run();
        assertThat(job.oldest()).isEqualTo(Instant.EPOCH);
        assertThat(job.health().ok()).isTrue();
    }
}
