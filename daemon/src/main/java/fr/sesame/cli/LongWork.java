package fr.sesame.cli;

import fr.sesame.progress.LoggedProgress;
import fr.sesame.progress.Progress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a command shows how far it is: a bar to somebody who sits before a terminal, a line every few seconds to the log otherwise. While it
 * is open, the signal that ends the process (Ctrl-C) ends the work between two entries instead: the process ends once this is closed.
 */
final class LongWork implements Progress, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongWork.class);
    private static final int WIDTH = 79;
    private static final int MILLIS = 250;
    /** Whoever sends a second signal, or the init system's timeout, ends it sooner. */
    private static final Duration LONGEST_ENTRY = Duration.ofMinutes(1);

    private final @Nullable Bars bars;
    private final Progress told;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean stopped;

    private LongWork(boolean terminal, Terminal says) {
        this.bars = terminal ? new Bars() : null;
        this.told = bars != null
                ? bars
                : new LoggedProgress(
                        (what, estimate) -> LOG.info("{}: {}", what, estimate), () -> true, System::nanoTime);
        this.hook = new Thread(() -> stop(says), "stop");
    }

    /** Of a command that prints in that form: whoever asks for CSV or JSON wants no bar. */
    static LongWork begin(Table.Format format, Terminal terminal) {
        LongWork work = new LongWork(System.console() != null && format == Table.Format.table, terminal);
        Runtime.getRuntime().addShutdownHook(work.hook);
        return work;
    }

    private void stop(Terminal terminal) {
        stopped = true;
        terminal.say("stopping after the entry that is being written");
        try {
            if (!closed.await(LONGEST_ENTRY.toSeconds(), TimeUnit.SECONDS)) {
                terminal.say("it does not end; giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Stretch begin(String what, long total) {
        return told.begin(what, total);
    }

    @Override
    public boolean goesOn() {
        return !stopped;
    }

    /** Nothing more is counted: what is printed now stands on lines of its own. */
    void endOfStretch() {
        if (bars != null) {
            bars.end();
        }
    }

    @Override
    public void close() {
        endOfStretch();
        closed.countDown();
        if (!stopped) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.debug("the process is ending already", e);
            }
        }
    }

    /** One bar after the other. */
    private static final class Bars implements Progress {
        private @Nullable ProgressBar bar;

        @Override
        public synchronized Stretch begin(String what, long total) {
            end();
            ProgressBar begun = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                    .build();
            bar = begun;
            return new Stretch() {
                @Override
                public void at(long done) {
                    begun.stepTo(done);
                }

                @Override
                public void close() {
                    end();
                }
            };
        }

        synchronized void end() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }
}
