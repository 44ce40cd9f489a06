package fr.sesame.partition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes of several threads in one transaction with one commit. The first that comes leads: it does its own work, then that of
 * everybody who came meanwhile, commits, and only then tells them. Who comes during the commit is the next group, led by the
 * first of them. A thread alone pays for nothing but its own commit.
 *
 * <p>An operation that fails is taken back alone; the others of its group go on. If the storage fails, all of the group fail:
 * nobody is told of success before the commit has returned.
 */
final class GroupCommit {
    private static final int MOST_TOGETHER = 256;
    /** Who leads does not make the first of a group wait longer than this for its commit. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EntryStore store;
    private final Object queueLock = new Object();
    private final Deque<Task<?>> queue = new ArrayDeque<>();
    private boolean led;
    private volatile @Nullable Thread leader;
    private @Nullable WriteView view;

    GroupCommit(EntryStore store) {
        this.store = store;
    }

    /** What is done in the transaction. It may throw whatever it likes: its writes are taken back, and the caller gets it. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(WriteView view) throws Exception;
    }

    /** The transaction, if this thread leads it. */
    @Nullable
    WriteView current() {
        return leader == Thread.currentThread() ? view : null;
    }

    /** Does the work, and returns when it is on the disk. Within work of the same thread: as a part of it. */
    <T extends @Nullable Object> T write(Work<T> work) throws Exception {
        WriteView mine = current();
        if (mine != null) {
            return part(mine, work);
        }
        Task<T> task = new Task<>(work, false);
        if (enter(task)) {
            lead();
        }
        return task.outcome();
    }

    private static <T extends @Nullable Object> T part(WriteView view, Work<T> work) throws Exception {
        int mark = view.mark();
        boolean done = false;
        try {
            T result = work.run(view);
            done = true;
            return result;
        } finally {
            if (!done) {
                view.rollbackTo(mark);
            }
        }
    }

    /** A transaction that this thread leads for itself alone, until {@link #end}. */
    WriteView begin() {
        Task<@Nullable Void> task = new Task<>(ignored -> null, true);
        enter(task);
        synchronized (queueLock) {
            queue.remove(task);
        }
        boolean begun = false;
        try {
            WriteView mine = open();
            begun = true;
            return mine;
        } finally {
            if (!begun) {
                passOn();
            }
        }
    }

    void end(boolean commit) {
        try {
            finish(commit);
        } finally {
            passOn();
        }
    }

    /** Waits until the task was done by another, or is to lead: then true. */
    private boolean enter(Task<?> task) {
        synchronized (queueLock) {
            queue.add(task);
            if (!led) {
                led = true;
                return true;
            }
        }
        return task.awaitTurn();
    }

    private void lead() {
        List<Task<?>> group = new ArrayList<>();
        Throwable failure = null;
        try {
            WriteView mine = open();
            long begin = System.nanoTime();
            Task<?> task = poll();
            while (task != null) {
                group.add(task);
                task.run(mine);
                boolean full = group.size() >= MOST_TOGETHER || System.nanoTime() - begin > LONGEST_NANOS;
                task = full ? null : poll();
            }
            finish(true);
        } catch (Throwable e) { // whatever it is, nobody may wait for ever
            failure = e;
            abandon();
        } finally {
            if (group.isEmpty()) {
                Task<?> own = poll();
                if (own != null) {
                    group.add(own);
                }
            }
            passOn();
            for (Task<?> task : group) {
                task.end(failure);
            }
        }
    }

    /** Those who wait for their turn. */
    int waiting() {
        synchronized (queueLock) {
            return queue.size();
        }
    }

    private WriteView open() {
        WriteView mine = store.beginWrite();
        view = mine;
        leader = Thread.currentThread();
        return mine;
    }

    private void finish(boolean commit) {
        WriteView mine = view;
        leader = null;
        view = null;
        if (mine != null) {
            store.endWrite(mine, commit);
        }
    }

    private void abandon() {
        if (view != null) {
            finish(false);
        }
    }

    private @Nullable Task<?> poll() {
        synchronized (queueLock) {
            Task<?> next = queue.peek();
            return next == null || next.alone ? null : queue.poll();
        }
    }

    private void passOn() {
        Task<?> next;
        synchronized (queueLock) {
            next = queue.peek();
            led = next != null;
        }
        if (next != null) {
            next.takeTheLead();
        }
    }

    /** One thread's work, and what became of it. */
    private static final class Task<T extends @Nullable Object> {
        private final Work<T> work;
        private final boolean alone;
        private final Thread owner = Thread.currentThread();
        private @Nullable T result;
        private @Nullable Throwable failure;
        private volatile boolean ended;
        private volatile boolean leads;

        /** @param alone whether nobody else may do it: it then leads in any case */
        Task(Work<T> work, boolean alone) {
            this.work = work;
            this.alone = alone;
        }

        /** Storage failures pass: they are everybody's. */
        void run(WriteView view) {
            int mark = view.mark();
            try {
                result = work.run(view);
            } catch (StoreException e) {
                throw e;
            } catch (Throwable e) {
                failure = e;
                view.rollbackTo(mark);
            }
        }

        void end(@Nullable Throwable ofAll) {
            if (ofAll != null && failure == null) {
                failure = ofAll;
            }
            ended = true;
            LockSupport.unpark(owner);
        }

        void takeTheLead() {
            leads = true;
            LockSupport.unpark(owner);
        }

        boolean awaitTurn() {
            boolean interrupted = false;
            while (!ended && !leads) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                owner.interrupt();
            }
            return !ended;
        }

        T outcome() throws Exception {
            Throwable cause = failure;
            if (cause instanceof Exception exception) {
                throw exception;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            return result;
        }
    }
}
