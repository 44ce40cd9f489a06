package fr.sesame.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The meters of the directory's storage, asked for when somebody scrapes. */
final class StoreMeters {
    private StoreMeters() {}

    static void bindTo(MeterRegistry registry, StoreFigures figures) {
        gauge(
                registry,
                figures,
                "sesame.store.bytes",
                "Bytes of the file that hold or held something",
                StoreFigures::bytes);
        gauge(
                registry,
                figures,
                "sesame.store.limit.bytes",
                "The most that the file may grow to",
                StoreFigures::limitBytes);
        gauge(registry, figures, "sesame.store.entries", "Entries in the directory", StoreFigures::entries);
        gauge(
                registry,
                figures,
                "sesame.store.writable",
                "1 if writes are taken, else 0",
                all -> all.isWritable() ? 1 : 0);
        gauge(
                registry,
                figures,
                "sesame.store.readers",
                "Reader slots in use, of all processes",
                StoreFigures::readers);
        FunctionCounter.builder("sesame.store.commits", figures, StoreFigures::commits)
                .description("Commits that reached the disk; several writes share one")
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry,
            StoreFigures figures,
            String name,
            String description,
            ToDoubleFunction<StoreFigures> value) {
        Gauge.builder(name, figures, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
