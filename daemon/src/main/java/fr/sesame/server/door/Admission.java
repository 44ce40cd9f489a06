package fr.sesame.server.door;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;

/**
 * Counts the connections, in all and by address, and closes those that are too many before anything is spent on them. Clients on
 * this host always get in: the daemon and an operator are among them.
 */
final class Admission extends IoFilterAdapter {
    static final String NAME = "admission";

    private static final int PREFIX_BYTES = 8;

    private final Supplier<Limits> limits;
    private final Refusals refusals;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<Object, Integer> byAddress = new ConcurrentHashMap<>();

    /** @param limits those in force */
    Admission(Supplier<Limits> limits, Refusals refusals) {
        this.limits = limits;
        this.refusals = refusals;
    }

    /** Connections that are open. */
    int connections() {
        return all.get();
    }

    @Override
    public void sessionCreated(NextFilter next, IoSession session) throws Exception {
        Connection connection = Connection.open(session);
        int open = all.incrementAndGet();
        int fromThere = byAddress.merge(client(connection.address()), 1, Integer::sum);
        next.sessionCreated(session); // ApacheDS expects a session that ends to have begun
        if (connection.isSameHost()) {
            return;
        }
        if (open > limits.get().connections()) {
            refusals.end(session, DoorEvent.TOO_MANY, ResultCodeEnum.BUSY);
        } else if (fromThere > limits.get().connectionsPerAddress()) {
            refusals.end(session, DoorEvent.TOO_MANY_FROM_ADDRESS, ResultCodeEnum.BUSY);
        }
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) throws Exception {
        Connection connection = Connection.ofOrNull(session);
        if (connection != null) {
            all.decrementAndGet();
            byAddress.computeIfPresent(client(connection.address()), (address, open) -> open == 1 ? null : open - 1);
        }
        next.sessionClosed(session);
    }

    /** Whoever has an IPv6 address has 2^64 of them. */
    private static Object client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length > PREFIX_BYTES
                ? new Prefix(ByteBuffer.wrap(Arrays.copyOf(bytes, PREFIX_BYTES)).getLong())
                : address;
    }

    private record Prefix(long network) {}
}
