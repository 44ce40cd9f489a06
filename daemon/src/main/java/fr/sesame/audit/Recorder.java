package fr.sesame.audit;

import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes lines of events and keeps them on the disk. All but the figures is for one thread. */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST_UNSYNCED = 1000;
    private static final AuditHealth GOOD = new AuditHealth(true, "events are kept");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TrailWriter writer;
    private final Chain chain;
    private final Clock clock;
    private final AuditSettings settings;
    private final Repeats repeats;
    private final AtomicLong failed = new AtomicLong();
    private List<AuditLine> lines = new ArrayList<>();
    /** Lost, without a line that says so yet. */
    private long untold;

    private Instant untoldSince;
    /** Written, but not known to be on the disk. */
    private long unsynced;

    private long unsyncedSince;
    private LocalDate cleared = LocalDate.MIN;
    private volatile Instant lastWrite;
    private volatile AuditHealth health = GOOD;

    private Recorder(TrailWriter writer, Chain chain, Clock clock, AuditSettings settings) {
        this.writer = writer;
        this.chain = chain;
        this.clock = clock;
        this.settings = settings;
        this.lastWrite = clock.instant();
        this.untoldSince = lastWrite;
        this.repeats =
                new Repeats(settings.repeats(), event -> lines.add(line(event)), count -> lines.add(line(count)));
    }

    static Recorder open(DayFiles files, Chain chain, Clock clock, AuditSettings settings) throws IOException {
        Recorder recorder = new Recorder(TrailWriter.open(files, chain, clock.instant()), chain, clock, settings);
        recorder.removeOldDays(clock.instant());
        return recorder;
    }

    /** How many events a failure has cost since the start. */
    long failed() {
        return failed.get();
    }

    Instant lastWrite() {
        return lastWrite;
    }

    AuditHealth health() {
        return health;
    }

    /**
     * @param overflowed how many events came while the queue was full, since the last call
     * @param toDisk whether somebody waits until it is on the disk
     * @param last whether no more will come
     */
    void record(List<SecurityEvent> events, long overflowed, boolean toDisk, boolean last) {
        Instant now = clock.instant();
        lose(overflowed, now);
        try {
            events.forEach(repeats::take);
            repeats.tell(now);
            if (last) {
                repeats.tellAll();
            }
            write(now);
            if (untold > 0 || unsynced > 0 && (toDisk || last || isDue())) {
                sync(now);
            }
        } catch (IOException e) {
            fail(now, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) { // the thread goes on, whatever it is: nobody else writes the trail
            fail(now, "a defect: " + e, e);
        }
        removeOldDays(now);
    }

    private boolean isDue() {
        return unsynced >= MOST_UNSYNCED || System.nanoTime() - unsyncedSince >= SECOND;
    }

    private void write(Instant now) throws IOException {
        if (untold > 0) {
            String detail = "since " + untoldSince + ", at the most; the log says why";
            lines.add(0, AuditLine.ofTrail(now, AuditLine.LOST, untold, detail, ""));
        }
        if (!lines.isEmpty()) {
            writer.write(lines, now);
            unsyncedSince = unsynced == 0 ? System.nanoTime() : unsyncedSince;
            unsynced += events(lines);
            lines = new ArrayList<>();
        }
    }

    private void sync(Instant now) throws IOException {
        writer.sync();
        if (untold > 0) {
            LOG.warn("audit events are kept again; {} were lost since {}", untold, untoldSince);
        }
        unsynced = 0;
        untold = 0;
        lastWrite = now;
        health = GOOD;
    }

    private void fail(Instant now, String why, Exception e) {
        if (health.ok()) { // once, and not every second
            LOG.error("audit events cannot be kept: {}", why, e);
        }
        health = new AuditHealth(false, "security events cannot be written: " + why);
        long gone = events(lines) + unsynced;
        lines = new ArrayList<>();
        unsynced = 0;
        failed.addAndGet(gone);
        lose(gone, now);
    }

    private void lose(long events, Instant now) {
        if (untold == 0) {
            untoldSince = now;
        }
        untold += events;
    }

    private static long events(List<AuditLine> lines) {
        return lines.stream()
                .filter(line -> !line.kind().equals(AuditLine.LOST))
                .mapToLong(AuditLine::count)
                .sum();
    }

    /** Once a day; what goes wrong stops nobody, and is tried again the next day. */
    private void removeOldDays(Instant now) {
        LocalDate today = writer.day();
        if (today.equals(cleared)) {
            return;
        }
        cleared = today;
        LOG.info("audit trail ends at {}", writer.end());
        try {
            List<LocalDate> removed = writer.remove(today.minusMonths(settings.keepMonths()), now);
            if (!removed.isEmpty()) {
                LOG.info("audit days removed: {}", removed);
            }
        } catch (IOException e) {
            LOG.error("old days of the audit trail were not removed: {}", e.getMessage(), e);
        }
    }

    private AuditLine line(SecurityEvent event) {
        return AuditLine.of(event, name(event.actor()), name(event.target()));
    }

    private AuditLine line(Windows.Count count) {
        return line(count.what()).times(count.times(), count.first(), count.last());
    }

    private String name(Subject subject) {
        return subject.known() ? subject.name() : chain.pseudonym(subject.name());
    }

    @Override
    public void close() {
        try {
            writer.sync();
            writer.close();
            LOG.info("audit trail ends at {}", writer.end());
        } catch (IOException e) {
            LOG.error("the audit trail was not closed", e);
        }
    }
}
