package fr.sesame;

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
import fr.sesame.metrics.Meters;
import fr.sesame.reconcile.Planner;
import fr.sesame.run.RunException;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunReport;
import fr.sesame.server.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that serves: the embedded directory, the daemon beside it, and HTTP, started in that order and closed in reverse. Beside a
 * directory of another make there is no embedded one: the daemon follows what is there. The daemon, and what of the directory allows it, is
 * replaced when the configuration is read again.
 */
final class LocalService implements Installation.Service, RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LocalService.class);

    private final Closing closing;
    private final Meters meters;
    private final AuditTrail trail;
    /** Not there if the directory is another's. */
    private final Optional<OwnDirectory> own;

    private final LdapDirectory.Access access;
    private final DecisionsJob decisions;
    private final ServiceWatch watch;
    private final HttpEndpoint http;
    /** Those whose last work may be under way yet. */
    private final List<Daemon> retired = new ArrayList<>();

    private volatile LocalInstallation installation;
    private volatile Daemon daemon;
    private int daemons;

    private LocalService(LocalInstallation installation, Closing closing) throws Exception {
        this.installation = installation;
        this.closing = closing;
        Configuration configuration = installation.configuration();
        meters = closing.add(new Meters(
                everythingThatRuns(installation),
                configuration.calendar().rules().keySet()));
        trail = closing.add(installation.auditTrail());
        meters.watch(new KeptFigures(trail));
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
        decisions = new DecisionsJob(installation.runs(), trail, installation.clock());
        watch = closing.add(
                new ServiceWatch(installation, meters, access, where, own.isPresent(), () -> daemon.directory()));
        daemon = daemon(installation);
        closing.add(this::closeDaemons);
        daemon.begin();
        watch.begin(healthChecks());
        daemon.catchUp();
        http = closing.add(HttpEndpoint.start(
                configuration.server().address(), configuration.server().httpPort(), this::scrape, watch.board()));
        meters.configured(installation.clock().instant());
    }

    /** A new one, with nothing under way yet. */
    private Daemon daemon(LocalInstallation of) throws DirectoryException, RunException {
        return Daemon.prepare(of, access, meters, decisions, watch, "sesame-" + ldapPort() + "-" + ++daemons);
    }

    private void closeDaemons() {
        daemon.close();
        retired.forEach(Daemon::close);
    }

    private List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(List.of(this::auditHealth, () -> daemon.calendarHealth()));
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

    private static List<String> everythingThatRuns(LocalInstallation installation) {
        List<String> names = new ArrayList<>(List.of(Planner.STRUCTURES));
        names.addAll(installation.sources());
        return names;
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
            Runnable atTheDoor = own.isPresent() ? own.get().prepare(read.configuration()) : () -> {};
            Daemon next = daemon(read);
            atTheDoor.run();
            meters.know(everythingThatRuns(read));
            Daemon before = daemon;
            installation = read;
            daemon = next;
            watch.follow(read);
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
    public void supervised(Map<String, String> environment) throws DirectoryException {
        watch.ensureServing();
        closing.add(Supervision.begin(environment, watch::ensureAlive, this, installation.clock()));
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
        return own.map(OwnDirectory::port)
                .orElseGet(() -> installation.configuration().directory().port());
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
