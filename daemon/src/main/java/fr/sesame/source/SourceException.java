package fr.sesame.source;

/**
 * An extract that is refused whole. The message names the file, what was found, what was expected and the way out; nobody's
 * account changes.
 */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
