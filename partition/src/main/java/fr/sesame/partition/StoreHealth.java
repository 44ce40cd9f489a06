package fr.sesame.partition;

/**
 * Whether writes are taken. Reads go on in any case.
 *
 * @param writable false after a write failed, until one succeeds
 * @param restartNeeded whether only a restart makes it writable: what a disk holds after a failed sync is known only by
 *     reading it again
 * @param reason in words for an administrator
 */
public record StoreHealth(boolean writable, boolean restartNeeded, String reason) {
    static final StoreHealth GOOD = new StoreHealth(true, false, "takes writes");
}
