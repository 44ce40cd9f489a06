package fr.sesame.server.door;

import java.time.Duration;
import java.util.Optional;
import org.apache.mina.core.session.IoSession;

/** Which connections have taken too long. */
final class Deadlines {
    private final Limits limits;

    Deadlines(Limits limits) {
        this.limits = limits;
    }

    /**
     * How long a connection has been what it is; zero where it is not that.
     *
     * @param handshake in its TLS handshake
     * @param silence open, without a single request
     * @param request in the middle of a request
     * @param stall with an answer that it does not read
     * @param rest without anything to do, after its last request
     * @param bound whether somebody is bound there
     */
    record Ages(Duration handshake, Duration silence, Duration request, Duration stall, Duration rest, boolean bound) {}

    /** What ends the connection, if anything does. */
    Optional<DoorEvent> passed(Ages ages) {
        if (isLonger(ages.handshake(), limits.handshake())) {
            return Optional.of(DoorEvent.SLOW_HANDSHAKE);
        }
        if (isLonger(ages.silence(), limits.firstRequest())) {
            return Optional.of(DoorEvent.SILENT);
        }
        if (isLonger(ages.request(), limits.pdu())) {
            return Optional.of(DoorEvent.SLOW_REQUEST);
        }
        if (isLonger(ages.stall(), limits.stalled())) {
            return Optional.of(DoorEvent.STALLED);
        }
        return isLonger(ages.rest(), ages.bound() ? limits.idle() : limits.idleUnbound())
                ? Optional.of(DoorEvent.IDLE)
                : Optional.empty();
    }

    private static boolean isLonger(Duration age, Duration limit) {
        return age.compareTo(limit) > 0;
    }

    /** @param now as {@link System#nanoTime()} gives it */
    static Ages ages(IoSession session, Connection connection, boolean bound, long now) {
        TlsLayer tls = connection.tls();
        long begun = connection.requestBegunAt();
        boolean unread = session.getScheduledWriteBytes() > 0;
        boolean rests =
                connection.hasAsked() && !unread && connection.inFlight().get() == 0;
        return new Ages(
                tls == null || tls.isSecured() ? Duration.ZERO : Duration.ofNanos(now - tls.since()),
                connection.hasAsked() ? Duration.ZERO : Duration.ofNanos(now - connection.openedAt()),
                begun == 0 ? Duration.ZERO : Duration.ofNanos(now - begun),
                unread ? Duration.ofNanos(now - connection.activeAt()) : Duration.ZERO,
                rests ? Duration.ofNanos(now - connection.activeAt()) : Duration.ZERO,
                bound);
    }
}
