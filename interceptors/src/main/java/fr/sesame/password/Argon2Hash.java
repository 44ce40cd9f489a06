package fr.sesame.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag} (RFC 9106; the form of libargon2, and of OpenLDAP after {@code {ARGON2}}). */
final class Argon2Hash implements StoredHash {
    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2(id|i)\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_TAG_BYTES = 16;
    private static final int MAX_BYTES = 64;

    private final boolean mixed;
    private final Argon2Settings settings;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(boolean mixed, Argon2Settings settings, byte[] salt, byte[] tag) {
        this.mixed = mixed;
        this.settings = settings;
        this.salt = salt;
        this.tag = tag;
    }

    static Argon2Hash of(byte[] password, Argon2Settings settings, byte[] salt) {
        byte[] tag = compute(password, true, settings, salt, TAG_BYTES);
        return new Argon2Hash(true, settings, salt, tag);
    }

    /** As {@link #of}, of no password that anybody knows: the tag is drawn, not computed. */
    static Argon2Hash ofNobody(Argon2Settings settings, byte[] salt, SecureRandom random) {
        byte[] tag = new byte[TAG_BYTES];
        random.nextBytes(tag);
        return new Argon2Hash(true, settings, salt, tag);
    }

    static @Nullable Argon2Hash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        Argon2Settings settings = new Argon2Settings(
                Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)), Integer.parseInt(form.group(4)));
        byte[] salt = Base64.getDecoder().decode(form.group(5));
        byte[] tag = Base64.getDecoder().decode(form.group(6));
        boolean sound = salt.length >= MIN_SALT_BYTES
                && salt.length <= MAX_BYTES
                && tag.length >= MIN_TAG_BYTES
                && tag.length <= MAX_BYTES;
        return sound ? new Argon2Hash(form.group(1).equals("id"), settings, salt, tag) : null;
    }

    /** Whether a new hash with these settings would be better. */
    boolean weakerThan(Argon2Settings wanted) {
        return !mixed || settings.weakerThan(wanted) || salt.length < SALT_BYTES || tag.length < TAG_BYTES;
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] computed = compute(password, mixed, settings, salt, tag.length);
        boolean same = MessageDigest.isEqual(computed, tag);
        Arrays.fill(computed, (byte) 0);
        return same;
    }

    @Override
    public boolean slow() {
        return true;
    }

    private static byte[] compute(byte[] password, boolean mixed, Argon2Settings settings, byte[] salt, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(mixed ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(settings.memoryKib())
                .withIterations(settings.iterations())
                .withParallelism(settings.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        argon2.generateBytes(password, tag);
        return tag;
    }

    /** The form that is stored, without a scheme. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2" + (mixed ? "id" : "i") + "$v=19$m=" + settings.memoryKib() + ",t=" + settings.iterations()
                + ",p=" + settings.parallelism() + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(tag);
    }
}
