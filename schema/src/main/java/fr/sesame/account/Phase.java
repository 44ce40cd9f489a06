package fr.sesame.account;

/**
 * What the dates alone make of an account: the values of a {@link Timeline}, least open first. A lock is none of them: it is
 * laid over a timeline.
 *
 * <p>Its order is that of openness: of several affiliations the most open one decides (domain.md, "The calendar by
 * population").
 */
public enum Phase {
    /** Closed, and kept for ever. */
    INACTIVE("inactive", AccountState.INACTIVE, false),
    /** Before the opening day. */
    PREPARED("prepared", AccountState.PREPARED, false),
    /** After the closing day, and simply reopened. */
    PENDING("pending", AccountState.PENDING, false),
    /** The same where the population lets whoever is pending still bind: SUPANN's {@code SupannSursis}. */
    PENDING_MAY_BIND("pending+bind", AccountState.PENDING, true),
    /** Open. */
    ACTIVE("active", AccountState.ACTIVE, true);

    private final String word;
    private final AccountState state;
    private final boolean mayBind;

    Phase(String word, AccountState state, boolean mayBind) {
        this.word = word;
        this.state = state;
        this.mayBind = mayBind;
    }

    /** The word for it in a timeline: that of its state, and {@code pending+bind}. */
    public String word() {
        return word;
    }

    /** The state that is visible in it. */
    public AccountState state() {
        return state;
    }

    /** Whether an account that is not locked may bind in it. */
    public boolean mayBind() {
        return mayBind;
    }

    /** @throws InvalidValueException if no phase has that word */
    public static Phase ofWord(String word) {
        for (Phase phase : values()) {
            if (phase.word.equals(word)) {
                return phase;
            }
        }
        throw new InvalidValueException("'" + word
                + "' is not a phase of a timeline; expected prepared, active, pending, pending+bind or inactive");
    }
}
