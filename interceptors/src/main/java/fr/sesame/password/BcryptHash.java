package fr.sesame.password;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * bcrypt of the kinds 2a, 2b and 2y, which are the same for every password of 255 bytes or fewer. Whoever made the hash saw
 * the first 72 bytes alone, so no more are compared; and a password was a C string, so one with a NUL matches none: in it,
 * {@code a} and {@code a NUL a} would be the same.
 */
final class BcryptHash implements StoredHash {
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final int MIN_COST = 4;
    /** Some seconds. */
    private static final int MAX_COST = 16;

    private static final int MAX_PASSWORD_BYTES = 72;

    private final String text;

    private BcryptHash(String text) {
        this.text = text;
    }

    static @Nullable BcryptHash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int cost = Integer.parseInt(form.group(1));
        return cost < MIN_COST || cost > MAX_COST ? null : new BcryptHash(text);
    }

    @Override
    public boolean matches(byte[] password) {
        if (hasNul(password)) {
            return false;
        }
        byte[] seen = Arrays.copyOf(password, Math.min(password.length, MAX_PASSWORD_BYTES));
        boolean same = OpenBSDBCrypt.checkPassword(text, seen);
        Arrays.fill(seen, (byte) 0);
        return same;
    }

    static boolean hasNul(byte[] password) {
        for (byte one : password) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean slow() {
        return true;
    }
}
