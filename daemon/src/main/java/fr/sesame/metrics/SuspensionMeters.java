package fr.sesame.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The meters of planned suspensions, asked for when somebody scrapes. */
final class SuspensionMeters {
    private SuspensionMeters() {}

    static void bindTo(MeterRegistry registry, SuspensionFigures figures) {
        gauge(registry, figures, "sesame.suspension.active", "Suspensions that hold.", SuspensionFigures::holding);
        gauge(
                registry,
                figures,
                "sesame.suspension.begin.timestamp.seconds",
                "When the first suspension that is not over begins or began; 0 if none is planned.",
                all -> all.nextBegin().getEpochSecond());
        gauge(
                registry,
                figures,
                "sesame.suspension.end.timestamp.seconds",
                "When that one ends; 0 if none is planned.",
                all -> all.nextEnd().getEpochSecond());
    }

    private static void gauge(
            MeterRegistry registry,
            SuspensionFigures figures,
            String name,
            String description,
            ToDoubleFunction<SuspensionFigures> value) {
        Gauge.builder(name, figures, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
