package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.directory.DirectoryException;
import fr.sesame.http.HealthCheck.Health;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service finds when it binds itself, and when a restart is the answer. */
class ServingWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<@Nullable DirectoryException> failure = new AtomicReference<>();

    private ServingWatch watch(boolean own) {
        return new ServingWatch(
                () -> {
                    nanos.addAndGet(3_000_000);
                    DirectoryException now = failure.get();
                    if (now != null) {
                        throw now;
                    }
                },
                "port 389",
                own,
                ServingWatch.EVERY,
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nobodyServesBeforeTheFirstAttempt() {
        ServingWatch watch = watch(true);
        assertThat(watch.isServing()).isFalse();
        watch.tryOnce();
        assertThat(watch.isServing()).isTrue();
        assertThat(watch.took()).isEqualTo(Duration.ofMillis(3));
        assertThat(watch.health()).isEqualTo(Health.ok("directory", "a bind and a search on port 389 took 3 ms"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # no answer for, own,  a restart helps
            59,              true,  false
            60,              true,  true
            3600,            false, false
            """)
    void aRestartHelpsWhoHasNotAnsweredForAMinute(long seconds, boolean own, boolean helps) {
        ServingWatch watch = watch(own);
        watch.tryOnce();
        failure.set(DirectoryException.unreachable("nobody answers", null));
        nanos.set(Duration.ofSeconds(seconds).toNanos()); // and the attempt takes as long as the first
        watch.tryOnce();
        Health health = watch.health();
        assertThat(health.ok()).isFalse();
        assertThat(health.detail()).isEqualTo("nobody answers");
        assertThat(health.restartHelps()).isEqualTo(helps);
        failure.set(null);
        watch.tryOnce();
        assertThat(watch.isServing()).isTrue();
    }

    @Test
    void aRefusalIsAnAnswer() {
        ServingWatch watch = watch(true);
        failure.set(DirectoryException.refused("49", null));
        for (int i = 0; i < 100; i++) {
            pass(ServingWatch.EVERY);
            watch.tryOnce();
        }
        assertThat(watch.health().ok()).isFalse();
        assertThat(watch.health().restartHelps()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"30, true", "31, false"})
    void anAttemptThatDoesNotComeBackIsNoticed(long seconds, boolean ok) {
        ServingWatch watch = watch(true);
        watch.tryOnce();
        pass(Duration.ofSeconds(seconds));
        assertThat(watch.health().ok()).isEqualTo(ok);
        assertThat(watch.isServing()).isEqualTo(ok);
    }

    @Test
    void aDefectIsNoEndOfIt() {
        AtomicReference<RuntimeException> defect = new AtomicReference<>(new IllegalStateException("on purpose"));
        ServingWatch watch = new ServingWatch(
                () -> {
                    RuntimeException now = defect.get();
                    if (now != null) {
                        throw now;
                    }
                },
                "port 389",
                true,
                ServingWatch.EVERY,
                nanos::get);
        watch.tryOnce();
        assertThat(watch.health().detail()).contains("on purpose");
        defect.set(null);
        watch.tryOnce();
        assertThat(watch.isServing()).isTrue();
    }

    @Test
    void itTriesAgainAndAgain() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        try (ServingWatch watch =
                new ServingWatch(thrice::countDown, "port 389", true, Duration.ofMillis(10), System::nanoTime)) {
            watch.begin();
            assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
