package fr.sesame.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords in memory, and says how long the next try must wait.
 *
 * <p><b>An account</b> has a counter for each address that its password was right from lately (up to
 * {@value #FAMILIAR_ADDRESSES}), and one for the rest of the world. Whoever guesses from elsewhere makes strangers wait, and not the
 * owner where they usually log in; whoever guesses through the same CAS as its owner makes both wait there, at most for the
 * longest delay at a time. That is the price: with no delay at all guesses would be free. A right password clears the counter
 * that it fell under and no other, else the owner's mail client would clear a guesser's every half minute.
 *
 * <p><b>An address</b> has one counter, which no success clears: a guesser may have an account. It does not hold up accounts
 * that are at home there. Addresses that log in for many people should be exempt.
 *
 * <p>A try during a delay is not to be verified and not counted, so that nobody is locked out for ever by being tried
 * constantly. Names that nobody has are counted like others, so that a delay does not tell who exists; but in a small table
 * of their own, so that inventing millions of names moves nothing of those who do.
 *
 * <p>Counters are kept through a restart by {@link #save} and {@link #load}. After a kill, what was counted since the last
 * save is lost: a guesser gains so many tries. Safe for use by several threads. Tries that run at the same time are all allowed
 * before the first of them has failed: ask within the {@link HashingSlots slot} again if that matters.
 */
public final class FailureCounters {
    static final int FAMILIAR_ADDRESSES = 4;

    private static final int MAX_ACCOUNTS = 200_000;
    private static final int MAX_INVENTED = 10_000;
    private static final Verdict ALLOWED = new Verdict.Allowed();

    private final LockoutSettings settings;
    private final Failures.Limit accountLimit;
    private final Failures.Limit addressLimit;
    private final Cache<Key, Failures> accounts = bounded(MAX_ACCOUNTS);
    private final Cache<Key, Failures> invented = bounded(MAX_INVENTED);
    private final Cache<String, List<ClientNetwork>> familiar = bounded(MAX_ACCOUNTS);
    private final Cache<ClientNetwork, Failures> addresses;

    /**
     * Who failed.
     *
     * @param from a familiar address; null: from elsewhere
     */
    record Key(String account, @Nullable ClientNetwork from) {}

    public FailureCounters(LockoutSettings settings) {
        this.settings = settings;
        this.accountLimit =
                new Failures.Limit(settings.failures(), settings.first(), settings.longest(), settings.forget());
        this.addressLimit = new Failures.Limit(
                settings.addressFailures(), settings.first(), settings.longest(), settings.addressForget());
        this.addresses = bounded(settings.addresses());
    }

    private static <K extends Object, V extends Object> Cache<K, V> bounded(int size) {
        return Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
    }

    /**
     * Whether a password may be tried for that account from that address.
     *
     * @param account its normalised name; also one that nobody has
     */
    public Verdict before(String account, InetAddress address, Instant now) {
        ClientNetwork network = ClientNetwork.of(address);
        Key key = key(account, network);
        Instant until = accounts.asMap()
                .getOrDefault(key, invented.asMap().getOrDefault(key, Failures.NONE))
                .until(accountLimit);
        if (key.from() == null && !exempt(address)) {
            Instant ofAddress =
                    addresses.asMap().getOrDefault(network, Failures.NONE).until(addressLimit);
            until = ofAddress.isAfter(until) ? ofAddress : until;
        }
        return until.isAfter(now) ? new Verdict.Delayed(until) : ALLOWED;
    }

    /**
     * Counts a wrong password.
     *
     * @param exists whether somebody has that name
     */
    public void failed(String account, boolean exists, InetAddress address, Instant now) {
        ClientNetwork network = ClientNetwork.of(address);
        another(exists ? accounts : invented, key(account, network), accountLimit, now);
        if (!exempt(address)) {
            another(addresses, network, addressLimit, now);
        }
    }

    private static <K extends Object> void another(
            Cache<K, Failures> counters, K key, Failures.Limit limit, Instant now) {
        counters.asMap().compute(key, (same, before) -> (before == null ? Failures.NONE : before).another(now, limit));
    }

    /** Notes a right password: its counter is cleared, and the address is familiar from now on. */
    public void succeeded(String account, InetAddress address) {
        ClientNetwork network = ClientNetwork.of(address);
        Key key = key(account, network);
        if (accounts.getIfPresent(key) != null) {
            accounts.invalidate(key);
        }
        if (key.from() == null) {
            familiar.asMap().merge(account, List.of(network), FailureCounters::withFirst);
        }
    }

    private static List<ClientNetwork> withFirst(List<ClientNetwork> before, List<ClientNetwork> first) {
        List<ClientNetwork> all = new ArrayList<>(first);
        before.stream()
                .filter(one -> !first.contains(one))
                .limit(FAMILIAR_ADDRESSES - 1L)
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Forgets all of an account, its familiar addresses too: its password was reset, or a human has let it in again. */
    public void forget(String account) {
        for (ClientNetwork one : familiar.asMap().getOrDefault(account, List.of())) {
            accounts.invalidate(new Key(account, one));
        }
        accounts.invalidate(new Key(account, null));
        familiar.invalidate(account);
    }

    /** How many accounts must wait now, from somewhere. */
    public long delayedAccounts(Instant now) {
        return accounts.asMap().values().stream()
                .filter(failures -> failures.until(accountLimit).isAfter(now))
                .count();
    }

    /** How many addresses must wait now. */
    public long delayedAddresses(Instant now) {
        return addresses.asMap().values().stream()
                .filter(failures -> failures.until(addressLimit).isAfter(now))
                .count();
    }

    /**
     * Writes what is still of use to that file, in its owner's hands alone (0600), in the place of what was there. Names and
     * addresses are in it: it is personal data.
     */
    public void save(Path file, Instant now) throws IOException {
        CounterFile content = new CounterFile();
        accounts.asMap().forEach((key, failures) -> {
            if (!failures.over(now, accountLimit)) {
                content.account(key, failures);
            }
        });
        addresses.asMap().forEach((network, failures) -> {
            if (!failures.over(now, addressLimit)) {
                content.address(network, failures);
            }
        });
        familiar.asMap().forEach(content::familiar);
        content.write(file);
    }

    /**
     * Adds what {@link #save} wrote; a file that is not there is an empty one. Failures that are said to lie in the future, because the
     * clock was set back, count as of now.
     *
     * @throws IOException if it cannot be read, with the line if it is that; nothing was added then
     */
    public void load(Path file, Instant now) throws IOException {
        CounterFile content = CounterFile.read(file);
        content.accounts().forEach((key, failures) -> accounts.put(key, failures.notAfter(now)));
        content.addresses().forEach((network, failures) -> addresses.put(network, failures.notAfter(now)));
        content.familiar().forEach(familiar::put);
    }

    private Key key(String account, ClientNetwork network) {
        List<ClientNetwork> known = familiar.getIfPresent(account);
        return new Key(account, known != null && known.contains(network) ? network : null);
    }

    private boolean exempt(InetAddress address) {
        for (AddressRange range : settings.exempt()) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
