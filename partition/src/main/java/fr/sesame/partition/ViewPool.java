package fr.sesame.partition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views that nobody reads in at the moment, kept with their places in LMDB's table of readers: to open a view anew costs more than
 * most reads. Counts those who read, so that a store is not closed below them.
 */
final class ViewPool {
    private static final int IDLE_VIEWS = 32;
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ViewPool.class);

    private final Path folder;
    private final Supplier<View> opener;
    private final Deque<View> idle = new ArrayDeque<>();
    private int active;
    private boolean closed;

    ViewPool(Path folder, Supplier<View> opener) {
        this.folder = folder;
        this.opener = opener;
    }

    /** A view of what the last commit left. It comes back by {@link #release}. */
    View take() {
        View view;
        synchronized (idle) {
            if (closed) {
                throw new StoreException("the store in " + folder + " is closed");
            }
            active++;
            view = idle.poll();
        }
        boolean opened = false;
        try {
            if (view == null) {
                view = opener.get();
            } else {
                view.resume();
            }
            opened = true;
            return view;
        } finally {
            if (!opened) {
                leave();
            }
        }
    }

    void release(View view) {
        view.suspend();
        boolean kept = false;
        synchronized (idle) {
            if (!closed && idle.size() < IDLE_VIEWS) {
                idle.push(view);
                kept = true;
            }
        }
        if (!kept) {
            view.dispose();
        }
        leave();
    }

    private void leave() {
        synchronized (idle) {
            active--;
            idle.notifyAll();
        }
    }

    /** Views that somebody is reading in at this moment. */
    int active() {
        synchronized (idle) {
            return active;
        }
    }

    /**
     * Gives out no more views, waits for those who are reading, and disposes of all.
     *
     * @return whether what they are views of can be closed now: nobody reads any more, and it was not closed before
     */
    boolean close() {
        List<View> views;
        synchronized (idle) {
            if (closed) {
                return false;
            }
            closed = true;
            if (!awaitReaders()) {
                LOG.error(
                        "store left open folder={}: somebody still reads; it is safe, and ends with the process",
                        folder);
                return false;
            }
            views = new ArrayList<>(idle);
            idle.clear();
        }
        views.forEach(View::dispose);
        return true;
    }

    private boolean awaitReaders() {
        long end = System.nanoTime() + LONGEST_READ.toNanos();
        boolean interrupted = false;
        while (active > 0 && System.nanoTime() < end) {
            try {
                idle.wait(LONGEST_READ.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return active == 0;
    }
}
