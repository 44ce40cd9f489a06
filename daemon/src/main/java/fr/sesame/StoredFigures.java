package fr.sesame;

import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.StoreFigures;
import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreHealth;
import java.util.Optional;

/** The storage of the directory, as the meters and {@code /health} ask for it. */
record StoredFigures(EntryStore store) implements StoreFigures {
    private static final String NAME = "store";
    private static final double NEARLY_FULL = 0.8;
    private static final double LITTLE_FREE = 0.1;

    /** Well as long as writes are taken; warns before there is no room for them. */
    Health health() {
        StoreHealth health = store.health();
        if (!health.writable()) {
            Health failing = Health.failing(
                    NAME,
                    health.reason(),
                    health.restartNeeded()
                            ? "see that the disk is sound, then restart the service; binds are served meanwhile"
                            : "make room, or mend the disk: it goes on by itself; binds are served meanwhile");
            return health.restartNeeded() ? failing.curedByRestart() : failing;
        }
        return nearlyFull(bytes(), limitBytes(), fileSystemFreeBytes(), fileSystemBytes())
                .orElseGet(() -> Health.ok(NAME, health.reason()));
    }

    /** A warning, if the file is near its limit or the file system has little left. All in bytes. */
    static Optional<Health> nearlyFull(long used, long limit, long free, long size) {
        if (used > NEARLY_FULL * limit) {
            return Optional.of(Health.warning(
                    NAME,
                    percent(used, limit) + " % of server.max-store-megabytes are in use",
                    "raise server.max-store-megabytes, then restart the service"));
        }
        if (free < LITTLE_FREE * size) {
            return Optional.of(Health.warning(
                    NAME, percent(free, size) + " % of the store's file system are free", "make room there"));
        }
        return Optional.empty();
    }

    private static long percent(long part, long whole) {
        return Math.round(100.0 * part / whole);
    }

    @Override
    public long bytes() {
        return store.usedBytes();
    }

    @Override
    public long limitBytes() {
        return store.limitBytes();
    }

    @Override
    public long fileSystemFreeBytes() {
        return store.folder().toFile().getUsableSpace();
    }

    @Override
    public long fileSystemBytes() {
        return store.folder().toFile().getTotalSpace();
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
