package fr.sesame.partition;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import org.apache.directory.api.ldap.model.constants.SchemaConstants;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.api.ldap.model.schema.MatchingRule;

/**
 * The keys of one attribute type's index: bytes that are equal when the schema calls the values equal, and in most cases sort
 * as its ordering rule does.
 *
 * <p>A key is at most {@value #LONGEST} bytes; of a longer value it is the beginning and a digest of the whole, so that the
 * index finds a few too many but never too few, and the filter decides.
 */
final class IndexKeys {
    static final int LONGEST = 480;
    private static final int DIGEST = 16;
    private static final String INTEGER_SYNTAX = SchemaConstants.INTEGER_SYNTAX;
    /** Rules whose order is that of the normalised text, code unit by code unit. */
    private static final Set<String> TEXT_ORDERS = Set.of(
            SchemaConstants.CASE_IGNORE_ORDERING_MATCH_MR_OID,
            SchemaConstants.CASE_EXACT_ORDERING_MATCH_MR_OID,
            SchemaConstants.NUMERIC_STRING_ORDERING_MATCH_MR_OID,
            SchemaConstants.GENERALIZED_TIME_ORDERING_MATCH_MR_OID,
            SchemaConstants.UUID_ORDERING_MATCH_MR_OID,
            SchemaConstants.CSN_ORDERING_MATCH_MR_OID);

    private final boolean text;
    private final boolean integer;
    private final boolean ordered;

    IndexKeys(AttributeType type) {
        text = type.getSyntax().isHumanReadable();
        integer = text && INTEGER_SYNTAX.equals(type.getSyntaxOid());
        MatchingRule ordering = type.getOrdering();
        ordered = integer || (text && ordering != null && TEXT_ORDERS.contains(ordering.getOid()));
    }

    /** Whether a range of values is a range of keys. */
    boolean isOrdered() {
        return ordered;
    }

    boolean isText() {
        return text;
    }

    byte[] of(Value value) {
        return shortened(bytes(value));
    }

    /**
     * What every key begins with that is not less than the value's: for a long value only the beginning, before the digest.
     */
    byte[] bound(Value value) {
        byte[] whole = bytes(value);
        return whole.length <= LONGEST ? whole : Arrays.copyOf(whole, LONGEST - DIGEST);
    }

    /** What the keys of all values begin with that begin so. */
    static byte[] prefix(String normalized) {
        byte[] whole = codeUnits(normalized);
        return whole.length <= LONGEST - DIGEST ? whole : Arrays.copyOf(whole, LONGEST - DIGEST);
    }

    private byte[] bytes(Value value) {
        if (!text) {
            return value.getBytes() == null ? new byte[0] : value.getBytes();
        }
        String normalized = value.getNormalized() == null ? "" : value.getNormalized();
        return integer ? number(normalized) : codeUnits(normalized);
    }

    /** Sorts as numbers do: the sign and the length first. What is no number sorts before all. */
    private static byte[] number(String digits) {
        BigInteger number;
        try {
            number = new BigInteger(digits.strip());
        } catch (NumberFormatException e) {
            return codeUnits(digits);
        }
        byte[] magnitude = number.abs().toByteArray();
        Packer packer = new Packer(magnitude.length + Integer.BYTES);
        boolean negative = number.signum() < 0;
        packer.put(negative ? 0x7f : 0x80);
        int length = negative ? ~magnitude.length : magnitude.length;
        packer.put(length >>> 8).put(length);
        for (byte octet : magnitude) {
            packer.put(negative ? ~octet : octet);
        }
        return packer.toBytes();
    }

    /** As UTF-8, but each half of a surrogate pair by itself, so that keys sort as Java's strings do. Empty is one byte. */
    private static byte[] codeUnits(String string) {
        if (string.isEmpty()) {
            return new byte[] {0};
        }
        Packer packer = new Packer(string.length() + 8);
        for (int i = 0; i < string.length(); i++) {
            char unit = string.charAt(i);
            if (unit < 0x80) {
                packer.put(unit);
            } else if (unit < 0x800) {
                packer.put(0xc0 | (unit >> 6)).put(0x80 | (unit & 0x3f));
            } else {
                packer.put(0xe0 | (unit >> 12)).put(0x80 | ((unit >> 6) & 0x3f)).put(0x80 | (unit & 0x3f));
            }
        }
        return packer.toBytes();
    }

    private static byte[] shortened(byte[] whole) {
        if (whole.length == 0) {
            return new byte[] {0};
        }
        if (whole.length <= LONGEST) {
            return whole;
        }
        byte[] key = Arrays.copyOf(whole, LONGEST);
        System.arraycopy(digest(whole), 0, key, LONGEST - DIGEST, DIGEST);
        return key;
    }

    static byte[] digest(byte[] whole) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(whole);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
