package fr.sesame.password;

import java.time.Duration;
import java.util.List;

/**
 * When failures delay the next try. A delay doubles with each failure, from {@code first} up to {@code longest}.
 *
 * @param failures the failure of one account that brings its first delay; 0: an account is never delayed
 * @param addressFailures the same for one client address; 0: an address is never delayed
 * @param first after that failure
 * @param longest however many failures there are
 * @param forget one failure of an account is forgotten in each such time
 * @param addressForget the same for an address
 * @param exempt addresses that are never delayed as such: what logs in for many people, such as CAS and mail servers
 * @param addresses how many addresses are kept count of; those of which the last was heard longest ago go first
 */
public record LockoutSettings(
        int failures,
        int addressFailures,
        Duration first,
        Duration longest,
        Duration forget,
        Duration addressForget,
        List<AddressRange> exempt,
        int addresses) {
    public static final LockoutSettings DEFAULT = new LockoutSettings(
            5,
            50,
            Duration.ofSeconds(1),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
            100_000);

    public LockoutSettings {
        exempt = List.copyOf(exempt);
        if (forget.toMillis() < 1
                || addressForget.toMillis() < 1
                || first.isNegative()
                || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("delays from %s to %s, failures forgotten in %s and %s"
                    .formatted(first, longest, forget, addressForget));
        }
    }
}
