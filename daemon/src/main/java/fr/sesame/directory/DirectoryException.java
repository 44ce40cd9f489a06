package fr.sesame.directory;

/** The directory could not be reached, or refused: the message names the entry and says what the directory said. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }

    public DirectoryException(String message) {
        super(message);
    }
}
