package fr.sesame;

import fr.sesame.account.Login;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.Meters;
import fr.sesame.progress.Estimate;
import fr.sesame.reconcile.CalendarDay;
import fr.sesame.reconcile.GroupKeeper;
import fr.sesame.run.ClockWatch;
import fr.sesame.run.RunException;
import fr.sesame.run.ShownSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calendar's day as the service does it: held while the clock is in doubt; log, health and meters say how it goes. */
final class CalendarJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarJob.class);
    private static final String NAME = "calendar";
    /** One entry that cannot be read is no reason to read all of them every five minutes. */
    private static final long TOLD_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final Directory directory;
    private final Clock clock;
    private final ClockWatch watch;
    private final ShownSettings settings;
    private final ShownStructures shownStructures;
    private final GroupKeeper groups;
    private final Meters meters;
    private final BooleanSupplier goesOn;
    private final AtomicLong toldAt = new AtomicLong();
    private volatile long began;
    /** Before everybody is looked at again, if somebody could not be shown the last time. */
    private final Rest rest = new Rest();

    private boolean everythingIsShown;
    /** Who could not be shown when everybody was looked at, and is not looked at again until the next time. */
    private int leftBehind;

    private volatile Health health = new Health(NAME, true, "not yet looked");

    /**
     * @param settings by which everybody was last shown
     * @param shownStructures for which structures
     * @param groups has to know of other structures and settings
     * @param goesOn whether there is still time
     */
    CalendarJob(
            Directory directory,
            Clock clock,
            ClockWatch watch,
            ShownSettings settings,
            ShownStructures shownStructures,
            GroupKeeper groups,
            Meters meters,
            BooleanSupplier goesOn) {
        this.directory = directory;
        this.clock = clock;
        this.watch = watch;
        this.settings = settings;
        this.shownStructures = shownStructures;
        this.groups = groups;
        this.meters = meters;
        this.goesOn = goesOn;
    }

    /** For which structures the groups of everybody were last shown. */
    @FunctionalInterface
    interface ShownStructures {
        /** @param now those that there are */
        ShownSettings of(StructureTree now) throws RunException;
    }

    /** How the last day went. */
    Health health() {
        return health;
    }

    @Override
    public void run() {
        Optional<String> doubt = doubt();
        meters.calendarHeld(doubt.isPresent());
        if (doubt.isPresent()) {
            LOG.error("calendar held: {}", doubt.get());
            health = Health.failing(
                    NAME,
                    "held: " + doubt.get(),
                    "see that the clock is right; if it is: sesame calendar --accept-clock");
            return;
        }
        Instant now = clock.instant();
        began = System.nanoTime();
        toldAt.set(began);
        try {
            CalendarDay day = new CalendarDay(directory, clock, goesOn, this::tell);
            CalendarDay.Outcome outcome = show(day);
            outcome.failures().forEach(failure -> LOG.error("calendar failed: {}", failure));
            meters.calendarDue(outcome.failed());
            if (outcome.failed() == 0) {
                meters.calendarDone(now);
            }
            if (outcome.shown() > 0 || outcome.failed() > 0) {
                LOG.info("calendar shown={} failed={}", outcome.shown(), outcome.failed());
            }
            int failed = Math.max(outcome.failed(), leftBehind);
            health = failed == 0
                    ? new Health(NAME, true, "every change of the dates until " + now + " is visible")
                    : Health.failing(
                            NAME,
                            failed + " accounts could not be made visible",
                            "the log says which and why; binds follow the dates all the same");
        } catch (DirectoryException e) {
            LOG.error("calendar stopped: {}", e.getMessage());
            stopped("the directory did not answer, or refused; the log has what it said"); // which may name somebody
        } catch (RunException e) {
            LOG.error("calendar stopped: {}", e.getMessage());
            stopped(String.valueOf(e.getMessage()));
        }
    }

    private void stopped(String why) {
        health = Health.failing(
                NAME, "stopped: " + why, "it is tried again on its schedule; binds follow the dates all the same");
    }

    /** The first day of a process looks at everybody; and if the settings are others since, it shows them all anew. */
    private CalendarDay.Outcome show(CalendarDay day) throws DirectoryException, RunException {
        StructureTree structures = new StructureTree(directory.structures());
        ShownSettings shown = shownStructures.of(structures);
        CalendarDay.Outcome outcome = shown.areOthers()
                ? showOtherStructures(day, structures).and(show(day, structures))
                : show(day, structures);
        if (goesOn.getAsBoolean()) {
            shown.keep();
        }
        return outcome;
    }

    /** Who is in which group hangs on what belongs to what: whom that touches is shown anew. */
    private CalendarDay.Outcome showOtherStructures(CalendarDay day, StructureTree structures)
            throws DirectoryException {
        keepGroups(structures);
        List<Login> otherwise = directory.groups().shownOtherwise(structures, clock.instant());
        LOG.info("calendar structures are others: {} people are in other groups", otherwise.size());
        return day.show(otherwise);
    }

    private void keepGroups(StructureTree structures) throws DirectoryException {
        GroupKeeper.Round round = groups.begin(structures, clock.instant());
        directory.forEachAccount(
                round::see, e -> LOG.warn("calendar left out an entry of the groups: {}", e.getMessage()));
        GroupKeeper.Outcome outcome = round.end(false);
        outcome.lines().forEach(line -> LOG.info("calendar {}", line));
        outcome.failures().forEach(failure -> LOG.error("calendar group failed: {}", failure));
    }

    private CalendarDay.Outcome show(CalendarDay day, StructureTree structures)
            throws DirectoryException, RunException {
        if (everythingIsShown || !rest.isOver()) {
            return day.showDue();
        }
        long begin = System.nanoTime();
        boolean anew = settings.areOthers();
        if (anew) {
            LOG.info("calendar shows everybody anew: the configuration was changed");
            keepGroups(structures);
        }
        CalendarDay.Outcome outcome = anew ? day.showEverybody() : day.showEverything();
        if (goesOn.getAsBoolean()) {
            settings.keep(); // whom it could not be shown of is told, and is not everybody's affair the next time
        }
        rest.after(System.nanoTime() - begin);
        leftBehind = outcome.failed();
        everythingIsShown = leftBehind == 0;
        return outcome;
    }

    /** Why the day is not to begin. */
    private Optional<String> doubt() {
        try {
            return watch.look().map(CalendarJob::said);
        } catch (RunException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String said(ClockWatch.Step step) {
        Duration by = step.by().abs().truncatedTo(ChronoUnit.SECONDS);
        return "the clock says " + step.now() + ": since " + step.since() + " it was set "
                + (step.by().isNegative() ? "back" : "forward") + " by " + by
                + "; nothing is made visible until it is right again, or until somebody says that it is now: sesame calendar"
                + " --accept-clock";
    }

    private void tell(int done, int known) {
        meters.calendarDue(known - done);
        long last = toldAt.get();
        if (System.nanoTime() - last >= TOLD_EVERY) {
            toldAt.set(System.nanoTime());
            LOG.info("calendar at {}", new Estimate(done, known, Duration.ofNanos(System.nanoTime() - began)));
        }
    }
}
