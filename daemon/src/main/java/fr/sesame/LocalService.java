package fr.sesame;

import fr.sesame.account.Login;
import fr.sesame.audit.AuditHealth;
import fr.sesame.audit.AuditTrail;
import fr.sesame.cli.Installation;
import fr.sesame.cli.Installation.Reloaded;
import fr.sesame.config.Configuration;
import fr.sesame.config.ConfigurationException;
import fr.sesame.config.DirectorySettings;
import fr.sesame.config.NeedsRestart;
import fr.sesame.config.Problem;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.http.HealthCheck;
import fr.sesame.http.HttpEndpoint;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.metrics.Meters;
import fr.sesame.partition.StoreHealth;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.server.EmbeddedDirectory;
import fr.sesame.server.ServerException;
import fr.sesame.server.ServerSettings;
import fr.sesame.server.door.PlainPasswords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that serves: the embedded directory, the daemon beside it, and HTTP, started in that order and closed in reverse. The daemon,
 * and what of the directory allows it, is replaced when the configuration is read again.
 */
final class LocalService implements Installation.Service, RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalService.class);
    /** Those that there are always. */
    private static final List<String> OWN_SERVICES = List.of("operator", "daemon");

    private static final Login NOBODY = new Login("nobody");

    private final Closing closing;
    private final Meters meters;
    private final AuditTrail trail;
    private final EmbeddedDirectory server;
    private final LdapDirectory.Access access;
    private final DecisionsJob decisions;
    private final RunStore runs;
    private final HttpEndpoint http;
    /** Those whose last work may be under way yet. */
    private final List<Daemon> retired = new ArrayList<>();

    private volatile LocalInstallation installation;
    private volatile Daemon daemon;
    private int daemons;
    /** The newest run whose report is in the meters. */
    private Optional<String> shownRun = Optional.empty();

    private LocalService(LocalInstallation installation, Closing closing) throws Exception {
        this.installation = installation;
        this.closing = closing;
        Configuration configuration = installation.configuration();
        meters = closing.add(new Meters(
                everythingThatRuns(installation),
                configuration.calendar().rules().keySet()));
        Map<String, String> passwords = passwords(installation);
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
        access = access(configuration, server.port(), installation.service("daemon"), passwords.get("daemon"));
        runs = installation.runs();
        decisions = new DecisionsJob(runs, trail, installation.clock());
        daemon = daemon(installation);
        closing.add(this::closeDaemons);
        showEarlierRuns();
        daemon.begin();
        daemon.catchUp();
        http = closing.add(HttpEndpoint.start(
                configuration.server().address(), configuration.server().httpPort(), this::scrape, healthChecks()));
        meters.configured(installation.clock().instant());
    }

    /** A new one, with nothing under way yet. */
    private Daemon daemon(LocalInstallation of) throws DirectoryException, RunException {
        return Daemon.prepare(of, access, meters, decisions, "sesame-" + server.port() + "-" + ++daemons);
    }

    private void closeDaemons() {
        daemon.close();
        retired.forEach(Daemon::close);
    }

    private SuspensionStatus suspensions() {
        return new SuspensionStatus(server::suspensions, installation.clock());
    }

    private List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(
                List.of(this::directoryHealth, this::storeHealth, this::auditHealth, () -> daemon.calendarHealth()));
        checks.add(suspensions()::health);
        if (server.door().certificates().isPresent()) {
            DoorStatus door = new DoorStatus(server.door(), installation.clock());
            checks.add(door::certificateHealth);
        }
        return checks;
    }

    /** The daemon's own: to the server beside it, in the clear unless nobody may do that. */
    private static LdapDirectory.Access access(Configuration configuration, int port, String user, String password) {
        if (configuration.server().door().plainPasswords() != PlainPasswords.NEVER) {
            return new LdapDirectory.Access(configuration.server().address(), port, user, password);
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

    private static List<String> everythingThatRuns(LocalInstallation installation) {
        List<String> names = new ArrayList<>(List.of(Planner.STRUCTURES));
        names.addAll(installation.sources());
        return names;
    }

    private static Map<String, String> passwords(LocalInstallation installation) throws IOException {
        Map<String, String> passwords = new TreeMap<>();
        Set<String> services = new TreeSet<>(OWN_SERVICES);
        services.addAll(installation.configuration().access().services().keySet());
        for (String service : services) {
            passwords.put(service, installation.secrets().readOrMake(service));
        }
        return passwords;
    }

    @Override
    public void ended(RunReport run) {
        meters.ended(run);
        daemon.count();
    }

    @Override
    public synchronized Reloaded reload() {
        Reloaded reloaded = takeOver();
        if (reloaded.done()) {
            meters.configured(installation.clock().instant());
            LOG.info("configuration read again and taken over");
        } else {
            meters.notConfigured();
            reloaded.problems().forEach(problem -> LOG.error("configuration not taken over: {}", problem));
            LOG.error("configuration not taken over; the one before it goes on");
        }
        return reloaded;
    }

    /** Everything that can fail is done before anything changes. */
    private Reloaded takeOver() {
        try {
            LocalInstallation read = installation.again();
            List<String> others = NeedsRestart.between(installation.configuration(), read.configuration());
            if (!others.isEmpty()) {
                return Reloaded.refused(others.stream()
                        .map(key -> "'" + key + "' has changed, which takes a restart: systemctl restart sesame")
                        .toList());
            }
            Runnable atTheDoor = server.prepare(read.configuration().server().door());
            Daemon next = daemon(read);
            atTheDoor.run();
            meters.know(everythingThatRuns(read));
            Daemon before = daemon;
            installation = read;
            daemon = next;
            before.retire();
            retired.removeIf(Daemon::isGone);
            retired.add(before);
            next.begin();
            return Reloaded.DONE;
        } catch (ConfigurationException e) {
            return Reloaded.refused(e.problems().stream().map(Problem::toString).toList());
        } catch (ServerException | DirectoryException | RunException | IllegalStateException e) {
            return Reloaded.refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void supervised(Map<String, String> environment) throws Exception {
        closing.add(
                Supervision.begin(environment, access, "ou=people," + installation.base(), this, installation.clock()));
    }

    /** A command may have run a source in another process: the newest reports are on disk. */
    private String scrape() {
        try {
            showEarlierRuns();
        } catch (RunException e) {
            LOG.error("metrics without the runs on disk: {}", e.getMessage());
        }
        return meters.scrape();
    }

    /** Reads the reports only if there is a new one: somebody scrapes all day long. */
    private synchronized void showEarlierRuns() throws RunException {
        Optional<String> newest = runs.newest();
        if (newest.equals(shownRun)) {
            return;
        }
        for (String source : everythingThatRuns(installation)) {
            runs.last(source, report -> report.outcome().isSuccess()).ifPresent(meters::show);
            runs.last(source, SourceReport::wasAccepted).ifPresent(meters::show);
        }
        shownRun = newest;
    }

    private HealthCheck.Health directoryHealth() {
        try {
            daemon.directory().find(NOBODY);
            return new HealthCheck.Health("directory", true, "answers a search on port " + server.port());
        } catch (DirectoryException e) {
            return new HealthCheck.Health("directory", false, String.valueOf(e.getMessage()));
        }
    }

    private HealthCheck.Health storeHealth() {
        StoreHealth health = server.store().health();
        return new HealthCheck.Health("store", health.writable(), health.reason());
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
