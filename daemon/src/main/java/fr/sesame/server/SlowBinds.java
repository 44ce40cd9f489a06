package fr.sesame.server;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for binds whose password takes milliseconds to look at. Most of them wait for their turn: how many are looked at at a
 * time is decided elsewhere, by what the processors can bear.
 */
final class SlowBinds implements AutoCloseable {
    private static final int MOST = 128;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "ldap-bind");
                thread.setDaemon(true);
                return thread;
            });

    /** Hands it over; false if too many wait already. */
    boolean take(Runnable bind) {
        try {
            threads.execute(bind);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
