package fr.sesame;

import fr.sesame.account.Suspension;
import fr.sesame.account.Suspensions;
import fr.sesame.http.HealthCheck;
import fr.sesame.metrics.SuspensionFigures;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** Planned suspensions, as the meters and {@code /health} ask for them. */
record SuspensionStatus(Supplier<Suspensions> suspensions, Clock clock) implements SuspensionFigures {
    @Override
    public int holding() {
        return suspensions.get().holdingAt(clock.instant()).size();
    }

    @Override
    public Instant nextBegin() {
        return suspensions.get().nextAt(clock.instant()).map(Suspension::from).orElse(Instant.EPOCH);
    }

    @Override
    public Instant nextEnd() {
        return suspensions.get().nextAt(clock.instant()).map(Suspension::until).orElse(Instant.EPOCH);
    }

    /** Always well: that nobody binds is what was asked for. */
    HealthCheck.Health health() {
        Instant now = clock.instant();
        String detail = suspensions
                .get()
                .nextAt(now)
                .map(next -> (next.holdsAt(now) ? "holds" : "is planned") + " from " + next.from() + " until "
                        + next.until() + ": " + next.id())
                .orElse("none is planned");
        return new HealthCheck.Health("suspension", true, detail);
    }
}
