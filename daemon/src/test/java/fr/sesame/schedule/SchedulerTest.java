package fr.sesame.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With Quartz itself, on schedules of a second. */
class SchedulerTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String EVERY_SECOND = "* * * * * ?";

    private final Scheduler scheduler = Scheduler.start("test-" + System.identityHashCode(this));

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void workIsDoneOnItsScheduleAndStaysScheduledIfItFails() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        scheduler.schedule("failing", EVERY_SECOND, PARIS, () -> {
            three.countDown();
            throw new IllegalStateException("on purpose");
        });
        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workNeverOverlapsItself() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch twice = new CountDownLatch(2);
        scheduler.schedule("slow", EVERY_SECOND, PARIS, () -> {
            overlapped.compareAndSet(false, running.incrementAndGet() > 1);
            pause(1_500);
            running.decrementAndGet();
            twice.countDown();
        });
        scheduler.trigger("slow");
        scheduler.trigger("slow");
        assertThat(twice.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(overlapped).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            every night                      | 0 30 3 * * ?         | 2026-11-23T12:00:00Z | PT24H
            the night of 25 hours is in it   | 0 30 3 * * ?         | 2026-10-20T12:00:00Z | PT25H
            every five minutes               | 0 */5 * * * ?        | 2026-11-23T12:00:00Z | PT5M
            working hours, the week-end      | 0 0 8-18 ? * MON-FRI | 2026-11-23T12:00:00Z | PT62H
            Mondays                          | 0 0 4 ? * MON        | 2026-11-23T12:00:00Z | PT168H
            the first of the month, October  | 0 0 4 1 * ?          | 2026-11-23T12:00:00Z | PT745H
            every second                     | * * * * * ?          | 2026-11-23T12:00:00Z | PT1S
            29 February                      | 0 0 4 29 2 ?         | 2026-11-23T12:00:00Z | PT35064H
            once and never again             | 0 0 0 1 1 ? 2099     | 2026-11-23T12:00:00Z |
            over                             | 0 0 0 1 1 ? 2020     | 2026-11-23T12:00:00Z |
            """)
    void theLongestPauseOfASchedule(String what, String cron, Instant from, @Nullable Duration pause) {
        assertThat(Scheduler.longestPause(cron, PARIS, from)).isEqualTo(Optional.ofNullable(pause));
    }

    @Test
    void theHoursOfAScheduleAreThoseOfTheZone() {
        scheduler.schedule("nightly", "0 30 3 * * ?", ZoneId.of("Europe/Paris"), () -> {});
        Instant next = scheduler.next("nightly").orElseThrow();
        assertThat(next.atZone(PARIS).toLocalTime()).hasToString("03:30");
        assertThat(scheduler.next("unknown")).isEmpty();
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatThrownBy(() -> scheduler.schedule("bad", "every night", PARIS, () -> {}))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void closingWaitsForWorkThatIsGoingOn() throws Exception {
        Scheduler other = Scheduler.start("test-closing");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        other.schedule("work", "0 0 0 1 1 ?", PARIS, () -> {
            begun.countDown();
            pause(500);
            done.set(true);
        });
        other.trigger("work");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        other.close();
        assertThat(done).isTrue();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
