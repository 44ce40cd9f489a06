package fr.sesame.partition;

import org.apache.directory.server.core.api.partition.PartitionReadTxn;
import org.jspecify.annotations.Nullable;

/**
 * A read transaction as ApacheDS hands it around. Parts of ApacheDS begin one and never end it, one of them at each search of
 * the root. So only one that {@link StoreOperations} begins, and surely ends, holds a view of the store; any other is a word
 * for reading the last commit, which each operation then does in a view of its own.
 */
final class ReadTransaction extends PartitionReadTxn {
    private @Nullable View view;

    private ReadTransaction(@Nullable View view) {
        this.view = view;
    }

    static ReadTransaction holding(View view) {
        return new ReadTransaction(view);
    }

    static ReadTransaction ofWhoeverAsks() {
        return new ReadTransaction(null);
    }

    @Nullable
    View view() {
        return view;
    }

    @Override
    public void commit() {
        close();
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public boolean isClosed() {
        return view == null;
    }

    @Override
    public void close() {
        View held = view;
        view = null;
        if (held != null) {
            held.close();
        }
    }
}
