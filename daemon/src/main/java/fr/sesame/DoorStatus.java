package fr.sesame;

import fr.sesame.http.HealthCheck;
import fr.sesame.metrics.DoorFigures;
import fr.sesame.server.door.Certificates;
import fr.sesame.server.door.Door;
import fr.sesame.server.door.DoorEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The ports of the directory, as the meters and {@code /health} ask for them. */
record DoorStatus(Door door, Clock clock) implements DoorFigures {
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

    /** Well as long as what is served is valid, and is what is in the files. Only with TLS. */
    HealthCheck.Health certificateHealth() {
        Certificates.State state = door.certificates().orElseThrow().state();
        Duration left = Duration.between(clock.instant(), state.notAfter());
        String detail = left.isNegative()
                ? state.subject() + " expired at " + state.notAfter()
                : state.subject() + " until " + state.notAfter() + ", " + left.toDays() + " days";
        return new HealthCheck.Health(
                "certificate",
                state.problem().isEmpty() && !left.isNegative(),
                state.problem().isEmpty() ? detail : detail + "; newer files are not served: " + state.problem());
    }
}
