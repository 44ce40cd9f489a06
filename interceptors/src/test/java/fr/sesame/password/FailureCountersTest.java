package fr.sesame.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCountersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress HOME = address("198.51.100.1");
    private static final InetAddress ELSEWHERE = address("203.0.113.1");

    private final FailureCounters counters = new FailureCounters(LockoutSettings.DEFAULT);

    @ParameterizedTest(name = "after {0} failures {1} s")
    @CsvSource({"0, 0", "1, 0", "4, 0", "5, 1", "6, 2", "7, 4", "14, 512", "15, 900", "16, 900", "25, 900", "500, 900"})
    void theDelayOfAnAccountDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
        for (int i = 0; i < failures; i++) {
            fail("jdupont", address("203.0.113." + i % 200), NOON);
        }

        assertDelay("jdupont", ELSEWHERE, NOON, seconds);
        assertDelay("jdurand", ELSEWHERE, NOON, 0);
        assertThat(counters.delayedAccounts(NOON)).isEqualTo(seconds > 0 ? 1 : 0);
    }

    @ParameterizedTest(name = "after {0} failures {1} s")
    @CsvSource({"49, 0", "50, 1", "51, 2", "60, 900", "1000, 900"})
    void theDelayOfAnAddressBeginsAt50(int failures, long seconds) {
        for (int i = 0; i < failures; i++) {
            fail("account" + i, ELSEWHERE, NOON);
        }

        assertDelay("jdupont", ELSEWHERE, NOON, seconds);
        assertDelay("jdupont", HOME, NOON, 0);
        assertThat(counters.delayedAddresses(NOON)).isEqualTo(seconds > 0 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "999, true", "1000, false", "1001, false"})
    void aDelayIsOverAtItsEnd(long millis, boolean delayed) {
        failTimes(5, "jdupont", ELSEWHERE);

        assertThat(counters.before("jdupont", ELSEWHERE, NOON.plusMillis(millis)))
                .isEqualTo(delayed ? new Verdict.Delayed(NOON.plusSeconds(1)) : new Verdict.Allowed());
    }

    @ParameterizedTest(name = "{0} min after five failures another one brings {1} s")
    @CsvSource({"0, 2", "9, 2", "10, 1", "19, 1", "20, 0", "50, 0", "500, 0"})
    void oneFailureIsForgottenInTenMinutes(long minutes, long seconds) {
        failTimes(5, "jdupont", ELSEWHERE);
        Instant later = NOON.plus(Duration.ofMinutes(minutes));
        fail("jdupont", ELSEWHERE, later);

        assertDelay("jdupont", ELSEWHERE, later, seconds);
    }

    @Test
    void aGuesserElsewhereDoesNotLockTheOwnerOutAtHome() {
        counters.succeeded("jdupont", HOME);
        failTimes(12, "jdupont", ELSEWHERE);

        assertDelay("jdupont", ELSEWHERE, NOON, 128);
        assertDelay("jdupont", address("192.0.2.99"), NOON, 128);
        assertDelay("jdupont", HOME, NOON, 0);
    }

    @Test
    void theOwnersSuccessAtHomeDoesNotClearAGuessersCounter() {
        counters.succeeded("jdupont", HOME);
        failTimes(12, "jdupont", ELSEWHERE);
        counters.succeeded("jdupont", HOME);

        assertDelay("jdupont", ELSEWHERE, NOON, 128);
    }

    @Test
    void failuresAtHomeCountThere() {
        counters.succeeded("jdupont", HOME);
        failTimes(6, "jdupont", HOME);

        assertDelay("jdupont", HOME, NOON, 2);
        assertDelay("jdupont", ELSEWHERE, NOON, 0);
        counters.succeeded("jdupont", HOME);
        assertDelay("jdupont", HOME, NOON, 0);
    }

    @Test
    void aSuccessClearsTheAccountsCounterAndNotTheAddresss() {
        failTimes(60, "jdupont", ELSEWHERE);
        counters.succeeded("jdupont", ELSEWHERE);

        assertDelay("jdupont", ELSEWHERE, NOON, 0);
        assertDelay("jdurand", ELSEWHERE, NOON, 900);
    }

    @Test
    void fourAddressesAreFamiliarTheLatestOnes() {
        for (int i = 1; i <= 5; i++) {
            counters.succeeded("jdupont", address("198.51.100." + i));
        }
        failTimes(5, "jdupont", ELSEWHERE);

        assertDelay("jdupont", address("198.51.100.1"), NOON, 1);
        assertDelay("jdupont", address("198.51.100.2"), NOON, 0);
        assertDelay("jdupont", address("198.51.100.5"), NOON, 0);
    }

    @Test
    void addressesOfOneNetworkOfIpv6AreOne() {
        for (int i = 0; i < 50; i++) {
            fail("account" + i, address("2001:db8:0:1::" + Integer.toHexString(i)), NOON);
        }

        assertDelay("jdupont", address("2001:db8:0:1:ffff::1"), NOON, 1);
        assertDelay("jdupont", address("2001:db8:0:2::1"), NOON, 0);
    }

    @Test
    void anExemptAddressIsNotDelayedButItsAccountsAre() {
        InetAddress loopback = address("127.0.0.1");
        for (int i = 0; i < 100; i++) {
            fail("account" + i, loopback, NOON);
        }
        failTimes(5, "jdurand", loopback);

        assertDelay("jdupont", loopback, NOON, 0);
        assertDelay("jdurand", loopback, NOON, 1);
        assertThat(counters.delayedAddresses(NOON)).isZero();
    }

    @Test
    void aNameThatNobodyHasIsDelayedLikeAnother() {
        for (int i = 0; i < 6; i++) {
            counters.failed("nobody", false, ELSEWHERE, NOON);
        }

        assertDelay("nobody", ELSEWHERE, NOON, 2);
        assertThat(counters.delayedAccounts(NOON)).isZero();
    }

    @Test
    void inventedNamesMoveNoCounterOfThoseWhoExist() {
        failTimes(8, "jdupont", ELSEWHERE);
        for (int i = 0; i < 50_000; i++) {
            counters.failed("invented" + i, false, ELSEWHERE, NOON);
        }

        assertDelay("jdupont", HOME, NOON, 8);
    }

    @Test
    void whoeverIsForgottenBeginsAnew() {
        counters.succeeded("jdupont", HOME);
        failTimes(8, "jdupont", HOME);
        failTimes(8, "jdupont", ELSEWHERE);
        counters.forget("jdupont");

        assertDelay("jdupont", HOME, NOON, 0);
        assertDelay("jdupont", ELSEWHERE, NOON, 0);
    }

    @Test
    void zeroFailuresMeansNoDelay() {
        LockoutSettings d = LockoutSettings.DEFAULT;
        FailureCounters off = new FailureCounters(new LockoutSettings(
                0, 0, d.first(), d.longest(), d.forget(), d.addressForget(), d.exempt(), d.addresses()));
        for (int i = 0; i < 100; i++) {
            off.failed("jdupont", true, ELSEWHERE, NOON);
        }

        assertThat(off.before("jdupont", ELSEWHERE, NOON)).isEqualTo(new Verdict.Allowed());
    }

    @Test
    void countersSurviveARestart(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("failures");
        String name = "uid=Zoé +%,ou=people";
        counters.succeeded(name, HOME);
        failTimes(8, name, address("2001:db8::1"));
        failTimes(6, name, HOME);
        for (int i = 0; i < 52; i++) {
            fail("account" + i, ELSEWHERE, NOON);
        }
        counters.save(file, NOON);
        counters.save(file, NOON);
        FailureCounters next = new FailureCounters(LockoutSettings.DEFAULT);
        next.load(file, NOON.plusMillis(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("failures");
        for (InetAddress from : new InetAddress[] {HOME, address("2001:db8::1"), ELSEWHERE, address("192.0.2.2")}) {
            for (String account : new String[] {name, "jdurand", "account1"}) {
                assertThat(next.before(account, from, NOON)).isEqualTo(counters.before(account, from, NOON));
            }
        }
    }

    @Test
    void whatIsOverIsNotSaved(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("failures");
        failTimes(1, "jdupont", ELSEWHERE);
        counters.save(file, NOON.plus(Duration.ofMinutes(10)));

        assertThat(file).hasContent("sesame-failures 1\n");
    }

    @Test
    void aClockThatWasSetBackDelaysNobodyForLong(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("failures");
        failTimes(8, "jdupont", ELSEWHERE);
        counters.save(file, NOON);
        Instant earlier = NOON.minus(Duration.ofDays(30));
        FailureCounters next = new FailureCounters(LockoutSettings.DEFAULT);
        next.load(file, earlier);

        assertThat(next.before("jdupont", HOME, earlier)).isEqualTo(new Verdict.Delayed(earlier.plusSeconds(8)));
    }

    @Test
    void withoutAFileAllBeginAtZero(@TempDir Path directory) throws IOException {
        counters.load(directory.resolve("failures"), NOON);

        assertDelay("jdupont", ELSEWHERE, NOON, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sesame-failures 2\n",
                "sesame-failures 1\nsomething else\n",
                "sesame-failures 1\naccount jdupont - 1767225900000\n",
                "sesame-failures 1\naccount jdupont - 1767225900000 soon\n",
                "sesame-failures 1\naccount %zz - 1 1\n",
                "sesame-failures 1\naddress here 1 1\n",
                "sesame-failures 1\naddress 2001:db8::1 1 1\n",
                "sesame-failures 1\n\n"
            })
    void aDamagedFileIsSaidWithItsLineAndAddsNothing(String text, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("failures"), text);

        assertThatThrownBy(() -> counters.load(file, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ", line " + (text.startsWith("sesame-failures 1\n") ? 2 : 1))
                .hasMessageContaining("begin at zero");
    }

    private void failTimes(int times, String account, InetAddress from) {
        for (int i = 0; i < times; i++) {
            fail(account, from, NOON);
        }
    }

    private void fail(String account, InetAddress from, Instant at) {
        counters.failed(account, true, from, at);
    }

    private void assertDelay(String account, InetAddress from, Instant now, long seconds) {
        assertThat(counters.before(account, from, now))
                .isEqualTo(seconds == 0 ? new Verdict.Allowed() : new Verdict.Delayed(now.plusSeconds(seconds)));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
