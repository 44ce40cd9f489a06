package fr.sesame;

import fr.sesame.audit.AuditException;
import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.directory.ldap.SelfCheck;
import fr.sesame.http.HealthBoard;
import fr.sesame.http.HealthCheck;
import fr.sesame.http.HealthCheck.Health;
import fr.sesame.metrics.DaemonFigures;
import fr.sesame.metrics.HealthFigures;
import fr.sesame.metrics.Meters;
import fr.sesame.reconcile.Planner;
import fr.sesame.run.RunException;
import fr.sesame.schedule.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is watched of a service beside what it does: whether binds are served, whether the daemon keeps up, whether the trail is whole. */
final class ServiceWatch implements DaemonFigures, AutoCloseable {
    private static final String HEALTH = "health";
    private static final String EVERY_MINUTE = "30 * * * * ?";
    private static final String EVERY_FIVE_MINUTES = "45 */5 * * * ?";
    /** For each of connection, bind and search. */
    private static final int ANSWER_MILLISECONDS = 5_000;

    private final Meters meters;
    private final Clock clock;
    private final boolean own;
    private final ServingWatch serving;
    private final Heartbeat heartbeat;
    private final OldestDueJob oldestDue;
    private final ChainJob chain;
    private final SourceStatus sources;
    private volatile List<HealthCheck> others;
    private final HealthBoard board;

    /**
     * @param access as what it binds itself
     * @param where the directory is, in words
     * @param own whether the directory is part of this process
     * @param directory as the daemon reaches it now
     */
    ServiceWatch(
            LocalInstallation installation,
            Meters meters,
            LdapDirectory.Access access,
            String where,
            boolean own,
            Supplier<Directory> directory)
            throws AuditException, RunException {
        this.meters = meters;
        this.own = own;
        this.clock = installation.clock();
        String people = "ou=people," + installation.base();
        serving = new ServingWatch(
                () -> SelfCheck.make(access, people, ANSWER_MILLISECONDS),
                where,
                own,
                ServingWatch.EVERY,
                System::nanoTime);
        heartbeat = new Heartbeat(clock, System::nanoTime);
        oldestDue = new OldestDueJob(directory, clock);
        chain = new ChainJob(installation.audit(), clock);
        others = List.of(heartbeat::health, oldestDue::health, chain::health);
        sources = new SourceStatus(installation.runs(), meters, clock);
        board = new HealthBoard(clock, serving::health, this::checks);
        meters.watch(serving);
        meters.watch((DaemonFigures) this);
        meters.watch(chain);
        follow(installation);
    }

    /** Looks at the sources of that configuration from now on. */
    void follow(LocalInstallation installation) {
        Configuration configuration = installation.configuration();
        ZoneId zone = configuration.calendar().zone();
        Map<String, Duration> pauses = new TreeMap<>();
        for (SourceSettings source : configuration.enabledSources()) {
            Scheduler.longestPause(source.schedule(), zone, clock.instant())
                    .ifPresent(pause -> pauses.put(source.name(), pause));
        }
        List<String> names = new ArrayList<>(List.of(Planner.STRUCTURES));
        names.addAll(installation.sources());
        sources.follow(names, pauses);
        meters.watch(sources);
    }

    /** Has its work done on those schedules, the daemon's. */
    void schedule(Scheduler scheduler, ZoneId zone) {
        scheduler.schedule(Heartbeat.NAME, Heartbeat.EVERY_HALF_MINUTE, zone, heartbeat);
        scheduler.schedule(
                HEALTH, EVERY_MINUTE, zone, board::look); // that the log has it, whether somebody asks or not
        scheduler.schedule(OldestDueJob.NAME, EVERY_MINUTE, zone, oldestDue);
        scheduler.schedule(ChainJob.NAME, EVERY_FIVE_MINUTES, zone, chain);
    }

    /**
     * Begins, with a first bind and search.
     *
     * @param checks what the parts of the service say of themselves
     */
    void begin(List<HealthCheck> checks) {
        List<HealthCheck> all = new ArrayList<>(others);
        all.addAll(checks);
        others = List.copyOf(all);
        serving.tryOnce();
        board.look();
        meters.watch(new Wellness(board));
        serving.begin();
    }

    /** @throws DirectoryException unless it does that for which it was started: to serve binds, where the directory is its own */
    void ensureServing() throws DirectoryException {
        Health health = serving.health();
        if (own && !health.ok()) {
            throw DirectoryException.unreachable(health.detail() + "; " + health.wayOut(), null);
        }
    }

    /**
     * Asks no disk, and waits for nothing. A refusal is an answer: what is busy is not restarted.
     *
     * @throws IllegalStateException if only a restart helps: the own directory is silent, or beside one of another make the daemon stands still
     */
    void ensureAlive() {
        Health needed = own ? serving.health() : heartbeat.health();
        if (needed.restartHelps()) {
            throw new IllegalStateException(needed.name() + ": " + needed.detail());
        }
    }

    private List<HealthCheck> checks() {
        List<HealthCheck> all = new ArrayList<>(others);
        all.addAll(sources.checks());
        return all;
    }

    /** Looks at everything now, that the meters show it. */
    void look() {
        board.look();
    }

    HealthBoard board() {
        return board;
    }

    @Override
    public Instant heartbeat() {
        return heartbeat.last();
    }

    @Override
    public Instant oldestDue() {
        return oldestDue.oldest();
    }

    @Override
    public void close() throws InterruptedException {
        serving.close();
    }

    /** What the meters show of the checks. */
    private record Wellness(HealthBoard board) implements HealthFigures {
        @Override
        public Collection<String> checks() {
            return board.lastSeen().keySet();
        }

        @Override
        public boolean isWell(String check) {
            return board.lastSeen().get(check) != HealthCheck.State.FAILING;
        }
    }
}
