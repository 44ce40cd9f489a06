package fr.sesame.audit;

/** The trail cannot be opened or read; the message says which file and what to do. */
public final class AuditException extends Exception {
    private static final long serialVersionUID = 1L;

    public AuditException(String message) {
        super(message);
    }

    public AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
