package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Tombstone;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a person is recognised by, as HMAC-SHA-256 with the institution's key: equal for the same person, and worth nothing to
 * whoever has not the key. Of a source key, of each number, and of the birth name with the day of birth, folded; first names are
 * left out, since sources know more or fewer of them.
 *
 * <p>Each begins with eight letters that tell the key, so that a hash of a lost key is not taken for nobody's.
 */
public final class IdentityHashes {
    /** Fewer bytes are no key. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 6;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final String id;

    /** @throws IllegalArgumentException if the key is shorter than {@value #KEY_BYTES} bytes */
    public IdentityHashes(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes; expected " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.id = BASE64.encodeToString(Arrays.copyOf(mac("id"), ID_BYTES)) + ".";
    }

    /** Everything that the account is recognised by. */
    public SortedSet<String> of(Account account) {
        SortedSet<String> hashes = new TreeSet<>();
        account.keys().forEach(one -> hashes.add(of(one)));
        addNumbers(account.numbers(), hashes);
        addBirth(Identity.of(account.civil()), hashes);
        return hashes;
    }

    /** Everything that the record may be recognised by; of a day and month that may be exchanged, both orders. */
    public SortedSet<String> of(PersonRecord record) {
        SortedSet<String> hashes = new TreeSet<>();
        hashes.add(of(record.key()));
        addNumbers(record.numbers(), hashes);
        Identity identity = Identity.of(record.civil());
        addBirth(identity, hashes);
        identity.swapped().ifPresent(swapped -> addBirth(swapped, hashes));
        return hashes;
    }

    /** The hash of a source key. */
    public String of(SourceKey sourceKey) {
        return hash("key", sourceKey.source(), sourceKey.value());
    }

    /** Whether the tombstone's hashes are of this key: else they say nothing. */
    public boolean made(Tombstone tombstone) {
        return tombstone.hashes().stream().allMatch(hash -> hash.startsWith(id));
    }

    private void addNumbers(Collection<PersonNumber> numbers, SortedSet<String> hashes) {
        numbers.forEach(number -> hashes.add(hash("number", number.kind(), number.value())));
    }

    private void addBirth(Identity identity, SortedSet<String> hashes) {
        if (!identity.names().birthName().isEmpty()) {
            hashes.add(hash(
                    "birth", identity.names().birthName(), identity.birthDate().toString()));
        }
    }

    /** NUL stands between the parts: none of them has one. */
    private String hash(String... parts) {
        return id + BASE64.encodeToString(mac(String.join("\0", parts)));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
