package fr.sesame.password.rules;

import java.time.Duration;

/** What the age of a password says at a bind with it. */
public sealed interface PasswordAge {
    /** It does not expire, or not soon. */
    record Fresh() implements PasswordAge {}

    /**
     * It expires soon: {@code timeBeforeExpiration} of the control.
     *
     * @param left until then
     */
    record Expiring(Duration left) implements PasswordAge {}

    /**
     * It has expired, and this bind is let through so that it can be changed: {@code graceAuthNsRemaining}.
     *
     * @param remaining how many more there will be after this one
     */
    record Grace(int remaining) implements PasswordAge {}

    /** It has expired, and no more binds are let through: error 0, {@code passwordExpired}. */
    record Expired() implements PasswordAge {}
}
