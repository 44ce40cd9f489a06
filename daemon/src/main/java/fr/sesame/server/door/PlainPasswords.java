package fr.sesame.server.door;

/** From where a password may come without TLS. */
public enum PlainPasswords {
    /** From this host alone. */
    LOOPBACK("loopback"),
    NEVER("never"),
    /** From everywhere: for a network that nobody else can listen to. */
    ALWAYS("always");

    private final String word;

    PlainPasswords(String word) {
        this.word = word;
    }

    /** As it is written in the configuration. */
    public String word() {
        return word;
    }

    boolean allow(boolean sameHost) {
        return this == ALWAYS || (this == LOOPBACK && sameHost);
    }
}
