package fr.sesame.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/** The meters by which others notice that the service does not do what it is there for. */
final class ServiceMeters {
    private static final String REFUSED = "sesame.refused.run.timestamp.seconds";

    private ServiceMeters() {}

    static void bindTo(MeterRegistry registry, ServingFigures figures) {
        Gauges.register(
                registry,
                figures,
                "sesame.directory.serving",
                "1 if the service's own bind and search through the port succeed, else 0.",
                all -> all.isServing() ? 1 : 0);
        Gauges.register(
                registry,
                figures,
                "sesame.directory.check.duration.seconds",
                "How long the last of these took, with its connection.",
                all -> all.took().toNanos() / 1e9);
    }

    static void bindTo(MeterRegistry registry, DaemonFigures figures) {
        Gauges.register(
                registry,
                figures,
                "sesame.daemon.heartbeat.timestamp.seconds",
                "When schedules were last seen to be followed, whatever the directory does.",
                all -> Gauges.seconds(all.heartbeat()));
        Gauges.register(
                registry,
                figures,
                "sesame.calendar.oldest.due.timestamp.seconds",
                "When the oldest change of the dates that is not visible yet was due; 0 if everything is visible.",
                all -> Gauges.seconds(all.oldestDue()));
    }

    static void bindTo(MeterRegistry registry, ChainFigures figures) {
        Gauges.register(
                registry,
                figures,
                "sesame.audit.chain.ok",
                "0 if a line of the audit trail was altered, removed or added, else 1.",
                all -> all.isWhole() ? 1 : 0);
        Gauges.register(
                registry,
                figures,
                "sesame.audit.chain.verified.timestamp.seconds",
                "When the whole audit trail was last verified; 0 if never.",
                all -> Gauges.seconds(all.verifiedAt()));
    }

    static void bindTo(MeterRegistry registry, SourceFigures figures) {
        for (String source : figures.sources()) {
            Tags tags = Tags.of("source", source);
            if (registry.find(REFUSED).tags(tags).gauge() != null) {
                continue; // it was there before the configuration was read again
            }
            Gauges.register(
                    registry,
                    figures,
                    REFUSED,
                    "When the newest run of the source began, if it was refused and waits for a decision; else 0.",
                    tags,
                    all -> Gauges.seconds(all.refusedAt(source)));
            Gauges.register(
                    registry,
                    figures,
                    "sesame.extract.timestamp.seconds",
                    "When the extract was written that was accepted last; 0 if none was.",
                    tags,
                    all -> Gauges.seconds(all.extractAt(source)));
            Gauges.register(
                    registry,
                    figures,
                    "sesame.source.interval.seconds",
                    "The longest that passes between two scheduled runs of the source; 0 if it has no schedule.",
                    tags,
                    all -> all.interval(source).map(Duration::toSeconds).orElse(0L));
        }
    }

    static void bindTo(MeterRegistry registry, HealthFigures figures) {
        for (String check : figures.checks()) {
            Gauges.register(
                    registry,
                    figures,
                    "sesame.health.ok",
                    "0 if that check of /health fails, else 1.",
                    Tags.of("check", check),
                    all -> all.isWell(check) ? 1 : 0);
        }
    }
}
