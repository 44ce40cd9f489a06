package fr.sesame.directory.ldap;

/** How the connection to the directory is encrypted. */
public enum Encryption {
    /** Not at all: on one host. */
    NONE("none"),
    /** RFC 4511, 4.14; required. */
    STARTTLS("starttls"),
    /** From the first byte. */
    LDAPS("ldaps");

    private final String word;

    Encryption(String word) {
        this.word = word;
    }

    /** As it is written in the configuration. */
    public String word() {
        return word;
    }
}
