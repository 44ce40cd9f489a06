package fr.sesame.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A line every few seconds: how far it is, and how much time is left. Of what is done sooner, nothing. */
public final class LoggedProgress implements Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final BiConsumer<String, Estimate> log;
    private final BooleanSupplier goesOn;
    private final LongSupplier nanoTime;

    /**
     * @param log is handed what is being done, and how far it is
     * @param goesOn whether there is still time
     * @param nanoTime a clock that is only good for differences, as {@link System#nanoTime()}
     */
    public LoggedProgress(BiConsumer<String, Estimate> log, BooleanSupplier goesOn, LongSupplier nanoTime) {
        this.log = log;
        this.goesOn = goesOn;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean goesOn() {
        return goesOn.getAsBoolean();
    }

    @Override
    public Stretch begin(String what, long total) {
        long begin = nanoTime.getAsLong();
        AtomicLong told = new AtomicLong(begin);
        return done -> {
            long now = nanoTime.getAsLong();
            long last = told.get();
            if (now - last >= EVERY.toNanos() && told.compareAndSet(last, now)) {
                log.accept(what, new Estimate(done, total, Duration.ofNanos(now - begin)));
            }
        };
    }
}
