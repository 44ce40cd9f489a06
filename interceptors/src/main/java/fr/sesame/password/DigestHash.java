package fr.sesame.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One SHA of password and salt, as base64 of digest and salt (RFC 2307's {@code {SHA}}, and what grew out of it). */
final class DigestHash implements StoredHash {
    private static final int MAX_SALT_BYTES = 64;

    private final String algorithm;
    private final byte[] digest;
    private final byte[] salt;

    private DigestHash(String algorithm, byte[] digest, byte[] salt) {
        this.algorithm = algorithm;
        this.digest = digest;
        this.salt = salt;
    }

    /** @throws IllegalArgumentException if the text is not base64 */
    static @Nullable DigestHash parse(String algorithm, int digestBytes, boolean salted, String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        int saltBytes = bytes.length - digestBytes;
        if (salted ? saltBytes < 1 || saltBytes > MAX_SALT_BYTES : saltBytes != 0) {
            return null;
        }
        return new DigestHash(
                algorithm, Arrays.copyOf(bytes, digestBytes), Arrays.copyOfRange(bytes, digestBytes, bytes.length));
    }

    @Override
    public boolean matches(byte[] password) {
        try {
            MessageDigest sha = MessageDigest.getInstance(algorithm);
            sha.update(password);
            return MessageDigest.isEqual(sha.digest(salt), digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    @Override
    public boolean slow() {
        return false;
    }
}
