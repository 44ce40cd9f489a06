package fr.sesame.account;

import java.util.Comparator;
import java.util.Locale;

/**
 * The five states of an account (domain.md, "The five states"). Only {@link #ACTIVE} may bind. {@link #LOCKED} never
 * stands in a timeline: it is laid over one.
 */
public enum AccountState {
    /** Known and propagated before arrival; login and mail are already attributed. */
    PREPARED(1),
    /** The normal life of the account. */
    ACTIVE(3),
    /** A security measure, lifted by a human. */
    LOCKED(-1),
    /** After the exit date, before inactivity: simply reopened. */
    PENDING(2),
    /** Kept for ever, so that login and mail address are never given to somebody else. */
    INACTIVE(0);

    /** Least open first: inactive, prepared, pending, active (domain.md, "The calendar by population"). */
    public static final Comparator<AccountState> BY_OPENNESS = Comparator.comparingInt(state -> state.openness);

    private final int openness;

    AccountState(int openness) {
        this.openness = openness;
    }

    /** The word for it in entries, files and on the command line: {@code prepared}, {@code active}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidValueException if no state has that word */
    public static AccountState ofWord(String word) {
        for (AccountState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new InvalidValueException(
                "'" + word + "' is not a state of an account; expected prepared, active, locked, pending or inactive");
    }
}
