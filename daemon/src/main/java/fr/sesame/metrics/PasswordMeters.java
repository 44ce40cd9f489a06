package fr.sesame.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The meters of the work that passwords make. */
final class PasswordMeters {
    private PasswordMeters() {}

    static void bindTo(MeterRegistry registry, PasswordFigures figures) {
        checks(registry, figures, "remembered", PasswordFigures::known);
        checks(registry, figures, "hashed", PasswordFigures::hashed);
        checks(registry, figures, "busy", PasswordFigures::busy);
        Gauge.builder("sesame.passwords.remembered", figures, PasswordFigures::remembered)
                .description("Accounts whose password was verified lately, about")
                .strongReference(true)
                .register(registry);
        Gauge.builder("sesame.password.hashes.waiting", figures, PasswordFigures::waiting)
                .description("Slow hashes that wait for their turn")
                .strongReference(true)
                .register(registry);
    }

    private static void checks(
            MeterRegistry registry, PasswordFigures figures, String how, ToDoubleFunction<PasswordFigures> count) {
        FunctionCounter.builder("sesame.password.checks", figures, count)
                .description("Passwords, by what they cost: remembered, hashed slowly, or too busy to be hashed")
                .tag("how", how)
                .register(registry);
    }
}
