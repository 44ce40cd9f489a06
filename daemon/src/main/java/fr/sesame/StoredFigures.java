package fr.sesame;

import fr.sesame.metrics.StoreFigures;
import fr.sesame.partition.EntryStore;

/** The figures of a store, as the meters ask for them. */
record StoredFigures(EntryStore store) implements StoreFigures {
    @Override
    public long bytes() {
        return store.usedBytes();
    }

    @Override
    public long limitBytes() {
        return store.limitBytes();
    }

    @Override
    public long entries() {
        return store.entryCount();
    }

    @Override
    public boolean isWritable() {
        return store.health().writable();
    }

    @Override
    public long commits() {
        return store.commitCount();
    }

    @Override
    public int readers() {
        return store.readers();
    }
}
