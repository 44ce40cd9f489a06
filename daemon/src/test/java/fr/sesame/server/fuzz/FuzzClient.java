package fr.sesame.server.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/** Opens connections and sends requests that are nearly right, one by one or several at once, until the directory has enough. */
final class FuzzClient implements Runnable {
    private static final int MOST_PER_CONNECTION = 500;
    private static final int PATIENCE_MILLIS = 4;
    private static final int MOST_UNANSWERED = 8;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Way way;
    private final Random random;
    private final AtomicLong left;
    private final AtomicLong connections;
    private final AtomicLong ended;
    private final byte[] buffer = new byte[64 * 1024];

    /**
     * How it connects, and what it sends.
     *
     * @param sockets plain, or with TLS
     * @param port of the directory
     * @param first what is sent unchanged, and waited for: a bind; empty: nothing
     * @param requests makes the next one
     */
    record Way(SocketFactory sockets, int port, Supplier<byte[]> first, Supplier<byte[]> requests) {}

    FuzzClient(Way way, Random random, AtomicLong left, AtomicLong connections, AtomicLong ended) {
        this.way = way;
        this.random = random;
        this.left = left;
        this.connections = connections;
        this.ended = ended;
    }

    @Override
    public void run() {
        while (left.get() > 0) {
            // From many addresses of the loopback: one alone runs out of ports.
            byte[] from = {127, (byte) random.nextInt(100), (byte) random.nextInt(250), (byte) (2 + random.nextInt(250))
            };
            try (Socket socket = way.sockets().createSocket(HERE, way.port(), InetAddress.getByAddress(from), 0)) {
                connections.incrementAndGet();
                socket.setTcpNoDelay(true);
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0); // ends with a reset
                }
                converse(socket);
            } catch (ConnectException | SocketTimeoutException e) {
                throw new IllegalStateException("the directory does not answer", e);
            } catch (IOException e) {
                ended.incrementAndGet(); // as it should, for much of this
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] first = way.first().get();
        if (first.length > 0) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(first);
            if (in.read(buffer) < 0) {
                throw new IllegalStateException("a right bind ended the connection");
            }
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        int unanswered = 0;
        for (int i = 0; i < MOST_PER_CONNECTION && unanswered < MOST_UNANSWERED && left.get() > 0; i++) {
            int burst = random.nextInt(10) == 0 ? 2 + random.nextInt(20) : 1;
            for (int one = 0; one < burst; one++) {
                socket.getOutputStream().write(way.requests().get());
                left.getAndDecrement();
            }
            try {
                if (in.read(buffer) < 0) {
                    return;
                }
                unanswered = 0;
            } catch (SocketTimeoutException e) {
                unanswered++; // it waits for the rest, or there is no answer to that
            }
        }
    }
}
