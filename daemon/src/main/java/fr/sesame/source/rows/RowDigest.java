package fr.sesame.source.rows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The checksum of rows that have no order: the sum of the SHA-256 of each. The same rows give the same sum, in whatever order they
 * come; it tells whether somebody reads the same again, and is no proof against forgers.
 */
public final class RowDigest {
    private static final int BITS = 256;
    private static final int HEX = 16;

    private final MessageDigest digest;
    private BigInteger sum = BigInteger.ZERO;

    public RowDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a row. */
    public void add(List<String> fields) {
        for (String field : fields) {
            digest.update(field.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        sum = sum.add(new BigInteger(1, digest.digest()));
    }

    /** The sum so far, as 64 hexadecimal digits. */
    public String hex() {
        String hex = sum.mod(BigInteger.ONE.shiftLeft(BITS)).toString(HEX);
        return "0".repeat(BITS / 4 - hex.length()) + hex;
    }
}
