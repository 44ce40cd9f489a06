package fr.sesame;

import fr.sesame.account.Calendar;
import fr.sesame.cli.Installation;
import fr.sesame.config.Configuration;
import fr.sesame.config.ConfigurationException;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.directory.ldap.Tree;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.run.RunException;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.source.Source;
import fr.sesame.source.csv.CsvSource;
import fr.sesame.source.csv.CsvStructures;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The parts of one installation on this host, put together as its configuration says. */
final class LocalInstallation implements Installation {
    private final Configuration configuration;
    private final Clock clock;
    private final Tree tree;
    private final Secrets secrets;
    private RunListener listener = run -> {};

    private LocalInstallation(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        this.tree = new Tree(configuration.directory().base());
        this.secrets = new Secrets(configuration.state().resolve("secrets"));
    }

    static LocalInstallation open(Path folder, Clock clock) throws ConfigurationException {
        return new LocalInstallation(Configuration.load(folder), clock);
    }

    Configuration configuration() {
        return configuration;
    }

    Secrets secrets() {
        return secrets;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public Calendar calendar() {
        return configuration.calendar();
    }

    @Override
    public List<String> sources() {
        return configuration.sources().stream()
                .map(Configuration.SourceSettings::name)
                .toList();
    }

    @Override
    public String base() {
        return configuration.directory().base();
    }

    @Override
    public String service(String name) {
        return tree.service(name);
    }

    @Override
    public Path passwordFile(String service) {
        return secrets.file(service);
    }

    @Override
    public Directory connect() throws DirectoryException {
        Configuration.Directory settings = configuration.directory();
        String password = Secrets.read(settings.passwordFile());
        return connect(settings.user(), settings.host(), settings.port(), password);
    }

    Directory connect(String user, String host, int port, String password) throws DirectoryException {
        return LdapDirectory.connect(
                new LdapDirectory.Access(host, port, tree.service(user), password),
                tree,
                configuration.supannIdentifiers());
    }

    @Override
    public Runner runner(Directory directory) throws RunException {
        Planner planner = new Planner(
                configuration.calendar(),
                new Correlator(sources()),
                new LoginAttribution(configuration.names()),
                sources());
        Guard guard = new Guard(configuration.calendar(), configuration.guard());
        List<Source> sources = configuration.sources().stream()
                .<Source>map(source -> new CsvSource(source.mapping(), source.file(), configuration.calendar(), clock))
                .toList();
        CsvStructures structures = new CsvStructures(
                configuration.structures().mapping(), configuration.structures().file());
        Reconciler reconciler = new Reconciler(directory, planner, guard, clock);
        return new Runner(reconciler, structures, sources, runs(), clock, run -> listener.ended(run));
    }

    @Override
    public RunStore runs() throws RunException {
        return new RunStore(configuration.state().resolve("runs"));
    }

    @Override
    public Service serve() throws Exception {
        LocalService service = LocalService.start(this);
        listener = service;
        return service;
    }
}
