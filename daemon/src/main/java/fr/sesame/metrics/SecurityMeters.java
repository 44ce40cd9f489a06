package fr.sesame.metrics;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The meters of security acts, without names. An event costs two look-ups: binds come by the ten thousand. */
final class SecurityMeters {
    private final MeterRegistry registry;
    private final Map<Kind, Map<Reason, Counter>> events = new EnumMap<>(Kind.class);
    private final Map<Reason, Counter> binds = new EnumMap<>(Reason.class);

    SecurityMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Kind kind : Kind.values()) {
            Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
            if (kind.isEverAccepted()) {
                counters.put(Reason.NONE, event(kind, Reason.NONE));
            }
            kind.refusals().forEach(reason -> counters.put(reason, event(kind, reason)));
            events.put(kind, counters);
        }
        binds.put(Reason.NONE, bind(Reason.NONE));
        Kind.BIND.refusals().forEach(reason -> binds.put(reason, bind(reason)));
    }

    void count(SecurityEvent event) {
        Kind kind = event.kind();
        Counter known = events.getOrDefault(kind, Map.of()).get(event.reason());
        (known == null ? event(kind, event.reason()) : known).increment();
        if (kind == Kind.BIND) {
            Counter bind = binds.get(event.reason());
            (bind == null ? bind(event.reason()) : bind).increment();
        }
    }

    /** The registry gives the same one each time; a reason that was not foreseen for a kind is there from its first event on. */
    private Counter event(Kind kind, Reason reason) {
        Outcome outcome = reason == Reason.NONE ? Outcome.ACCEPTED : Outcome.REFUSED;
        return Counter.builder("sesame.security.events")
                .description("Security acts by what they are and how they ended.")
                .tags("kind", kind.word(), "outcome", outcome.word(), "reason", reason.word())
                .register(registry);
    }

    private Counter bind(Reason reason) {
        return Counter.builder("sesame.binds")
                .description("Binds by how they ended.")
                .tag("outcome", word(reason))
                .register(registry);
    }

    /** The words that dashboards know; a name that nobody has counts as a wrong password. */
    private static String word(Reason reason) {
        return switch (reason) {
            case NONE -> "accepted";
            case UNKNOWN -> "wrong_password";
            default -> reason.word().replace('-', '_');
        };
    }

    static void watch(MeterRegistry registry, AuditFigures figures) {
        FunctionCounter.builder("sesame.audit.lost", figures, AuditFigures::lost)
                .description("Security events that were not kept.")
                .register(registry);
        Gauge.builder(
                        "sesame.audit.last.write.timestamp.seconds",
                        figures,
                        all -> all.lastWrite().getEpochSecond())
                .description("When security events last reached the disk; the start, if none did.")
                .strongReference(true)
                .register(registry);
        Gauge.builder("sesame.audit.writable", figures, all -> all.isKeeping() ? 1 : 0)
                .description("1 if security events are kept, else 0.")
                .strongReference(true)
                .register(registry);
    }
}
