package fr.sesame.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.jspecify.annotations.Nullable;

/**
 * {@code $5$} and {@code $6$} of crypt(3), with or without {@code rounds=}: Drepper's "Unix crypt using SHA-256 and
 * SHA-512". A password with a NUL was never hashed by it, and matches none.
 */
final class ShaCryptHash implements StoredHash {
    private static final Pattern FORM =
            Pattern.compile("(\\$([56])\\$(?:rounds=([0-9]{4,7})\\$)?[./A-Za-z0-9]{1,16}\\$)([./A-Za-z0-9]+)");
    private static final int SHA256_LETTERS = 43;
    private static final int SHA512_LETTERS = 86;
    private static final int MIN_ROUNDS = 1000;
    private static final int MAX_ROUNDS = 1_000_000;

    private final boolean sha512;
    private final String salt;
    private final String text;

    private ShaCryptHash(boolean sha512, String salt, String text) {
        this.sha512 = sha512;
        this.salt = salt;
        this.text = text;
    }

    static @Nullable ShaCryptHash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int rounds = form.group(3) == null ? MIN_ROUNDS : Integer.parseInt(form.group(3));
        boolean sha512 = form.group(2).equals("6");
        boolean sound = rounds >= MIN_ROUNDS
                && rounds <= MAX_ROUNDS
                && form.group(4).length() == (sha512 ? SHA512_LETTERS : SHA256_LETTERS);
        return sound ? new ShaCryptHash(sha512, form.group(1), text) : null;
    }

    @Override
    public boolean matches(byte[] password) {
        if (BcryptHash.hasNul(password)) {
            return false;
        }
        byte[] copy = password.clone(); // the library wipes what it is given
        String computed = sha512 ? Sha2Crypt.sha512Crypt(copy, salt) : Sha2Crypt.sha256Crypt(copy, salt);
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean slow() {
        return true;
    }
}
