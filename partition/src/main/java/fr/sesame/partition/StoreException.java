package fr.sesame.partition;

/**
 * The storage cannot do what it was asked: the disk is full, a write failed, the files are not a store. The message says which,
 * where, and the way out. Unchecked, because it passes through ApacheDS's chain, which has no name for it; the operation manager
 * and the commands translate it.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
