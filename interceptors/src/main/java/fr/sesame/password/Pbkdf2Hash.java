package fr.sesame.password;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** PBKDF2 (RFC 8018, 5.2) in the three forms that directories store. */
final class Pbkdf2Hash implements StoredHash {
    /** The pseudo-random function: HMAC with that hash. */
    enum Prf {
        SHA1(20),
        SHA256(32),
        SHA512(64);

        private final int bytes;

        Prf(int bytes) {
            this.bytes = bytes;
        }

        private Digest digest() {
            return switch (this) {
                case SHA1 -> new SHA1Digest();
                case SHA256 -> new SHA256Digest();
                case SHA512 -> new SHA512Digest();
            };
        }
    }

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");
    /** Iterations times blocks: a second or two. 389 Directory Server's eight blocks with 100,000 iterations are 800,000. */
    private static final long MAX_WORK = 2_000_000;

    private static final int MAX_SALT_BYTES = 128;

    private static final int ATLASSIAN_SALT_BYTES = 16;
    private static final int ATLASSIAN_KEY_BYTES = 32;
    private static final int ATLASSIAN_ITERATIONS = 10_000;

    private static final int BINARY_SALT_BYTES = 64;
    private static final int BINARY_KEY_BYTES = 256;

    private final Prf prf;
    private final int iterations;
    private final byte[] salt;
    private final byte[] key;

    private Pbkdf2Hash(Prf prf, int iterations, byte[] salt, byte[] key) {
        this.prf = prf;
        this.iterations = iterations;
        this.salt = salt;
        this.key = key;
    }

    /** {@code 10000$salt$key} in adapted base64, with a dot for the plus and no padding: OpenLDAP's pw-pbkdf2. */
    static @Nullable Pbkdf2Hash parse(Prf prf, String text) {
        Matcher form = TEXT.matcher(text);
        if (!form.matches()) {
            return null;
        }
        byte[] key = adaptedBase64(form.group(3));
        // A shorter one would be the beginning of the same key, and a cut value would match.
        return key.length == prf.bytes
                ? limited(prf, Integer.parseInt(form.group(1)), adaptedBase64(form.group(2)), key)
                : null;
    }

    /** Base64 of salt and key, always 10,000 iterations: ApacheDS's and Atlassian's {@code {PKCS5S2}}. */
    static @Nullable Pbkdf2Hash parsePkcs5s2(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != ATLASSIAN_SALT_BYTES + ATLASSIAN_KEY_BYTES) {
            return null;
        }
        return limited(
                Prf.SHA1,
                ATLASSIAN_ITERATIONS,
                Arrays.copyOf(bytes, ATLASSIAN_SALT_BYTES),
                Arrays.copyOfRange(bytes, ATLASSIAN_SALT_BYTES, bytes.length));
    }

    /** Base64 of iterations (32 bits, big-endian), salt and key: 389 Directory Server's {@code {PBKDF2_SHA256}}. */
    static @Nullable Pbkdf2Hash parseBinary(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != Integer.BYTES + BINARY_SALT_BYTES + BINARY_KEY_BYTES) {
            return null;
        }
        byte[] salt = new byte[BINARY_SALT_BYTES];
        byte[] key = new byte[BINARY_KEY_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int iterations = buffer.getInt();
        buffer.get(salt).get(key);
        return limited(Prf.SHA256, iterations, salt, key);
    }

    private static @Nullable Pbkdf2Hash limited(Prf prf, int iterations, byte[] salt, byte[] key) {
        long blocks = (key.length + prf.bytes - 1) / prf.bytes;
        boolean sound =
                iterations >= 1 && iterations * blocks <= MAX_WORK && salt.length >= 1 && salt.length <= MAX_SALT_BYTES;
        return sound ? new Pbkdf2Hash(prf, iterations, salt, key) : null;
    }

    private static byte[] adaptedBase64(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }

    @Override
    public boolean matches(byte[] password) {
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(prf.digest());
        byte[] copy = password.clone();
        pbkdf2.init(copy, salt, iterations);
        byte[] computed = ((KeyParameter) pbkdf2.generateDerivedMacParameters(key.length * Byte.SIZE)).getKey();
        Arrays.fill(copy, (byte) 0);
        boolean same = MessageDigest.isEqual(computed, key);
        Arrays.fill(computed, (byte) 0);
        return same;
    }

    @Override
    public boolean slow() {
        return true;
    }
}
