package fr.sesame.partition;

import java.util.concurrent.Callable;

/** Lets tests in other packages write as the server does: in a transaction that threads share ({@link GroupCommit}). */
public final class GroupedWrites {
    private GroupedWrites() {}

    /** Returns when the commit has; what throws is taken back alone. */
    public static <T> T write(EntryStore store, Callable<T> work) throws Exception {
        return store.write(view -> work.call());
    }
}
