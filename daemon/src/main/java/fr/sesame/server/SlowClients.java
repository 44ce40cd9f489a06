package fr.sesame.server;

import java.util.concurrent.TimeUnit;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever reads slowly makes the thread that serves them wait, not the heap grow: MINA itself queues all that is written. Who
 * reads nothing at all for too long is disconnected, so that they cannot hold a thread for ever.
 */
final class SlowClients extends IoFilterAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
    /** Bytes that may wait for one client. */
    private static final long MOST_WAITING = 256L * 1024;

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long LOOK_AGAIN_MILLIS = 1000;

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        // The threads of the network serve everybody: they never wait. What they do by themselves has short answers.
        if (RequestThreads.isOne(Thread.currentThread()) && session.getScheduledWriteBytes() > MOST_WAITING) {
            await(session);
        }
        next.filterWrite(session, request);
    }

    private static void await(IoSession session) throws InterruptedException {
        long written = session.getWrittenBytes();
        long since = System.nanoTime();
        synchronized (session) {
            while (session.getScheduledWriteBytes() > MOST_WAITING && !session.isClosing()) {
                session.wait(LOOK_AGAIN_MILLIS);
                if (session.getWrittenBytes() != written) {
                    written = session.getWrittenBytes();
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > LONGEST_NANOS) {
                    LOG.info(
                            "client disconnected address={}: it has read nothing for two minutes",
                            session.getRemoteAddress());
                    session.closeNow();
                }
            }
        }
    }

    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) throws Exception {
        if (session.getScheduledWriteBytes() <= MOST_WAITING) {
            wake(session);
        }
        next.messageSent(session, request);
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) throws Exception {
        wake(session);
        next.sessionClosed(session);
    }

    private static void wake(IoSession session) {
        synchronized (session) {
            session.notifyAll();
        }
    }
}
