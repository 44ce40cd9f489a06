package fr.sesame;

import fr.sesame.http.HealthCheck;
import fr.sesame.metrics.DoorFigures;
import fr.sesame.server.door.Certificates;
import fr.sesame.server.door.Door;
import fr.sesame.server.door.DoorEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The ports of the directory, as the meters and {@code /health} ask for them. */
record DoorStatus(Door door, Clock clock) implements DoorFigures {
    /** The same as the alert's. */
    static final Duration SOON = Duration.ofDays(14);

    private static final String CERTIFICATE = "certificate";
    private static final String RENEW = "renew it and put it in its place; it is read again by itself";

    @Override
    public int connections() {
        return door.connections();
    }

    @Override
    public List<Count> counts() {
        return Arrays.stream(DoorEvent.values())
                .map(event ->
                        new Count(nameOf(event), event.word(), door.counts().of(event)))
                .toList();
    }

    private static Name nameOf(DoorEvent event) {
        return switch (event.kind()) {
            case CONNECTION_REFUSED -> Name.CONNECTIONS_REFUSED;
            case CONNECTION_CLOSED -> Name.CONNECTIONS_CLOSED;
            case REQUEST_REFUSED -> Name.REQUESTS_REFUSED;
        };
    }

    @Override
    public OptionalDouble certificateNotAfter() {
        Optional<Certificates.State> state = door.certificates().map(Certificates::state);
        return state.isPresent()
                ? OptionalDouble.of((double) state.get().notAfter().getEpochSecond())
                : OptionalDouble.empty();
    }

    @Override
    public boolean isReloadFailing() {
        return door.certificates().map(all -> !all.state().problem().isEmpty()).orElse(false);
    }

    /** Well as long as what is served is valid for two weeks more, and is what is in the files. Only with TLS. */
    HealthCheck.Health certificateHealth() {
        Certificates.State state = door.certificates().orElseThrow().state();
        return certificateHealth(state, clock.instant());
    }

    static HealthCheck.Health certificateHealth(Certificates.State state, Instant now) {
        Duration left = Duration.between(now, state.notAfter());
        boolean over = !now.isBefore(state.notAfter());
        String detail = over
                ? state.subject() + " expired at " + state.notAfter()
                : state.subject() + " until " + state.notAfter() + ", " + left.toDays() + " days";
        if (!state.problem().isEmpty()) {
            return HealthCheck.Health.failing(
                    CERTIFICATE,
                    detail + "; newer files are not served: " + state.problem(),
                    "mend the files; they are read again by themselves");
        }
        if (over) {
            return HealthCheck.Health.failing(CERTIFICATE, detail, RENEW);
        }
        return left.compareTo(SOON) < 0
                ? HealthCheck.Health.warning(CERTIFICATE, detail, RENEW)
                : HealthCheck.Health.ok(CERTIFICATE, detail);
    }
}
