package fr.sesame.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Makes and verifies stored passwords. New ones are Argon2id in OpenLDAP's form,
 * {@code {ARGON2}$argon2id$v=19$m=19456,t=2,p=1$salt$tag}; those of an imported directory are read too: SHA-1 and SHA-2
 * with and without salt, PBKDF2 of OpenLDAP, ApacheDS and 389 Directory Server, bcrypt, and crypt with SHA-2.
 *
 * <p>Whatever else is stored, clear text too, matches no password, and neither does a hash whose parameters are so high
 * that verifying it would stop the server. Nothing here throws because of what is stored. The arrays that are passed are
 * left as they are, and none is kept; wiping them is for the caller.
 *
 * <p>Safe for use by several threads.
 */
public final class PasswordHashes {
    /**
     * The longest password, in bytes. Some schemes take time by its length, and anybody may send one: what is longer
     * matches nothing and is not hashed.
     */
    public static final int MAX_PASSWORD_BYTES = 1024;

    private static final String SCHEME = "{ARGON2}";
    private static final Pattern SCHEME_FIRST = Pattern.compile("\\{[A-Za-z0-9._/+-]{1,32}\\}.*", Pattern.DOTALL);

    private final Argon2Settings settings;
    private final SecureRandom random;

    /**
     * @param settings the cost of new hashes
     * @param random the salts
     */
    public PasswordHashes(Argon2Settings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * A new hash of that password, in ASCII. It takes milliseconds: see {@link HashingSlots}.
     *
     * @throws IllegalArgumentException if it is longer than {@link #MAX_PASSWORD_BYTES}
     */
    public byte[] hash(byte[] password) {
        if (password.length > MAX_PASSWORD_BYTES) {
            throw new IllegalArgumentException(
                    "a password of " + password.length + " bytes; expected at most " + MAX_PASSWORD_BYTES);
        }
        return text(Argon2Hash.of(password, settings, salt()));
    }

    /**
     * What looks like a new hash, and takes as long to verify, but was made of no password: it needs no milliseconds, and nobody
     * knows what matches it.
     */
    public byte[] ofNobody() {
        return text(Argon2Hash.ofNobody(settings, salt(), random));
    }

    private byte[] salt() {
        byte[] salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static byte[] text(Argon2Hash hash) {
        return (SCHEME + hash).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the stored value is a hash of that password. */
    public boolean verify(byte[] password, byte[] stored) {
        if (password.length > MAX_PASSWORD_BYTES) {
            return false;
        }
        StoredHash hash = Schemes.parse(stored);
        return hash != null && hash.matches(password);
    }

    /** Whether it is a hash that {@link #verify} can verify: a known scheme, a sound form, parameters within the limits. */
    public boolean isHash(byte[] stored) {
        return Schemes.parse(stored) != null;
    }

    /**
     * Whether verifying it takes milliseconds (Argon2, bcrypt, PBKDF2, crypt) and not microseconds (SHA). What is no hash
     * is not slow.
     */
    public boolean isSlow(byte[] stored) {
        StoredHash hash = Schemes.parse(stored);
        return hash != null && hash.slow();
    }

    /**
     * Whether a password that has just matched should be hashed anew: it is not Argon2id, or it has less memory or fewer
     * passes than the settings, or a shorter salt or tag.
     */
    public boolean needsRehash(byte[] stored) {
        return !(Schemes.parse(stored) instanceof Argon2Hash hash) || hash.weakerThan(settings);
    }

    /**
     * Whether it begins like a hash, {@code {scheme}}, of whatever scheme. Such a value that {@link #isHash} does not know
     * must be refused rather than hashed: else whoever has read that hash somewhere could bind with its text.
     */
    public static boolean looksLikeHash(byte[] value) {
        return SCHEME_FIRST
                .matcher(new String(value, StandardCharsets.ISO_8859_1))
                .matches();
    }
}
