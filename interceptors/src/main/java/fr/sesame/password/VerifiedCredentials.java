package fr.sesame.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords that were verified lately, so that a client that binds every half minute does not cost a slow hash each time.
 *
 * <p>What is kept for an account is one HMAC-SHA-256 of its name, its stored hash and the password, with a random key that
 * never leaves this process: neither the password nor anything that could be guessed at with a dump of the memory less that
 * key. A changed hash never hits, whether or not anybody said {@link #forget}. Only right passwords are kept, so that no
 * stranger can fill it. An account has one entry: who uses two passwords in turn pays for each.
 *
 * <p>A hit takes no lock. It says that the password is right, and nothing about the account: dates and locks are for the caller,
 * at each bind.
 */
public final class VerifiedCredentials {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);
    private final Cache<String, byte[]> tags;
    private final LongAdder hits = new LongAdder();

    /**
     * @param random the key
     * @param nanoTime a clock that never jumps, such as {@link System#nanoTime}
     */
    public VerifiedCredentials(CacheSettings settings, SecureRandom random, LongSupplier nanoTime) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, HMAC);
        this.tags = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .expireAfterWrite(settings.lifetime())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Whether that password was verified against that hash of that account within the lifetime.
     *
     * @param account its normalised name: one account, one spelling
     * @param stored the hash as it is stored now
     */
    public boolean contains(String account, byte[] stored, byte[] password) {
        byte[] known = tags.getIfPresent(account);
        boolean hit = known != null && MessageDigest.isEqual(known, tag(account, stored, password));
        if (hit) {
            hits.increment();
        }
        return hit;
    }

    /** Notes that the password was just verified against that hash. */
    public void remember(String account, byte[] stored, byte[] password) {
        tags.put(account, tag(account, stored, password));
    }

    /** To be said when a password changes or an account is locked: memory holds no longer what is of no use. */
    public void forget(String account) {
        tags.invalidate(account);
    }

    /** How many accounts are remembered, about. */
    public long size() {
        return tags.estimatedSize();
    }

    /** How often one was known, since the start. */
    public long hits() {
        return hits.sum();
    }

    /** The parts go in with their lengths, so that no two of them can run into one another. */
    private byte[] tag(String account, byte[] stored, byte[] password) {
        Mac mac = macs.get();
        add(mac, account.getBytes(StandardCharsets.UTF_8));
        add(mac, stored);
        add(mac, password);
        return mac.doFinal();
    }

    private static void add(Mac mac, byte[] part) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (part.length >>> shift));
        }
        mac.update(part);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
