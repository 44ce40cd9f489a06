package fr.sesame.interceptors;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a right password opens, by its age and by who set it (draft-behera-ldap-password-policy, 5.2 and 7.1). */
public sealed interface PasswordState {
    /** Everything. */
    record Good() implements PasswordState {}

    /** Everything, for so long. */
    record Expiring(Duration left) implements PasswordState {}

    /** Everything, though it has expired; so many logins are left after this one. */
    record Grace(int left) implements PasswordState {}

    /** Nothing but its own change. */
    record MustChange() implements PasswordState {}

    /** Nothing. */
    record Expired() implements PasswordState {}

    /**
     * How long passwords are good for.
     *
     * @param maxAge from the change of one; none: for ever
     * @param warning how long before its end its owner is told so
     * @param graceLogins how many times an expired one still opens
     */
    record Lifetime(@Nullable Duration maxAge, Duration warning, int graceLogins) {}

    /** The state at an instant. The end of the life is exclusive: at that very instant it has expired. */
    static PasswordState at(PasswordFacts facts, Lifetime lifetime, Instant now) {
        if (facts.reset()) {
            return new MustChange();
        }
        Instant changed = lifetime.maxAge() == null ? null : facts.changedAt();
        if (lifetime.maxAge() == null || changed == null) {
            return new Good();
        }
        Duration left = Duration.between(now, changed.plus(lifetime.maxAge()));
        if (left.isNegative() || left.isZero()) {
            int grace = lifetime.graceLogins() - facts.graceUses();
            return grace > 0 ? new Grace(grace - 1) : new Expired();
        }
        return left.compareTo(lifetime.warning()) <= 0 ? new Expiring(left) : new Good();
    }
}
