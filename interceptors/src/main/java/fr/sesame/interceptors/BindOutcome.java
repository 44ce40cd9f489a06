package fr.sesame.interceptors;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import java.util.Locale;

/** How a bind ended, as far as anybody outside may know it by number. */
public enum BindOutcome {
    ACCEPTED,
    /** Also an unknown DN and an entry without a password. */
    WRONG_PASSWORD,
    /** Too many wrong passwords before. */
    SHUT_OUT,
    /** Too many at a time. */
    BUSY,
    PREPARED,
    LOCKED,
    PENDING,
    INACTIVE,
    /** A planned suspension: by its dates and lock it might. */
    SUSPENDED,
    /** The password is too old. */
    EXPIRED,
    /** Somebody else has set the password, and the client understands no other answer. */
    MUST_CHANGE;

    /** The word for it in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BindOutcome of(Decision decision) {
        if (decision instanceof Decision.Suspended) {
            return SUSPENDED;
        }
        return decision instanceof Decision.Refused refused ? refused(refused.state()) : ACCEPTED;
    }

    private static BindOutcome refused(AccountState state) {
        return switch (state) {
            case PREPARED -> PREPARED;
            case LOCKED -> LOCKED;
            case PENDING -> PENDING;
            case INACTIVE -> INACTIVE;
            case ACTIVE -> throw new IllegalArgumentException("an active account is not refused");
        };
    }
}
