package fr.sesame.server.door;

import org.apache.mina.core.session.IoSession;

/** A request that goes on in another thread than the one that has taken it. It stays in work until it is answered. */
public final class Handover {
    private Handover() {}

    /** To be called by the thread that has taken it, and {@link #end} once for each. */
    public static void begin(IoSession session) {
        Connection.of(session).inFlight().incrementAndGet();
    }

    /** It is answered; what waited for it goes on. */
    public static void end(IoSession session) {
        Connection.of(session).inFlight().decrementAndGet();
        Framing.resume(session);
    }
}
