package fr.sesame;

import fr.sesame.account.Calendar;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.metrics.Meters;
import fr.sesame.reconcile.Census;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts accounts for the meters. Everybody has to be read for that: it rests fifty times as long as it took, so that a
 * million people cost those who bind as little as a thousand.
 */
final class CensusJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CensusJob.class);
    private static final long REST = 50;

    private final Directory directory;
    private final Calendar calendar;
    private final Clock clock;
    private final Meters meters;
    private volatile long notBefore = System.nanoTime();

    CensusJob(Directory directory, Calendar calendar, Clock clock, Meters meters) {
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
        this.meters = meters;
    }

    /** A run has changed many: the next count does not wait. */
    void rested() {
        notBefore = System.nanoTime();
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        if (begin - notBefore < 0) {
            return;
        }
        try {
            meters.census(Census.of(directory, calendar, clock.instant()));
            meters.groups(directory.groups().all().size());
        } catch (DirectoryException e) {
            LOG.error("census stopped: {}", e.getMessage());
        }
        long end = System.nanoTime();
        notBefore = end + REST * (end - begin);
    }
}
