package fr.sesame.account;

import java.util.Locale;

/**
 * The five states of an account (domain.md, "The five states"), as everybody sees them. Whether one may bind is a
 * {@link Decision}'s to say. {@link #LOCKED} never stands in a timeline: it is laid over one.
 */
public enum AccountState {
    /** Known and propagated before arrival; login and mail are already attributed. */
    PREPARED,
    /** The normal life of the account. */
    ACTIVE,
    /** A security measure, lifted by a human. */
    LOCKED,
    /** After the exit date, before inactivity: simply reopened. */
    PENDING,
    /** Kept for ever, so that login and mail address are never given to somebody else. */
    INACTIVE;

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
