package fr.sesame.interceptors.audit;

import java.util.Locale;

/** Why an act was refused; {@link #NONE} if it was not. */
public enum Reason {
    NONE,
    WRONG_PASSWORD,
    /** Nobody has that name, or the name is no DN. */
    UNKNOWN,
    /** A name without a password (RFC 4513, 5.1.2). */
    NO_PASSWORD,
    PREPARED,
    LOCKED,
    PENDING,
    INACTIVE,
    /** A planned suspension. */
    SUSPENDED,
    /** Too many wrong passwords. */
    SHUT_OUT,
    /** A temporary password opens nothing but its change. */
    MUST_CHANGE,
    /** Somebody has changed the password since. */
    PASSWORD_CHANGED,
    /** The password is too old. */
    EXPIRED,
    /** Too many passwords are being verified. */
    BUSY,
    /** A password in clear where TLS is needed. */
    CONFIDENTIALITY,
    /** A way to bind that is not there. */
    MECHANISM,
    /** Result 50. */
    NO_ACCESS,
    /** Against the rules for passwords, or for what never changes. */
    AGAINST_THE_RULES,
    /** More connections, bytes, entries or time than anybody gets. */
    TOO_MUCH,
    /** No TLS connection came about. */
    HANDSHAKE,
    /** It went wrong for a reason that has nothing to do with rights. */
    FAILED;

    /** The word for it in trail and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
