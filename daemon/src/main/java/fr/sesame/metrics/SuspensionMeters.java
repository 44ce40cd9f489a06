package fr.sesame.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** The meters of planned suspensions, asked for when somebody scrapes. */
final class SuspensionMeters {
    private SuspensionMeters() {}

    static void bindTo(MeterRegistry registry, SuspensionFigures figures) {
        Gauges.register(
                registry, figures, "sesame.suspension.active", "Suspensions that hold.", SuspensionFigures::holding);
        Gauges.register(
                registry,
                figures,
                "sesame.suspension.begin.timestamp.seconds",
                "When the first suspension that is not over begins or began; 0 if none is planned.",
                all -> Gauges.seconds(all.nextBegin()));
        Gauges.register(
                registry,
                figures,
                "sesame.suspension.end.timestamp.seconds",
                "When that one ends; 0 if none is planned.",
                all -> Gauges.seconds(all.nextEnd()));
    }
}
