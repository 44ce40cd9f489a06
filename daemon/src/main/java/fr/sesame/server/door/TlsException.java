package fr.sesame.server.door;

/** A certificate or key that cannot be served; the message names the file, what is wrong, and the way out. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
