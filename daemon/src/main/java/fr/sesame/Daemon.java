package fr.sesame;

import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.Meters;
import fr.sesame.progress.LoggedProgress;
import fr.sesame.run.RunException;
import fr.sesame.run.Runner;
import fr.sesame.schedule.Scheduler;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service does by itself beside the directory, as one configuration says: sources on their schedules, the calendar's day, the
 * census. Another configuration gets another one of these; work under way ends with the one that began it.
 */
final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final String CHANGES = " changes"; // no name of a source has a space
    private static final String CALENDAR = "calendar";
    private static final String CENSUS = "census";
    private static final String DECISIONS = "decisions";
    private static final String EVERY_MINUTE = "0 * * * * ?";
    private static final String EVERY_FIVE_MINUTES = "0 */5 * * * ?";

    private final Closing closing;
    private final Directory directory;
    private final Scheduler scheduler;
    private final CalendarJob calendar;
    private final CensusJob census;
    private @Nullable Thread retiring;

    private Daemon(
            LocalInstallation installation,
            LdapDirectory.Access access,
            Meters meters,
            Runnable decisions,
            ServiceWatch watch,
            String name,
            Closing closing)
            throws DirectoryException, RunException {
        this.closing = closing;
        Configuration configuration = installation.configuration();
        directory = closing.add(installation.connect(access));
        scheduler = closing.add(Scheduler.prepare(name));
        calendar = new CalendarJob(
                directory,
                installation.clock(),
                installation.clockWatch(),
                installation.shownSettings(),
                installation::shownStructures,
                installation.groupKeeper(directory),
                meters,
                () -> !scheduler.isStopping());
        census = new CensusJob(directory, configuration.calendar(), installation.clock(), meters);
        schedule(installation, decisions);
        watch.schedule(scheduler, configuration.calendar().zone());
    }

    /**
     * Connects, and plans everything; nothing is done before {@link #begin()}.
     *
     * @param access to the directory
     * @param decisions is done every minute
     * @param watch has its work done on these schedules
     * @param name of its schedules, unique in the process
     */
    static Daemon prepare(
            LocalInstallation installation,
            LdapDirectory.Access access,
            Meters meters,
            Runnable decisions,
            ServiceWatch watch,
            String name)
            throws DirectoryException, RunException {
        Closing closing = new Closing();
        try {
            return new Daemon(installation, access, meters, decisions, watch, name, closing);
        } catch (DirectoryException | RunException | RuntimeException e) {
            closeAll(closing);
            throw e;
        }
    }

    private void schedule(LocalInstallation installation, Runnable decisions) throws RunException {
        Configuration configuration = installation.configuration();
        ZoneId zone = configuration.calendar().zone();
        Runner runner = installation.runner(
                directory,
                new LoggedProgress(
                        (what, estimate) -> LOG.info("run {}: {}", what, estimate),
                        () -> !scheduler.isStopping(),
                        System::nanoTime));
        for (SourceSettings source : configuration.enabledSources()) {
            scheduler.schedule(source.name(), source.schedule(), zone, () -> run(runner, source.name()));
            source.changes()
                    .flatMap(SourceSettings.Changes::schedule)
                    .ifPresent(schedule -> scheduler.schedule(
                            source.name() + CHANGES, schedule, zone, () -> runChanges(runner, source.name())));
        }
        scheduler.schedule(CALENDAR, configuration.calendarSchedule(), zone, calendar);
        scheduler.schedule(CENSUS, EVERY_FIVE_MINUTES, zone, census);
        scheduler.schedule(DECISIONS, EVERY_MINUTE, zone, decisions);
    }

    private static void run(Runner runner, String source) {
        try {
            runner.run(List.of(source), false);
        } catch (RunException | DirectoryException e) {
            LOG.error("run source={} did not begin: {}", source, e.getMessage());
        }
    }

    /** Whatever is going on meanwhile, the next time comes soon. */
    private static void runChanges(Runner runner, String source) {
        try {
            runner.runChanges(List.of(source), false);
        } catch (RunException | DirectoryException e) {
            LOG.warn("run of changes source={} did not begin: {}", source, e.getMessage());
        }
    }

    /** Everything is done on its schedule from now on. */
    void begin() {
        scheduler.begin();
    }

    /** Does now what the dates have changed while nobody looked. */
    void catchUp() {
        scheduler.trigger(DECISIONS);
        scheduler.trigger(CALENDAR);
        scheduler.trigger(CENSUS);
        scheduler.trigger(ChainJob.NAME);
    }

    /** A run has changed many: they are counted anew. */
    void count() {
        census.rested();
        scheduler.trigger(CENSUS);
    }

    /** The directory as it reaches it. */
    Directory directory() {
        return directory;
    }

    /** How the last day of the calendar went. */
    Health calendarHealth() {
        return calendar.health();
    }

    /** Begins nothing more. What is under way goes on to its end, and then it closes by itself. */
    void retire() {
        scheduler.pause();
        Thread thread = new Thread(
                () -> {
                    scheduler.finish();
                    close();
                },
                "retiring");
        retiring = thread;
        thread.start();
    }

    /** Whether it has retired, and nothing of it is under way any more. */
    boolean isGone() {
        return retiring != null && !retiring.isAlive();
    }

    /** Tells what is under way to end between two entries, and waits for it. */
    @Override
    public void close() {
        try {
            if (retiring != null && retiring != Thread.currentThread()) {
                scheduler.close();
                retiring.join();
            } else {
                closeAll(closing);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(Closing closing) {
        try {
            closing.close();
        } catch (Exception e) { // every part was closed all the same
            LOG.error("the schedules did not stop cleanly", e);
        }
    }
}
