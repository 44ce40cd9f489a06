package fr.sesame.server;

/** The embedded directory cannot start: says what is in the way, and where to look. */
public final class ServerException extends Exception {
    private static final long serialVersionUID = 1L;

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
