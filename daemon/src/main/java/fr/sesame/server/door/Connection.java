package fr.sesame.server.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/** What the door knows of one connection. Instants are of {@link System#nanoTime()}. */
final class Connection {
    private static final AttributeKey KEY = new AttributeKey(Connection.class, "connection");

    private final InetAddress address;
    private final boolean sameHost;
    private final long openedAt;
    private final Inbox inbox = new Inbox();
    /** Requests that are being done. */
    private final AtomicInteger inFlight = new AtomicInteger();
    /** How many want to take requests from the inbox: one does, for all of them. */
    private final AtomicInteger takers = new AtomicInteger();

    private volatile @Nullable TlsLayer tls;
    /** A bind that waits until nothing else is being done, or is being done: nothing is, beside it (RFC 4511, 4.2.1). */
    private byte @Nullable [] heldBind;

    private volatile boolean binding;
    private volatile boolean hasAsked;
    private volatile long activeAt;
    /** When the request that has not arrived whole began; 0 if there is none. */
    private volatile long requestBegunAt;

    private Connection(InetAddress address, boolean sameHost, long now) {
        this.address = address;
        this.sameHost = sameHost;
        this.openedAt = now;
        this.activeAt = now;
    }

    /** Of a session that was just made. */
    static Connection open(IoSession session) {
        InetAddress remote = ((InetSocketAddress) session.getRemoteAddress()).getAddress();
        InetAddress local = ((InetSocketAddress) session.getLocalAddress()).getAddress();
        Connection connection = new Connection(remote, isSameHost(remote, local), System.nanoTime());
        session.setAttribute(KEY, connection);
        return connection;
    }

    /** By the loopback, or by an address that is also ours. */
    static boolean isSameHost(InetAddress client, InetAddress server) {
        return client.isLoopbackAddress() || client.equals(server);
    }

    static Connection of(IoSession session) {
        Connection connection = ofOrNull(session);
        if (connection == null) {
            throw new IllegalStateException("a session without its connection");
        }
        return connection;
    }

    /** Null for a session that did not get in. */
    static @Nullable Connection ofOrNull(IoSession session) {
        return (Connection) session.getAttribute(KEY);
    }

    InetAddress address() {
        return address;
    }

    /** Whether the client is on this host. */
    boolean isSameHost() {
        return sameHost;
    }

    Inbox inbox() {
        return inbox;
    }

    AtomicInteger inFlight() {
        return inFlight;
    }

    /** For the thread that takes requests. */
    void hold(byte @Nullable [] bind) {
        heldBind = bind;
    }

    byte @Nullable [] heldBind() {
        return heldBind;
    }

    void setBinding(boolean binding) {
        this.binding = binding;
    }

    boolean isBinding() {
        return binding && inFlight.get() > 0;
    }

    AtomicInteger takers() {
        return takers;
    }

    @Nullable
    TlsLayer tls() {
        return tls;
    }

    void encrypt(TlsLayer layer) {
        tls = layer;
    }

    /** Whether everything now goes through TLS, its handshake done. */
    boolean isSecured() {
        TlsLayer layer = tls;
        return layer != null && layer.isSecured();
    }

    long openedAt() {
        return openedAt;
    }

    boolean hasAsked() {
        return hasAsked;
    }

    long activeAt() {
        return activeAt;
    }

    long requestBegunAt() {
        return requestBegunAt;
    }

    /** A whole request has arrived, or an answer was read. */
    void active(long now) {
        activeAt = now;
    }

    void asked(long now) {
        hasAsked = true;
        activeAt = now;
        requestBegunAt = 0;
    }

    /** A piece of a request is there, and the rest is waited for. */
    void waitsForTheRest(long now) {
        if (requestBegunAt == 0) {
            requestBegunAt = now == 0 ? 1 : now;
        }
    }

    void waitsForNothing() {
        requestBegunAt = 0;
    }
}
