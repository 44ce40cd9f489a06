package fr.sesame.audit;

import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.SecurityEvents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps security events: takes them on any thread, and writes them on one of its own. Nobody who binds ever waits for it. What is
 * grave and was done ({@link fr.sesame.interceptors.audit.Kind#isGrave}) waits until it is on the disk, {@value #GRAVE_SECONDS} s
 * at the most; everything else is there within a second. What could not be kept is counted, and the count is a line as soon as
 * lines can be written again. Thread-safe.
 */
public final class AuditTrail implements SecurityEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    static final int CAPACITY = 1 << 16;
    private static final int BATCH = 1000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int GRAVE_SECONDS = 5;
    private static final int STOP_SECONDS = 20;

    private final BlockingQueue<Entry> queue;
    private final LongAdder overflowed = new LongAdder();
    private final FileChannel lock;
    private final Recorder recorder;
    private final Thread thread;
    private volatile boolean stopping;

    /** @param kept is counted down when the event is on the disk, or cannot be; null if nobody waits */
    private record Entry(SecurityEvent event, @Nullable CountDownLatch kept) {}

    private AuditTrail(FileChannel lock, Recorder recorder, int capacity) {
        this.lock = lock;
        this.recorder = recorder;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = new Thread(this::record, "audit");
    }

    /** Goes on where the files end, and removes the days that are too old. */
    static AuditTrail open(DayFiles files, Chain chain, Clock clock, AuditSettings settings, int capacity)
            throws AuditException {
        FileChannel lock = null;
        try {
            files.makeFolder();
            lock = lock(files);
            AuditTrail trail = new AuditTrail(lock, Recorder.open(files, chain, clock, settings), capacity);
            trail.thread.start();
            return trail;
        } catch (IOException e) {
            close(lock);
            throw new AuditException(
                    "the audit trail in " + files.folder() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(DayFiles files) throws IOException {
        FileChannel channel = FileChannel.open(
                files.folder().resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                DayFiles.OWNER_ALONE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process has it already", e);
        }
        channel.close();
        throw new IOException("another service writes there");
    }

    @Override
    public void report(SecurityEvent event) {
        if (event.outcome() == Outcome.ACCEPTED && event.kind().isGrave()) {
            reportAndWait(event);
        } else if (!queue.offer(new Entry(event, null))) {
            overflowed.increment();
        }
    }

    private void reportAndWait(SecurityEvent event) {
        CountDownLatch kept = new CountDownLatch(1);
        try {
            if (!queue.offer(new Entry(event, kept), GRAVE_SECONDS, TimeUnit.SECONDS)) {
                overflowed.increment();
                return;
            }
            LockSupport.unpark(thread);
            if (!kept.await(GRAVE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error(
                        "audit slow: {} of {} is not on the disk after {} s",
                        event.kind(),
                        event.target(),
                        GRAVE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was done; whether it is kept is seen by the next one
        }
    }

    /** How many events were not kept since the start. */
    public long lost() {
        return overflowed.sum() + recorder.failed();
    }

    /** When something was last written; the start, if nothing was. */
    public Instant lastWrite() {
        return recorder.lastWrite();
    }

    /** Whether events are kept. */
    public AuditHealth health() {
        return recorder.health();
    }

    private void record() {
        List<Entry> batch = new ArrayList<>(BATCH);
        long told = 0;
        boolean last;
        do {
            boolean ending = stopping; // read before the queue: what was reported before it is in there
            take(batch);
            last = ending && queue.isEmpty();
            long all = overflowed.sum();
            boolean waited = batch.stream().anyMatch(entry -> entry.kept() != null);
            recorder.record(batch.stream().map(Entry::event).toList(), all - told, waited, last);
            told = all;
            batch.stream().map(Entry::kept).filter(Objects::nonNull).forEach(CountDownLatch::countDown);
            batch.clear();
        } while (!last);
    }

    /** Looks now and then instead of being woken by each event: waking a thread costs whoever does it several microseconds. */
    private void take(List<Entry> batch) {
        if (queue.isEmpty() && !stopping) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        queue.drainTo(batch, BATCH);
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
        close(lock);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.error("the lock of the audit trail was not released", e);
        }
    }
}
