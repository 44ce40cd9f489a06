package fr.sesame.password;

import java.time.Duration;

/**
 * How long and for how many accounts a verified password is remembered.
 *
 * @param lifetime since it was verified against its hash; zero remembers nothing
 * @param entries accounts; the least used goes first
 */
public record CacheSettings(Duration lifetime, int entries) {
    public static final CacheSettings DEFAULT = new CacheSettings(Duration.ofMinutes(10), 50_000);
}
