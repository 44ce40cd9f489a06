package fr.sesame.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Salted SHA-512 in the form that both servers read: {@code {SSHA512}}, then in Base64 the digest of password and salt, and the
 * salt. One password under a hundred salts: a million people are made in seconds, and yet no server could keep one result for
 * all.
 */
final class Hashes {
    private static final int SALTS = 100;
    private static final int SALT_BYTES = 8;

    private final List<String> hashes = new ArrayList<>();

    Hashes(String password, SplittableRandom random) {
        for (int i = 0; i < SALTS; i++) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            hashes.add(hash(password, salt));
        }
    }

    String of(int number) {
        return hashes.get(number % SALTS);
    }

    private static String hash(String password, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(password.getBytes(StandardCharsets.UTF_8));
            byte[] hashed = digest.digest(salt);
            byte[] both = new byte[hashed.length + salt.length];
            System.arraycopy(hashed, 0, both, 0, hashed.length);
            System.arraycopy(salt, 0, both, hashed.length, salt.length);
            return "{SSHA512}" + Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }
}
