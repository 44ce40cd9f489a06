package fr.sesame;

import fr.sesame.account.Calendar;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.metrics.Meters;
import fr.sesame.reconcile.Census;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts accounts for the meters. Everybody has to be read for that: it rests fifty times as long as it took, so that a
 * million people cost those who bind as little as a thousand.
 */
final class CensusJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CensusJob.class);
    private static final int TOLD = 10;

    private final Directory directory;
    private final Calendar calendar;
    private final Clock clock;
    private final Meters meters;
    private final Rest rest = new Rest();

    CensusJob(Directory directory, Calendar calendar, Clock clock, Meters meters) {
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
        this.meters = meters;
    }

    /** A run has changed many: the next count does not wait. */
    void rested() {
        rest.end();
    }

    @Override
    public void run() {
        if (!rest.isOver()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            List<DirectoryException> unreadable = new ArrayList<>();
            meters.census(Census.of(directory, calendar, clock.instant(), unreadable::add));
            meters.groups(directory.groups().all().size());
            meters.unreadable(unreadable.size());
            unreadable.stream()
                    .limit(TOLD)
                    .forEach(e ->
                            LOG.warn("census left out an entry ({} of them): {}", unreadable.size(), e.getMessage()));
        } catch (DirectoryException e) {
            LOG.error("census stopped: {}", e.getMessage());
        }
        rest.after(System.nanoTime() - begin);
    }
}
