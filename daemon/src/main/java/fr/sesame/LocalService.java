package fr.sesame;

import fr.sesame.audit.AuditHealth;
import fr.sesame.audit.AuditTrail;
import fr.sesame.cli.Installation;
import fr.sesame.config.Configuration;
import fr.sesame.config.DirectorySettings;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.http.HealthCheck;
import fr.sesame.http.HttpEndpoint;
import fr.sesame.metrics.Meters;
import fr.sesame.progress.LoggedProgress;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Planner;
import fr.sesame.run.RunException;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that serves: the embedded directory, the schedules, and HTTP, started in that order and closed in reverse. Beside a directory of
 * another make there is no embedded one: the schedules follow what is there.
 */
final class LocalService implements Installation.Service, RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalService.class);
    private static final String CHANGES = " changes"; // no name of a source has a space
    private static final String CALENDAR = "calendar";
    private static final String CENSUS = "census";
    private static final String DECISIONS = "decisions";
    private static final String EVERY_MINUTE = "0 * * * * ?";
    private static final String EVERY_FIVE_MINUTES = "0 */5 * * * ?";

    private final LocalInstallation installation;
    private final Closing closing;
    private final Configuration configuration;
    private final Meters meters;
    private final AuditTrail trail;
    /** Not there if the directory is another's. */
    private final Optional<OwnDirectory> own;

    private final Directory directory;
    private final CalendarJob calendar;
    private final CensusJob census;
    private final RunStore runs;
    private final Scheduler scheduler;
    private final ServiceWatch watch;
    private final HttpEndpoint http;

    private LocalService(LocalInstallation installation, Closing closing) throws Exception {
        this.installation = installation;
        this.closing = closing;
        this.configuration = installation.configuration();
        meters = closing.add(new Meters(
                everythingThatRuns(), configuration.calendar().rules().keySet()));
        trail = closing.add(installation.auditTrail());
        meters.watch(new KeptFigures(trail));
        LdapDirectory.Access access;
        String where;
        if (installation.hasOwnDirectory()) {
            OwnDirectory started = closing.add(OwnDirectory.start(installation, meters, trail));
            started.watchedBy(meters);
            own = Optional.of(started);
            where = "port " + started.port();
            access = started.access();
        } else {
            own = Optional.empty();
            DirectorySettings followed = configuration.directory();
            where = followed.server().word() + " at " + followed.host() + ":" + followed.port();
            access = installation.access();
        }
        directory = closing.add(installation.connect(access));
        runs = installation.runs();
        watch = closing.add(new ServiceWatch(installation, meters, access, where, own.isPresent(), () -> directory));
        scheduler = closing.add(Scheduler.start("sesame-" + ldapPort()));
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
        schedule();
        watch.begin(scheduler, healthChecks());
        http = closing.add(HttpEndpoint.start(
                configuration.server().address(), configuration.server().httpPort(), this::scrape, watch.board()));
    }

    private List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(List.of(this::auditHealth, calendar::health));
        own.ifPresent(started -> checks.addAll(started.healthChecks()));
        return checks;
    }

    /** Starts all of it, or nothing. */
    static LocalService start(LocalInstallation installation) throws Exception {
        Closing closing = new Closing();
        try {
            return new LocalService(installation, closing);
        } catch (Exception e) {
            closing.close();
            throw e;
        }
    }

    private List<String> everythingThatRuns() {
        List<String> names = new ArrayList<>(List.of(Planner.STRUCTURES));
        names.addAll(installation.sources());
        return names;
    }

    private void schedule() throws RunException {
        Progress progress = new LoggedProgress(
                (what, estimate) -> LOG.info("run {}: {}", what, estimate),
                () -> !scheduler.isStopping(),
                System::nanoTime);
        Runner runner = installation.runner(directory, progress);
        for (SourceSettings source : configuration.enabledSources()) {
            scheduler.schedule(
                    source.name(),
                    source.schedule(),
                    configuration.calendar().zone(),
                    () -> run(runner, source.name()));
            source.changes()
                    .flatMap(SourceSettings.Changes::schedule)
                    .ifPresent(schedule -> scheduler.schedule(
                            source.name() + CHANGES,
                            schedule,
                            configuration.calendar().zone(),
                            () -> runChanges(runner, source.name())));
        }
        scheduler.schedule(
                CALENDAR,
                configuration.calendarSchedule(),
                configuration.calendar().zone(),
                calendar);
        scheduler.schedule(CENSUS, EVERY_FIVE_MINUTES, configuration.calendar().zone(), census);
        scheduler.schedule(
                DECISIONS,
                EVERY_MINUTE,
                configuration.calendar().zone(),
                new DecisionsJob(runs, trail, installation.clock()));
        watch.schedule(scheduler, configuration.calendar().zone());
        scheduler.trigger(DECISIONS);
        scheduler.trigger(CALENDAR); // what the dates have changed while nobody looked
        scheduler.trigger(CENSUS);
    }

    private void run(Runner runner, String source) {
        try {
            runner.run(List.of(source), false);
        } catch (RunException | DirectoryException e) {
            LOG.error("run source={} did not begin: {}", source, e.getMessage());
        }
    }

    /** Whatever is going on meanwhile, the next time comes soon. */
    private void runChanges(Runner runner, String source) {
        try {
            runner.runChanges(List.of(source), false);
        } catch (RunException | DirectoryException e) {
            LOG.warn("run of changes source={} did not begin: {}", source, e.getMessage());
        }
    }

    @Override
    public void ended(RunReport run) {
        meters.ended(run);
        census.rested();
        scheduler.trigger(CENSUS);
    }

    private String scrape() {
        watch.look();
        return meters.scrape();
    }

    private HealthCheck.Health auditHealth() {
        AuditHealth health = trail.health();
        return new HealthCheck.Health("audit", health.ok(), health.reason());
    }

    @Override
    public int ldapPort() {
        return own.map(OwnDirectory::port).orElse(configuration.directory().port());
    }

    @Override
    public int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (Exception e) { // every part was closed all the same
            LOG.error("the service did not stop cleanly", e);
        }
    }
}
