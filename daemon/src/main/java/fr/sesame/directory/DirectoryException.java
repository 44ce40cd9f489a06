package fr.sesame.directory;

import org.jspecify.annotations.Nullable;

/** The directory could not be reached, or refused: the message names the entry and says what the directory said. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private DirectoryException(String message, @Nullable Throwable cause, boolean unreachable) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** The directory answered, and said no to this one thing. */
    public static DirectoryException refused(String message, @Nullable Throwable cause) {
        return new DirectoryException(message, cause, false);
    }

    /** The directory did not answer: trying the next thing makes no sense. */
    public static DirectoryException unreachable(String message, @Nullable Throwable cause) {
        return new DirectoryException(message, cause, true);
    }

    /** Whether the directory did not answer at all. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
