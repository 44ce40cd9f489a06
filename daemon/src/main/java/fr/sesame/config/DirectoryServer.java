package fr.sesame.config;

/** Which server the daemon and the commands connect to. */
public enum DirectoryServer {
    /** Ours. */
    SESAME("sesame"),
    OPENLDAP("openldap"),
    DS389("389-ds");

    private final String word;

    DirectoryServer(String word) {
        this.word = word;
    }

    /** The word for it in the configuration. */
    public String word() {
        return word;
    }
}
