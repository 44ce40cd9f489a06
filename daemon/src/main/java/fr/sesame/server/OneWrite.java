package fr.sesame.server;

import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/**
 * An entry and the end of its search go out in one packet, by one system call. Stands below the codec, where answers are bytes.
 *
 * <p>Only what the thread of the network does by itself is put together. It sends nothing before it has done with what it read,
 * so nobody waits longer.
 */
final class OneWrite extends IoFilterAdapter {
    private static final AttributeKey HELD = new AttributeKey(OneWrite.class, "held");

    /** More than this is sent at once. */
    private static final int MOST_HELD = 16 * 1024;

    /** What the thread that reads from a client holds back. Only that thread uses it. */
    private static final class Held {
        private final Thread reader = Thread.currentThread();
        private @Nullable IoBuffer bytes;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) throws Exception {
        Held held = new Held();
        if (session.setAttributeIfAbsent(HELD, held) != null) {
            next.messageReceived(session, message); // another thread is at it: what this one writes goes at once
            return;
        }
        try {
            next.messageReceived(session, message);
        } finally {
            session.removeAttribute(HELD, held);
            if (held.bytes != null) {
                next.filterWrite(session, new DefaultWriteRequest(held.bytes));
            }
        }
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (session.getAttribute(HELD) instanceof Held held
                && held.reader == Thread.currentThread()
                && request.getMessage() instanceof IoBuffer bytes) {
            IoBuffer all = held.bytes == null ? bytes : together(held.bytes, bytes);
            held.bytes = null;
            if (request.getOriginalMessage() instanceof SearchResultEntry && all.remaining() <= MOST_HELD) {
                held.bytes = all;
                request.getFuture().setWritten(); // as far as whoever wrote it can do anything about it
                return;
            }
            request.setMessage(all);
        }
        next.filterWrite(session, request);
    }

    private static IoBuffer together(IoBuffer first, IoBuffer second) {
        return IoBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }
}
