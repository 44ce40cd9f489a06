package fr.sesame.server.door;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS below everything else. MINA's own filter asks the DNS for each client's name on the threads of the network, and fails a
 * search as soon as more than 64 entries wait to be sent: docs/adr/0008-the-door.md.
 */
final class TlsFilter extends IoFilterAdapter {
    static final String NAME = "tls";

    private static final Logger LOG = LoggerFactory.getLogger(TlsFilter.class);
    /** A client that reads no answers cannot make us write handshakes for ever. */
    private static final long MOST_WAITING = 1024L * 1024;

    private final DoorCounts counts;

    TlsFilter(DoorCounts counts) {
        this.counts = counts;
    }

    /** Decrypted bytes, which are told from those that came in the clear. */
    record Decrypted(ByteBuffer bytes) {}

    private record Ends(NextFilter next, IoSession session) implements TlsLayer.Ends {
        @Override
        public void toNetwork(ByteBuffer bytes) {
            next.filterWrite(session, new DefaultWriteRequest(IoBuffer.wrap(bytes)));
        }

        @Override
        public void toDirectory(ByteBuffer bytes) {
            next.messageReceived(session, new Decrypted(bytes));
        }

        @Override
        public void secured(SSLSession tls) {
            session.setAttribute(SslFilter.SSL_SECURED, tls); // where ApacheDS looks for a client's certificate
        }
    }

    private static TlsLayer layer(IoSession session) {
        TlsLayer layer = Connection.of(session).tls();
        if (layer == null) {
            throw new IllegalStateException("a session with the filter and without TLS");
        }
        return layer;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (session.isClosing()) {
            return;
        }
        try {
            boolean goesOn = layer(session).receive(((IoBuffer) message).buf(), new Ends(next, session));
            if (!goesOn) {
                session.closeOnFlush();
            } else if (session.getScheduledWriteBytes() > MOST_WAITING) {
                counts.count(session, DoorEvent.STALLED);
                session.closeNow();
            }
        } catch (SSLException e) {
            counts.count(session, DoorEvent.TLS_FAILED);
            LOG.debug("tls failed address={}", session.getRemoteAddress(), e);
            session.closeOnFlush();
        }
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) throws SSLException {
        TlsLayer layer = layer(session);
        if (layer.goesInTheClear(request.getOriginalMessage())) {
            next.filterWrite(session, request);
            return;
        }
        if (!layer.isSecured()) {
            return; // there is nobody yet who could be told anything
        }
        layer.send(((IoBuffer) request.getMessage()).buf(), packets -> {
            request.setMessage(IoBuffer.wrap(packets));
            next.filterWrite(session, request);
        });
    }

    @Override
    public void filterClose(NextFilter next, IoSession session) throws Exception {
        TlsLayer layer = layer(session);
        if (layer.isSecured()) {
            try {
                layer.close(new Ends(next, session));
            } catch (SSLException e) {
                LOG.debug("tls not closed address={}", session.getRemoteAddress(), e);
            }
        }
        next.filterClose(session);
    }
}
