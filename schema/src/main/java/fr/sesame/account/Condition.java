package fr.sesame.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as software that knows no timeline tells it apart: the five states, with what SUPANN distinguishes further. Each
 * has the word of the configuration and SUPANN's state by default.
 */
public enum Condition {
    PREPARED("prepared", "I:SupannPrecree"),
    /** It may bind by its dates and has no password yet: its owner has not taken it. */
    NOT_ACTIVATED("not-activated", "I:SupannCree"),
    ACTIVE("active", "A:SupannActif"),
    /** Pending, and may still bind. */
    PENDING_MAY_BIND("pending-may-bind", "A:SupannSursis"),
    LOCKED_TECHNICAL("locked-technical", "S:SupannVerrouTechnique"),
    LOCKED_ADMINISTRATIVE("locked-administrative", "S:SupannVerrouAdministratif"),
    PENDING("pending", "I:SupannExpire"),
    INACTIVE("inactive", "I:SupannInactif");

    private final String word;
    private final String supann;

    Condition(String word, String supann) {
        this.word = word;
        this.supann = supann;
    }

    /** The word for it in the configuration. */
    public String word() {
        return word;
    }

    /** What SUPANN calls it, unless an institution says otherwise. */
    public SupannState supann() {
        return SupannState.parse(supann);
    }

    /** The condition at that instant of an account with or without a password. */
    public static Condition at(Timeline timeline, @Nullable Lock lock, boolean passwordSet, Instant instant) {
        if (lock != null && lock.holdsAt(instant)) {
            return lock.kind() == Lock.Kind.TECHNICAL ? LOCKED_TECHNICAL : LOCKED_ADMINISTRATIVE;
        }
        Phase phase = timeline.phaseAt(instant);
        if (phase.mayBind() && !passwordSet) {
            return NOT_ACTIVATED;
        }
        return switch (phase) {
            case PREPARED -> PREPARED;
            case ACTIVE -> ACTIVE;
            case PENDING_MAY_BIND -> PENDING_MAY_BIND;
            case PENDING -> PENDING;
            case INACTIVE -> INACTIVE;
        };
    }
}
