package fr.sesame.interceptors;

import fr.sesame.interceptors.audit.Origin;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/** From a connection to what is told of it. */
public final class Origins {
    /** The address in words, made once for each connection: it costs more than the rest of an event. */
    private static final AttributeKey ADDRESS = new AttributeKey(Origins.class, "address");

    private Origins() {}

    /** @param session the connection; null for what this process does itself */
    public static Origin of(@Nullable IoSession session, String mechanism) {
        return session == null
                ? Origin.INTERNAL
                : new Origin(address(session), mechanism, session.isSecured(), session.getId());
    }

    private static String address(IoSession session) {
        if (session.getAttribute(ADDRESS) instanceof String known) {
            return known;
        }
        String address = words(session.getRemoteAddress());
        session.setAttribute(ADDRESS, address);
        return address;
    }

    private static String words(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
            return internet.getAddress().getHostAddress();
        }
        return address == null ? "closed" : address.toString(); // a client that is gone already has none
    }
}
