package fr.sesame.password;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The schemes of stored passwords (RFC 2307, 5.3: {@code {scheme}value}, the scheme in any case). MD5, DES, clear text and
 * whatever is not listed are no hash.
 */
final class Schemes {
    private static final int LONGEST_NAME = 32;
    private static final int MAX_BYTES = 2048;

    private Schemes() {}

    /** What is stored; null if it is not a hash that can be verified. */
    static @Nullable StoredHash parse(byte[] stored) {
        if (stored.length > MAX_BYTES) {
            return null;
        }
        // What is not ASCII is a replacement character in this text, and no form below has one.
        String text = new String(stored, StandardCharsets.US_ASCII);
        int end = text.indexOf('}');
        if (end < 2 || end > LONGEST_NAME + 1 || text.charAt(0) != '{') {
            return null;
        }
        try {
            return parse(text.substring(1, end).toUpperCase(Locale.ROOT), text.substring(end + 1));
        } catch (IllegalArgumentException e) {
            return null; // not base64, or beyond the limits
        }
    }

    private static @Nullable StoredHash parse(String scheme, String text) {
        return switch (scheme) {
            case "ARGON2" -> Argon2Hash.parse(text);
            case "SHA" -> DigestHash.parse("SHA-1", 20, false, text);
            case "SSHA" -> DigestHash.parse("SHA-1", 20, true, text);
            case "SHA256", "SHA-256" -> DigestHash.parse("SHA-256", 32, false, text);
            case "SSHA256", "SSHA-256" -> DigestHash.parse("SHA-256", 32, true, text);
            case "SHA384", "SHA-384" -> DigestHash.parse("SHA-384", 48, false, text);
            case "SSHA384", "SSHA-384" -> DigestHash.parse("SHA-384", 48, true, text);
            case "SHA512", "SHA-512" -> DigestHash.parse("SHA-512", 64, false, text);
            case "SSHA512", "SSHA-512" -> DigestHash.parse("SHA-512", 64, true, text);
            case "PBKDF2", "PBKDF2-SHA1" -> Pbkdf2Hash.parse(Pbkdf2Hash.Prf.SHA1, text);
            case "PBKDF2-SHA256" -> Pbkdf2Hash.parse(Pbkdf2Hash.Prf.SHA256, text);
            case "PBKDF2-SHA512" -> Pbkdf2Hash.parse(Pbkdf2Hash.Prf.SHA512, text);
            case "PKCS5S2" -> Pbkdf2Hash.parsePkcs5s2(text);
            case "PBKDF2_SHA256" -> Pbkdf2Hash.parseBinary(text);
            case "BCRYPT" -> BcryptHash.parse(text);
            case "CRYPT" -> text.startsWith("$2") ? BcryptHash.parse(text) : ShaCryptHash.parse(text);
            default -> null;
        };
    }
}
