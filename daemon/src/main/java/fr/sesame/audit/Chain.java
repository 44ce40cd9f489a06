package fr.sesame.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds each line to the one before it: HMAC-SHA-256 (RFC 2104) over the value of the line before and the line's own text.
 * Without the key nobody can write a line that fits. The same key makes pseudonyms of names. Not thread-safe.
 */
final class Chain {
    static final int DIGITS = 64;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PSEUDONYM_DIGITS = 16;
    private static final Pattern VALUE = Pattern.compile("[0-9a-f]{" + DIGITS + "}");
    private static final HexFormat HEX = HexFormat.of();

    private final Mac lines;
    private final Mac names;

    Chain(byte[] key) {
        Mac master = mac(key);
        lines = mac(master.doFinal("lines".getBytes(StandardCharsets.UTF_8)));
        names = mac(master.doFinal("names".getBytes(StandardCharsets.UTF_8)));
    }

    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    /** The value of a line. */
    String value(String before, String line) {
        lines.update(before.getBytes(StandardCharsets.US_ASCII));
        lines.update((byte) '\n');
        return HEX.formatHex(lines.doFinal(line.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What stands for a name that the directory does not have: always the same for the same name, and without the key no way
     * back, not even by trying. Case and spaces around commas do not matter.
     */
    String pseudonym(String name) {
        byte[] hash = names.doFinal(normal(name).getBytes(StandardCharsets.UTF_8));
        return "?" + HEX.formatHex(hash).substring(0, PSEUDONYM_DIGITS);
    }

    /** A DN as it is compared here: near enough for a search in the trail. */
    static String normal(String dn) {
        return dn.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*([,=])\\s*", "$1");
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
