package fr.sesame;

import fr.sesame.audit.AuditTrail;
import fr.sesame.config.Configuration;
import fr.sesame.config.DirectorySettings;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.http.HealthCheck;
import fr.sesame.interceptors.Diagnostics;
import fr.sesame.metrics.Meters;
import fr.sesame.server.EmbeddedDirectory;
import fr.sesame.server.ServerException;
import fr.sesame.server.ServerSettings;
import fr.sesame.server.door.PlainPasswords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The embedded directory as a part of the service: what it is started with, how the daemon reaches it, and what is watched of it. */
final class OwnDirectory implements AutoCloseable {
    /** Those that there are always. */
    private static final List<String> OWN_SERVICES = List.of("operator", "daemon");

    private final LocalInstallation installation;
    private final Configuration configuration;
    private final String daemonPassword;
    private final EmbeddedDirectory server;

    private OwnDirectory(LocalInstallation installation, Meters meters, AuditTrail trail) throws Exception {
        this.installation = installation;
        this.configuration = installation.configuration();
        Map<String, String> passwords = passwords();
        daemonPassword = passwords.get("daemon");
        server = EmbeddedDirectory.start(
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
                });
    }

    /** Starts it; its security acts go to the meters and the trail. */
    static OwnDirectory start(LocalInstallation installation, Meters meters, AuditTrail trail) throws Exception {
        return new OwnDirectory(installation, meters, trail);
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

    /** Shows its figures. */
    void watchedBy(Meters meters) {
        meters.watch(new StoredFigures(server.store()));
        meters.watch(suspensions());
        meters.watch(new DoorStatus(server.door(), installation.clock()));
        meters.watch(new HashingFigures(server.passwordLoad()));
    }

    /** The daemon's way to it: in the clear unless nobody may do that. */
    LdapDirectory.Access access() {
        String user = installation.service("daemon");
        if (configuration.server().door().plainPasswords() != PlainPasswords.NEVER) {
            return new LdapDirectory.Access(configuration.server().address(), server.port(), user, daemonPassword);
        }
        DirectorySettings way = configuration.directory();
        return new LdapDirectory.Access(way.host(), way.port(), way.encryption(), way.trust(), user, daemonPassword);
    }

    List<HealthCheck> healthChecks() {
        List<HealthCheck> checks =
                new ArrayList<>(List.of(new StoredFigures(server.store())::health, suspensions()::health));
        if (server.door().certificates().isPresent()) {
            DoorStatus door = new DoorStatus(server.door(), installation.clock());
            checks.add(door::certificateHealth);
        }
        return checks;
    }

    private SuspensionStatus suspensions() {
        return new SuspensionStatus(server::suspensions, installation.clock());
    }

    /** Makes ready what of another configuration can be taken over without a restart; what is returned cannot fail. */
    Runnable prepare(Configuration read) throws ServerException {
        return server.prepare(read.server().door());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
