package fr.sesame.password.rules;

import fr.sesame.password.rules.Weakness.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old a password may and must be (draft-behera-ldap-password-policy-11, 5.2: pwdMaxAge, pwdExpireWarning,
 * pwdGraceAuthNLimit, pwdMinAge). CNIL 2022-100 and ANSSI advise against a maximum for ordinary users.
 *
 * @param maxAge from the change on; zero: it never expires
 * @param warning how long before that a bind says so
 * @param graceLogins binds after that
 * @param minAge before its owner may change it again; zero: at once
 */
public record PasswordAging(Duration maxAge, Duration warning, int graceLogins, Duration minAge) {
    /** No age matters. */
    public static final PasswordAging NONE = new PasswordAging(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);

    /** @throws IllegalArgumentException if something is negative, or if a password expires before it may be changed */
    public PasswordAging {
        if (maxAge.isNegative()
                || warning.isNegative()
                || graceLogins < 0
                || minAge.isNegative()
                || (!maxAge.isZero() && minAge.compareTo(maxAge) >= 0)) {
            throw new IllegalArgumentException("a password from %s to %s old, warning %s, %d grace logins"
                    .formatted(minAge, maxAge, warning, graceLogins));
        }
    }

    /**
     * What is to be said at a bind with the right password.
     *
     * @param changed when it was set; null if nobody knows: it does not expire
     * @param graceUsed how many binds there were since it expired
     */
    public PasswordAge at(@Nullable Instant changed, int graceUsed, Instant now) {
        if (maxAge.isZero() || changed == null) {
            return new PasswordAge.Fresh();
        }
        Duration left = Duration.between(now, changed.plus(maxAge));
        if (left.isNegative() || left.isZero()) {
            return graceUsed < graceLogins
                    ? new PasswordAge.Grace(graceLogins - graceUsed - 1)
                    : new PasswordAge.Expired();
        }
        return left.compareTo(warning) <= 0 ? new PasswordAge.Expiring(left) : new PasswordAge.Fresh();
    }

    /** Why its owner may not change it yet; empty if they may. Support may reset it at any age. */
    public Optional<Weakness> tooYoung(@Nullable Instant changed, Instant now) {
        return changed != null && now.isBefore(changed.plus(minAge))
                ? Optional.of(Weakness.of(Kind.TOO_YOUNG, minAge.toHours()))
                : Optional.empty();
    }
}
