package fr.sesame.server.door;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.directory.api.asn1.ber.Asn1Container;
import org.apache.directory.api.asn1.ber.tlv.TLVStateEnum;
import org.apache.directory.api.ldap.codec.api.LdapDecoder;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;

/**
 * Cuts what arrives into whole requests, looks at each, and hands them on one by one as long as the connection has not too many in
 * work and reads its answers; else it stops reading.
 */
final class Framing extends IoFilterAdapter {
    static final String NAME = "framing";

    /** Bytes of answers that may wait for one client. */
    private static final long MOST_WAITING = 256L * 1024;

    private final Supplier<Limits> limits;
    private final Refusals refusals;
    private final Predicate<IoSession> isBound;

    /**
     * @param limits those in force
     * @param isBound whether somebody is bound there
     */
    Framing(Supplier<Limits> limits, Refusals refusals, Predicate<IoSession> isBound) {
        this.limits = limits;
        this.refusals = refusals;
        this.isBound = isBound;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        Connection connection = Connection.of(session);
        ByteBuffer bytes;
        if (message instanceof TlsFilter.Decrypted decrypted) {
            bytes = decrypted.bytes();
        } else if (connection.tls() == null) {
            bytes = ((IoBuffer) message).buf();
        } else {
            // It was sent before TLS began: who sent it is not known (as in CVE-2011-0411).
            refusals.close(session, DoorEvent.PLAIN_AFTER_STARTTLS);
            return;
        }
        if (!session.isClosing()) {
            connection.inbox().append(bytes);
            take(next, session, false);
        }
    }

    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        Connection.of(session).active(System.nanoTime());
        resume(session);
        next.messageSent(session, request);
    }

    /** Goes on where it had stopped, if there is room again. */
    static void resume(IoSession session) {
        if (session.isReadSuspended() && session.getFilterChain().get(NAME) instanceof Framing framing) {
            framing.take(session.getFilterChain().getNextFilter(framing), session, false);
        }
    }

    /**
     * To be called now and then. MINA changes what the selector waits for without a lock: when one thread reads on while another
     * begins to write, the first may be forgotten, and the client would never be heard again.
     */
    static void remind(IoSession session) {
        if (session.getFilterChain().get(NAME) instanceof Framing framing) {
            framing.take(session.getFilterChain().getNextFilter(framing), session, true);
        }
    }

    /** Takes requests until there is none or no room. Of all threads that want to, one does: requests keep their order. */
    private void take(NextFilter next, IoSession session, boolean remind) {
        Connection connection = Connection.of(session);
        if (connection.takers().getAndIncrement() != 0) {
            return;
        }
        if (remind && !session.isReadSuspended()) {
            session.resumeRead();
        }
        int missed = 1;
        while (missed != 0) {
            boolean more = true;
            while (more) {
                more = takeOne(next, session, connection);
            }
            missed = connection.takers().addAndGet(-missed);
        }
    }

    private boolean takeOne(NextFilter next, IoSession session, Connection connection) {
        if (session.isClosing()) {
            connection.inbox().clear();
            return false;
        }
        if (connection.heldBind() == null && connection.inbox().isEmpty() && !session.isReadSuspended()) {
            return false; // nothing waits: there is time to stop reading when something does
        }
        if (!hasRoom(session, connection)) {
            connection.waitsForNothing(); // it is we who do not read
            session.suspendRead();
            return hasRoom(session, connection); // whoever made room before that has not seen it
        }
        if (session.isReadSuspended()) {
            session.resumeRead();
        }
        Limits inForce = limits.get();
        try {
            byte[] request = connection.heldBind();
            if (request == null) {
                request =
                        connection.inbox().take(isBound.test(session) ? inForce.pduBytes() : inForce.pduBytesUnbound());
            }
            long now = System.nanoTime();
            if (request == null) {
                if (!connection.inbox().isEmpty()) {
                    connection.waitsForTheRest(now);
                }
                return false;
            }
            connection.asked(now);
            Optional<RequestCheck.TooMuch> tooMuch = new RequestCheck(inForce).check(request);
            if (tooMuch.isPresent()) {
                refusals.refuse(session, tooMuch.get());
            } else {
                boolean bind = RequestCheck.operation(request) == RequestCheck.BIND;
                connection.hold(bind && connection.inFlight().get() > 0 ? request : null);
                if (connection.heldBind() == null) {
                    connection.setBinding(bind);
                    next.messageReceived(session, IoBuffer.wrap(request));
                    checkDecoder(session);
                }
            }
            return true;
        } catch (BadRequestException e) {
            connection.inbox().clear();
            refusals.disconnect(session, e);
            return false;
        }
    }

    private boolean hasRoom(IoSession session, Connection connection) {
        return connection.inFlight().get()
                        < (connection.heldBind() == null ? limits.get().requestsInFlight() : 1)
                && !connection.isBinding()
                && session.getScheduledWriteBytes() <= MOST_WAITING;
    }

    /** A decoder that still waits after a whole request would read the next one as a part of it. */
    private static void checkDecoder(IoSession session) throws BadRequestException {
        if (session.getAttribute(LdapDecoder.MESSAGE_CONTAINER_ATTR) instanceof Asn1Container container
                && container.getState() != TLVStateEnum.TAG_STATE_START) {
            throw Ber.malformed();
        }
    }
}
