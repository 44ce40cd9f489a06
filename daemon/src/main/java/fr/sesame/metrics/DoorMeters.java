package fr.sesame.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of the directory's ports, asked for when somebody scrapes. */
final class DoorMeters {
    private DoorMeters() {}

    static void bindTo(MeterRegistry registry, DoorFigures figures) {
        Gauge.builder("sesame.ldap.connections", figures, DoorFigures::connections)
                .description("Connections of clients that are open")
                .strongReference(true)
                .register(registry);
        for (DoorFigures.Count count : figures.counts()) {
            FunctionCounter.builder(count.name().meter(), figures, all -> valueOf(all, count))
                    .description(count.name().description())
                    .tag("reason", count.reason())
                    .register(registry);
        }
        if (figures.certificateNotAfter().isPresent()) {
            Gauge.builder(
                            "sesame.tls.certificate.not.after.timestamp.seconds",
                            figures,
                            all -> all.certificateNotAfter().orElse(Double.NaN))
                    .description("When the served certificate ends")
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("sesame.tls.certificate.reload.failing", figures, all -> all.isReloadFailing() ? 1 : 0)
                    .description("1 if newer files of the certificate cannot be served, else 0")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double valueOf(DoorFigures figures, DoorFigures.Count count) {
        return figures.counts().stream()
                .filter(one -> one.name() == count.name() && one.reason().equals(count.reason()))
                .mapToDouble(DoorFigures.Count::value)
                .sum();
    }
}
