package fr.sesame.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Gauges of figures that are asked for when somebody scrapes. */
final class Gauges {
    private Gauges() {}

    static <F> void register(
            MeterRegistry registry, F figures, String name, String description, ToDoubleFunction<F> value) {
        register(registry, figures, name, description, Tags.empty(), value);
    }

    static <F> void register(
            MeterRegistry registry, F figures, String name, String description, Tags tags, ToDoubleFunction<F> value) {
        Gauge.builder(name, figures, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** As Prometheus counts time: seconds since 1970 in UTC. */
    static double seconds(Instant instant) {
        return (double) instant.getEpochSecond();
    }
}
