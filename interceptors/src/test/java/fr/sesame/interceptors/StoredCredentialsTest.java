package fr.sesame.interceptors;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.interceptors.CredentialCheck.Claim;
import fr.sesame.interceptors.CredentialCheck.Verdict;
import fr.sesame.password.Argon2Settings;
import fr.sesame.password.CacheSettings;
import fr.sesame.password.FailureCounters;
import fr.sesame.password.HashingSlots;
import fr.sesame.password.LockoutSettings;
import fr.sesame.password.PasswordHashes;
import fr.sesame.password.SlotSettings;
import fr.sesame.password.VerifiedCredentials;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoredCredentialsTest {
    private static final byte[] PASSWORD = bytes("Correct-Horse-2026");
    private static final byte[] WRONG = bytes("wrong");
    private static final int TRIES = 41;

    private final PasswordHashes hashes = new PasswordHashes(new Argon2Settings(4096, 1, 1), new SecureRandom());
    private final HashingSlots slots = new HashingSlots(new SlotSettings(1, 0, Duration.ofMillis(50)));
    private final StoredCredentials credentials = new StoredCredentials(
            hashes,
            new VerifiedCredentials(CacheSettings.DEFAULT, new SecureRandom(), System::nanoTime),
            slots,
            new FailureCounters(LockoutSettings.DEFAULT),
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    private final byte[] slow = hashes.hash(PASSWORD);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Claim claim(String account, byte[] password, byte[]... stored) {
        return new Claim(account, stored.length > 0, InetAddress.getLoopbackAddress(), password, List.of(stored));
    }

    @Test
    void whatWasRightIsQuickTheNextTimeUntilItIsForgotten() {
        Claim claim = claim("somebody", PASSWORD, slow);
        assertThat(credentials.quickly(claim)).isNull();
        assertThat(credentials.check(claim)).isEqualTo(Verdict.RIGHT);
        assertThat(credentials.quickly(claim)).isEqualTo(Verdict.RIGHT);
        assertThat(credentials.quickly(claim("somebody", WRONG, slow))).isNull();
        assertThat(credentials.quickly(claim("another", PASSWORD, slow))).isNull();
        assertThat(credentials.quickly(claim("somebody", PASSWORD, hashes.hash(PASSWORD))))
                .isNull();
        credentials.forget("somebody");
        assertThat(credentials.quickly(claim)).isNull();
    }

    @Test
    void whoComesWhenAllSlotsAreTakenIsToldSo() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            try {
                slots.run("holder", () -> {
                    taken.countDown();
                    return await(done);
                });
            } catch (fr.sesame.password.Busy e) {
                throw new AssertionError(e);
            }
        });
        holder.start();
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(credentials.check(claim("somebody", PASSWORD, slow))).isEqualTo(Verdict.BUSY);
        done.countDown();
        holder.join();
        assertThat(credentials.check(claim("somebody", PASSWORD, slow))).isEqualTo(Verdict.RIGHT);
    }

    /** The hash that stands in where there is none is no password of anybody's. */
    @Test
    void whoHasNoSlowHashCannotBeMatchedByWhatStandsIn() {
        byte[] once = bytes("nobody has this password");
        byte[] fast = bytes("{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=");
        assertThat(credentials.check(claim("nobody", once))).isEqualTo(Verdict.WRONG);
        assertThat(credentials.check(claim("fast", once, fast))).isEqualTo(Verdict.WRONG);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Medians of the processor's time for wrong passwords in turns: of a slow hash, of one of an earlier directory's, of no password, of nobody. One
     * slow hash each: one more would make it two, one less next to nothing.
     */
    @Test
    void whatIsWrongTakesTheSameTimeForEverybody() {
        byte[] fast = bytes("{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g="); // "password"
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int i = 0; i < TRIES; i++) {
            String round = " " + i; // each account once, so that nobody is shut out
            measure(times, "slow", claim("slow" + round, WRONG, slow));
            measure(times, "fast", claim("fast" + round, WRONG, fast));
            measure(times, "none", new Claim("none" + round, true, InetAddress.getLoopbackAddress(), WRONG, List.of()));
            measure(times, "nobody", claim("nobody" + round, WRONG));
        }
        List<Long> medians = times.values().stream()
                .map(all -> all.stream().sorted().toList().get(TRIES / 2))
                .sorted()
                .toList();
        assertThat((double) medians.get(medians.size() - 1) / medians.get(0))
                .as("medians in ns, of %s: %s", times.keySet(), medians)
                .isLessThan(1.4);
    }

    private void measure(Map<String, List<Long>> times, String who, Claim claim) {
        ThreadMXBean threads =
                ManagementFactory.getThreadMXBean(); // the hash is made by this thread; others may be busy
        long begin = threads.getCurrentThreadCpuTime();
        assertThat(credentials.check(claim)).isEqualTo(Verdict.WRONG);
        times.computeIfAbsent(who, name -> new ArrayList<>()).add(threads.getCurrentThreadCpuTime() - begin);
    }
}
