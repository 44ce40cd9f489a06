package fr.sesame.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifiedCredentialsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final VerifiedCredentials verified =
            new VerifiedCredentials(new CacheSettings(Duration.ofMinutes(10), 100), new SecureRandom(), nanos::get);

    @ParameterizedTest
    @CsvSource({
        "jdupont,  hash,  secret,   true",
        "jdupont,  hash,  Secret,   false",
        "jdupont,  hash,  '',       false",
        "jdupont,  hash2, secret,   false",
        "jdupon,   hash,  tsecret,  false",
        "jdupont,  has,   hsecret,  false",
        "jdurand,  hash,  secret,   false"
    })
    void onlyWhatWasVerifiedIsKnown(String account, String hash, String password, boolean known) {
        remember("jdupont", "hash", "secret");
        remember("jdurand", "hash", "another");

        assertThat(contains(account, hash, password)).isEqualTo(known);
        assertThat(verified.hits()).isEqualTo(known ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "599, true", "600, false", "601, false"})
    void itIsKnownForItsLifetimeHoweverOftenItIsUsed(long seconds, boolean known) {
        remember("jdupont", "hash", "secret");
        nanos.addAndGet(Duration.ofSeconds(seconds / 2).toNanos());
        contains("jdupont", "hash", "secret");
        nanos.addAndGet(Duration.ofSeconds(seconds - seconds / 2).toNanos());

        assertThat(contains("jdupont", "hash", "secret")).isEqualTo(known);
    }

    @Test
    void aForgottenAccountIsNotKnown() {
        remember("jdupont", "hash", "secret");
        remember("jdurand", "hash", "secret");
        verified.forget("jdupont");

        assertThat(contains("jdupont", "hash", "secret")).isFalse();
        assertThat(contains("jdurand", "hash", "secret")).isTrue();
    }

    @Test
    void anotherProcessHasAnotherKeyAndKnowsNothing() {
        remember("jdupont", "hash", "secret");
        VerifiedCredentials other =
                new VerifiedCredentials(new CacheSettings(Duration.ofMinutes(10), 100), new SecureRandom(), nanos::get);

        assertThat(other.contains("jdupont", "hash".getBytes(UTF_8), "secret".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void itDoesNotGrowBeyondItsSize() {
        for (int i = 0; i < 10_000; i++) {
            remember("account" + i, "hash", "secret");
        }

        assertThat(verified.size()).isBetween(1L, 100L);
    }

    @Test
    void aLifetimeOfZeroRemembersNothing() {
        VerifiedCredentials off =
                new VerifiedCredentials(new CacheSettings(Duration.ZERO, 100), new SecureRandom(), nanos::get);
        off.remember("jdupont", "hash".getBytes(UTF_8), "secret".getBytes(UTF_8));

        assertThat(off.contains("jdupont", "hash".getBytes(UTF_8), "secret".getBytes(UTF_8)))
                .isFalse();
    }

    private void remember(String account, String hash, String password) {
        verified.remember(account, hash.getBytes(UTF_8), password.getBytes(UTF_8));
    }

    private boolean contains(String account, String hash, String password) {
        return verified.contains(account, hash.getBytes(UTF_8), password.getBytes(UTF_8));
    }
}
