package fr.sesame.password;

/** Too many slow hashes are being computed or waited for. Nothing was computed; the client may try again (LDAP result 51). */
public final class Busy extends Exception {
    private static final long serialVersionUID = 1;

    /** Without a stack trace: it is thrown when there is no time for one. */
    Busy(String message) {
        super(message, null, false, false);
    }
}
