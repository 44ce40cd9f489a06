package fr.sesame.metrics;

/** The work that passwords make, asked for when somebody scrapes. Counts are since the start. */
public interface PasswordFigures {
    /** Accounts whose password was verified lately, about. */
    long remembered();

    /** Passwords that were known to be right without a slow hash. */
    long known();

    /** Passwords that took a slow hash. */
    long hashed();

    /** Passwords that were answered with busy. */
    long busy();

    /** Slow hashes that wait for their turn. */
    int waiting();
}
