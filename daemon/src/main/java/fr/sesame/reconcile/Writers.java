package fr.sesame.reconcile;

import fr.sesame.logging.RunContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several who write at a time, for a directory that is safe syncs each write, and syncs several together. What they log belongs to the run of whoever submits. */
final class Writers implements AutoCloseable {
    static final int COUNT = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private volatile boolean over;

    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(RunContext.carriedBy(work));
    }

    /** Nothing else is to be begun. */
    void end() {
        over = true;
    }

    /** Whether nothing else is to be begun: asked before each write. */
    boolean isOver() {
        return over;
    }

    /**
     * What has begun is ended and nothing else is begun: after a failure too, nobody writes once this returns. No thread is
     * interrupted, for an interrupt in the middle of a write closes the file that is written.
     */
    @Override
    public void close() {
        end();
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
