package fr.sesame.partition;

/**
 * How a store is opened.
 *
 * @param maxBytes the most that the data file may grow to. So much address space is reserved at once and costs nothing until
 *     it is used: the file itself is only as large as its content
 * @param durable whether a commit waits for the disk; false is for content that can be made again, such as an import
 */
public record StoreOptions(long maxBytes, boolean durable) {
    /** 128 GiB: some sixty million people; within the address space of every 64-bit machine that runs Java 17. */
    public static final long DEFAULT_MAX_BYTES = 128L << 30;

    private static final long LEAST = 1L << 20;

    public StoreOptions {
        if (maxBytes < LEAST) {
            throw new IllegalArgumentException("a store of at most " + maxBytes + " bytes; expected at least " + LEAST);
        }
    }

    /** The options of a directory that serves. */
    public static StoreOptions serving() {
        return new StoreOptions(DEFAULT_MAX_BYTES, true);
    }
}
