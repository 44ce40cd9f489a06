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
import fr.sesame.interceptors.Diagnostics;
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
import fr.sesame.server.EmbeddedDirectory;
import fr.sesame.server.ServerSettings;
import fr.sesame.server.door.PlainPasswords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that serves: the embedded directory, the schedules, and HTTP, started in that order and closed in reverse. */
final class LocalService implements Installation.Service, RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalService.class);
    /** Those that there are always. */
    private static final List<String> OWN_SERVICES = List.of("operator", "daemon");

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
    private final EmbeddedDirectory server;
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
        Map<String, String> passwords = passwords();
        trail = closing.add(installation.auditTrail());
        meters.watch(new KeptFigures(trail));
        server = closing.add(EmbeddedDirectory.start(
                new ServerSettings(
                        configuration.directoryFiles(),
                        configuration.directory().base(),
                        configuration.server().address(),
                        configuration.server().ldapPort(),
                        configuration.server().maxStoreBytes(),
                        configuration.server().door(),
                        configuration.passwords(),
                        configuration.server().activeDirectoryCodes()
                                ? Diagnostics.ACTIVE_DIRECTORY
                                : Diagnostics.UNIFORM,
                        passwords,
                        configuration.access(),
                        installation.projections(),
                        configuration.calendar()),
                installation.clock(),
                event -> {
                    meters.security(event);
                    trail.report(event);
                }));
        meters.watch(new StoredFigures(server.store()));
        meters.watch(suspensions());
        meters.watch(new DoorStatus(server.door(), installation.clock()));
        meters.watch(new HashingFigures(server.passwordLoad()));
        LdapDirectory.Access access = access(passwords.get("daemon"));
        directory = closing.add(installation.connect(access));
        runs = installation.runs();
        watch = closing.add(
                new ServiceWatch(installation, meters, access, "port " + server.port(), true, () -> directory));
        scheduler = closing.add(Scheduler.start("sesame-" + server.port()));
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

    private SuspensionStatus suspensions() {
        return new SuspensionStatus(server::suspensions, installation.clock());
    }

    private List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(
                List.of(new StoredFigures(server.store())::health, this::auditHealth, calendar::health));
        checks.add(suspensions()::health);
        if (server.door().certificates().isPresent()) {
            DoorStatus door = new DoorStatus(server.door(), installation.clock());
            checks.add(door::certificateHealth);
        }
        return checks;
    }

    /** The daemon's own: to the server beside it, in the clear unless nobody may do that. */
    private LdapDirectory.Access access(String password) {
        String user = installation.service("daemon");
        if (configuration.server().door().plainPasswords() != PlainPasswords.NEVER) {
            return new LdapDirectory.Access(configuration.server().address(), server.port(), user, password);
        }
        DirectorySettings way = configuration.directory();
        return new LdapDirectory.Access(way.host(), way.port(), way.encryption(), way.trust(), user, password);
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

    private Map<String, String> passwords() throws IOException {
        Map<String, String> passwords = new TreeMap<>();
        Set<String> services = new TreeSet<>(OWN_SERVICES);
        services.addAll(configuration.access().services().keySet());
        for (String service : services) {
            passwords.put(service, installation.secrets().readOrMake(service));
        }
        return passwords;
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
        return server.port();
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
