package fr.sesame.server.door;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The TLS of one connection: bytes of the network in and out. What comes in is for one thread at a time, what goes out for any. */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final @Nullable Object inTheClear;
    private final long since = System.nanoTime();
    private ByteBuffer cipher = NOTHING;
    private volatile boolean secured;

    /** @param inTheClear the answer that goes out before TLS begins: that to StartTLS */
    TlsLayer(SSLEngine engine, @Nullable Object inTheClear) {
        this.engine = engine;
        this.inTheClear = inTheClear;
    }

    /** Where it all goes. Buffers are only lent. */
    interface Ends {
        void toNetwork(ByteBuffer bytes);

        void toDirectory(ByteBuffer bytes);

        void secured(SSLSession session);
    }

    boolean goesInTheClear(Object message) {
        return inTheClear != null && message == inTheClear;
    }

    boolean isSecured() {
        return secured;
    }

    /** When the handshake could begin. */
    long since() {
        return since;
    }

    /**
     * Takes bytes of the network.
     *
     * @return whether the client goes on; else it has said that it ends
     * @throws SSLException if they are no TLS, or the handshake fails; the alert is on its way then
     */
    boolean receive(ByteBuffer bytes, Ends ends) throws SSLException {
        cipher = joined(bytes);
        ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        try {
            while (true) {
                SSLEngineResult result = engine.unwrap(cipher, plain);
                if (result.bytesProduced() > 0) {
                    ends.toDirectory(plain.flip());
                    plain.clear();
                }
                switch (result.getStatus()) {
                    case CLOSED -> {
                        shake(result.getHandshakeStatus(), ends);
                        return false;
                    }
                    case BUFFER_OVERFLOW ->
                        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                    case BUFFER_UNDERFLOW -> {
                        return true;
                    }
                    case OK -> {
                        shake(result.getHandshakeStatus(), ends);
                        if (!cipher.hasRemaining()
                                && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP_AGAIN) {
                            return true;
                        }
                    }
                }
            }
        } catch (SSLException e) {
            alert(ends);
            throw e;
        } finally {
            cipher = rest();
        }
    }

    private ByteBuffer joined(ByteBuffer more) {
        if (!cipher.hasRemaining()) {
            return more;
        }
        return ByteBuffer.allocate(cipher.remaining() + more.remaining())
                .put(cipher)
                .put(more)
                .flip();
    }

    /** A copy: the buffer of the network is used again. */
    private ByteBuffer rest() {
        return cipher.hasRemaining()
                ? ByteBuffer.allocate(cipher.remaining()).put(cipher).flip()
                : NOTHING;
    }

    /** Does what the handshake needs of us until it needs the client. */
    private void shake(HandshakeStatus first, Ends ends) throws SSLException {
        HandshakeStatus status = first;
        while (true) {
            if (secured && isRenegotiation(status)) {
                throw new SSLException("renegotiation");
            }
            switch (status) {
                case NEED_TASK -> {
                    Runnable task = engine.getDelegatedTask();
                    while (task != null) {
                        task.run();
                        task = engine.getDelegatedTask();
                    }
                    status = engine.getHandshakeStatus();
                }
                case NEED_WRAP -> status = wrap(NOTHING, ends);
                case FINISHED -> {
                    secured = true;
                    ends.secured(engine.getSession());
                    status = engine.getHandshakeStatus();
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** TLS 1.3 has none, but new keys; in 1.2 a client could make us do handshakes for ever on one connection. */
    private boolean isRenegotiation(HandshakeStatus status) {
        return (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP)
                && engine.getSession().getProtocol().equals("TLSv1.2")
                && !engine.isInboundDone()
                && !engine.isOutboundDone();
    }

    /** Encrypts all of it, and hands it on as a whole before anything else is encrypted. */
    void send(ByteBuffer plain, Consumer<ByteBuffer> network) throws SSLException {
        synchronized (engine) {
            Packets packets = new Packets(plain.remaining());
            do {
                wrap(plain, packets);
            } while (plain.hasRemaining());
            network.accept(packets.bytes.flip());
        }
    }

    /** What one message becomes. */
    private static final class Packets implements Ends {
        private ByteBuffer bytes;

        Packets(int plain) {
            bytes = ByteBuffer.allocate(plain + plain / 16 + 256);
        }

        @Override
        public void toNetwork(ByteBuffer packet) {
            if (packet.remaining() > bytes.remaining()) {
                bytes = ByteBuffer.allocate(2 * (bytes.position() + packet.remaining()))
                        .put(bytes.flip());
            }
            bytes.put(packet);
        }

        @Override
        public void toDirectory(ByteBuffer nothing) {
            throw new IllegalStateException("what goes out does not come in");
        }

        @Override
        public void secured(SSLSession session) {
            throw new IllegalStateException("nothing is sent before the handshake ends");
        }
    }

    private HandshakeStatus wrap(ByteBuffer plain, Ends ends) throws SSLException {
        synchronized (engine) { // what is encrypted first has to leave first
            ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            SSLEngineResult result = engine.wrap(plain, packet);
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                throw new SSLException("a packet longer than the longest");
            }
            if (result.bytesProduced() > 0) {
                ends.toNetwork(packet.flip());
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED && plain.hasRemaining()) {
                throw new SSLException("closed");
            }
            return result.getHandshakeStatus();
        }
    }

    /** Tells the client that this was the last of it. */
    void close(Ends ends) throws SSLException {
        engine.closeOutbound();
        flush(ends);
    }

    private void alert(Ends ends) {
        try {
            flush(ends);
        } catch (SSLException e) {
            engine.closeOutbound(); // the first failure is the one that is told
        }
    }

    private void flush(Ends ends) throws SSLException {
        for (int i = 0; i < 4 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
            wrap(NOTHING, ends);
        }
    }
}
