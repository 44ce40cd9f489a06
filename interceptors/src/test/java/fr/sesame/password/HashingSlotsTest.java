package fr.sesame.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class HashingSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() throws InterruptedException {
        gate.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noMoreRunAtATimeThanThereAreSlots() throws Exception {
        HashingSlots slots = new HashingSlots(new SlotSettings(2, 100, LONG));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String client = "client" + i;
            all.add(threads.submit(() -> slots.run(client, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                return running.decrementAndGet();
            })));
        }
        for (Future<Integer> one : all) {
            one.get();
        }

        assertThat(most.get()).isBetween(1, 2);
        assertThat(slots.inUse()).isZero();
        assertThat(slots.waiting()).isZero();
        assertThat(slots.done()).isEqualTo(20);
        assertThat(slots.refused()).isZero();
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnce() throws Exception {
        HashingSlots slots = new HashingSlots(new SlotSettings(1, 2, LONG));
        List<Future<String>> taken = new ArrayList<>();
        taken.add(submit(slots, "a"));
        await(() -> slots.inUse() == 1);
        taken.add(submit(slots, "b"));
        taken.add(submit(slots, "c"));
        await(() -> slots.waiting() == 2);

        assertThatThrownBy(() -> slots.run("d", () -> "done"))
                .isInstanceOf(Busy.class)
                .hasMessageContaining("1 slow hashes at a time");
        assertThat(slots.refused()).isEqualTo(1);
        gate.countDown();
        for (Future<String> one : taken) {
            assertThat(one.get()).isEqualTo("done");
        }
        assertThat(slots.run("d", () -> "done")).isEqualTo("done");
    }

    @Test
    void oneClientGetsHalfOfTheQueue() {
        HashingSlots slots = new HashingSlots(new SlotSettings(1, 4, LONG));
        submit(slots, "storm");
        await(() -> slots.inUse() == 1);
        submit(slots, "storm");
        submit(slots, "storm");
        await(() -> slots.waiting() == 2);

        assertThatThrownBy(() -> slots.run("storm", () -> "done")).isInstanceOf(Busy.class);
        submit(slots, "calm");
        await(() -> slots.waiting() == 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "10, 20"})
    void patienceEnds(int queue, long millis) {
        HashingSlots slots = new HashingSlots(new SlotSettings(1, queue, Duration.ofMillis(millis)));
        submit(slots, "a");
        await(() -> slots.inUse() == 1);

        assertThatThrownBy(() -> slots.run("b", () -> "done")).isInstanceOf(Busy.class);
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void workThatThrowsGivesItsSlotBack() throws Busy {
        HashingSlots slots = new HashingSlots(new SlotSettings(1, 0, Duration.ZERO));

        assertThatThrownBy(() -> slots.run("a", () -> {
                    throw new IllegalStateException("work");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(slots.run("a", () -> "done")).isEqualTo("done");
    }

    @Test
    void anInterruptedThreadIsBusyAndStaysInterrupted() {
        HashingSlots slots = new HashingSlots(new SlotSettings(1, 10, LONG));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> slots.run("a", () -> "done")).isInstanceOf(Busy.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "64, 32"})
    void byDefaultHalfOfTheProcessorsHash(int processors, int slots) {
        assertThat(SlotSettings.forProcessors(processors).slots()).isEqualTo(slots);
    }

    private Future<String> submit(HashingSlots slots, String client) {
        return threads.submit(() -> slots.run(client, () -> {
            try {
                gate.await();
                return "done";
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
