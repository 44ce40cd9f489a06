package fr.sesame.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of the directory's storage, asked for when somebody scrapes. */
final class StoreMeters {
    private StoreMeters() {}

    static void bindTo(MeterRegistry registry, StoreFigures figures) {
        Gauges.register(
                registry,
                figures,
                "sesame.store.bytes",
                "Bytes of the file that hold or held something",
                StoreFigures::bytes);
        Gauges.register(
                registry,
                figures,
                "sesame.store.limit.bytes",
                "The most that the file may grow to",
                StoreFigures::limitBytes);
        Gauges.register(registry, figures, "sesame.store.entries", "Entries in the directory", StoreFigures::entries);
        Gauges.register(
                registry,
                figures,
                "sesame.store.writable",
                "1 if writes are taken, else 0",
                all -> all.isWritable() ? 1 : 0);
        Gauges.register(
                registry,
                figures,
                "sesame.store.readers",
                "Reader slots in use, of all processes",
                StoreFigures::readers);
        Gauges.register(
                registry,
                figures,
                "sesame.store.filesystem.free.bytes",
                "What is free on the file system of the store",
                StoreFigures::fileSystemFreeBytes);
        Gauges.register(
                registry,
                figures,
                "sesame.store.filesystem.size.bytes",
                "What that file system holds in all",
                StoreFigures::fileSystemBytes);
        FunctionCounter.builder("sesame.store.commits", figures, StoreFigures::commits)
                .description("Commits that reached the disk; several writes share one")
                .register(registry);
    }
}
