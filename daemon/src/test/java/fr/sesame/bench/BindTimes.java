package fr.sesame.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How long binds take that come at a steady pace, as those of people do: some hundred in a second, on four connections. A bind
 * that has to wait for the one before it on its connection is timed from the instant at which it should have begun, so that one
 * long stop is not counted once where it would have kept many waiting.
 */
final class BindTimes {
    private static final int CONNECTIONS = 4;

    private final long[] sortedNanos;

    private BindTimes(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    /** Binds for so many seconds. */
    static BindTimes measure(Running server, Settings settings, int seconds, long seed) throws Exception {
        int each = Math.max(1, settings.bindsPerSecond() * seconds / CONNECTIONS);
        long paceNanos = (long) (1e9 * CONNECTIONS / settings.bindsPerSecond());
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<long[]>> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                SplittableRandom random = new SplittableRandom(seed + i);
                long offset = paceNanos * i / CONNECTIONS;
                clients.add(() -> binds(server.port(), settings.entries(), random, each, paceNanos, offset));
            }
            long[] all = new long[each * CONNECTIONS];
            int at = 0;
            for (Future<long[]> client : threads.invokeAll(clients)) {
                System.arraycopy(client.get(), 0, all, at, each);
                at += each;
            }
            Arrays.sort(all);
            return new BindTimes(all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] binds(int port, int entries, SplittableRandom random, int count, long paceNanos, long offset)
            throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        long[] nanos = new long[count];
        try (LDAPConnection connection = new LDAPConnection(options, "127.0.0.1", port)) {
            long begin = System.nanoTime() + offset;
            for (int i = 0; i < count; i++) {
                String dn = Tree.anyPerson(entries, random);
                long from = waitUntil(begin + i * paceNanos);
                connection.bind(dn, Tree.PASSWORD);
                nanos[i] = System.nanoTime() - from;
            }
        }
        return nanos;
    }

    /** Sleeps if it is early; what the sleep takes too long is the client's fault and not counted. */
    private static long waitUntil(long instant) {
        long now = System.nanoTime();
        if (now >= instant) {
            return instant;
        }
        while (now < instant) {
            LockSupport.parkNanos(instant - now);
            now = System.nanoTime();
        }
        return now;
    }

    /** The time that so many percent of the binds did not exceed, in milliseconds. */
    double percentileMillis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }
}
