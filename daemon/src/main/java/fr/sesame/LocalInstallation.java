package fr.sesame;

import fr.sesame.account.AttributeRules;
import fr.sesame.account.Calendar;
import fr.sesame.account.Login;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Suspension;
import fr.sesame.account.Suspensions;
import fr.sesame.audit.AuditException;
import fr.sesame.audit.AuditFolder;
import fr.sesame.audit.AuditTrail;
import fr.sesame.cli.Installation;
import fr.sesame.config.Configuration;
import fr.sesame.config.ConfigurationException;
import fr.sesame.config.ConfigurationText;
import fr.sesame.config.DirectoryServer;
import fr.sesame.config.DirectorySettings;
import fr.sesame.config.Institution;
import fr.sesame.config.SourceSettings;
import fr.sesame.config.SupannIdentifier;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.ldap.Dialect;
import fr.sesame.directory.ldap.LdapDirectory;
import fr.sesame.directory.ldap.LdifChanges;
import fr.sesame.directory.ldap.Tree;
import fr.sesame.history.HistoryFolder;
import fr.sesame.history.RecordedDirectory;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Eraser;
import fr.sesame.reconcile.GroupKeeper;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.Merger;
import fr.sesame.reconcile.Pairs;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.run.ClockReading;
import fr.sesame.run.ClockWatch;
import fr.sesame.run.LocalAccounts;
import fr.sesame.run.Replays;
import fr.sesame.run.RunException;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.run.ShownSettings;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.GroupRules;
import fr.sesame.schema.MembershipProjection;
import fr.sesame.schema.Projections;
import fr.sesame.schema.StateProjection;
import fr.sesame.server.EmbeddedDirectory;
import fr.sesame.source.Source;
import fr.sesame.source.rows.KeyMapping;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.MappedStructures;
import fr.sesame.source.rows.RenumberedSource;
import fr.sesame.store.StoreTools;
import fr.sesame.systemd.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of one installation on this host, put together as its configuration says. */
final class LocalInstallation implements Installation {
    private final Path folder;
    private final Configuration configuration;
    private final Clock clock;
    private final Tree tree;
    private final Secrets secrets;
    private RunListener listener = run -> {};

    private LocalInstallation(Path folder, Configuration configuration, Clock clock) {
        this.folder = folder;
        this.configuration = configuration;
        this.clock = clock;
        this.tree = new Tree(configuration.directory().base());
        this.secrets = new Secrets(configuration.secrets(), Credentials.of(System.getenv()));
    }

    static LocalInstallation open(Path folder, Clock clock) throws ConfigurationException {
        return new LocalInstallation(folder, Configuration.load(folder), clock);
    }

    /** The same, as its configuration is now; it tells whom this one tells. */
    LocalInstallation again() throws ConfigurationException {
        LocalInstallation read = open(folder, clock);
        read.listener = listener;
        return read;
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
        return configuration.enabledSources().stream().map(SourceSettings::name).toList();
    }

    @Override
    public String base() {
        return configuration.directory().base();
    }

    @Override
    public boolean hasOwnDirectory() {
        return configuration.directory().server() == DirectoryServer.SESAME;
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
        return connect(access());
    }

    /** As whom the commands go to the directory, and how. */
    LdapDirectory.Access access() throws DirectoryException {
        DirectorySettings settings = configuration.directory();
        String password = Secrets.read(settings.passwordFile());
        return new LdapDirectory.Access(
                settings.host(), settings.port(), settings.encryption(), settings.trust(), settings.user(), password);
    }

    Directory connect(LdapDirectory.Access access) throws DirectoryException {
        Dialect dialect = switch (configuration.directory().server()) {
            case SESAME -> Dialect.SESAME;
            case OPENLDAP -> Dialect.OPENLDAP;
            case DS389 -> Dialect.DS389;
        };
        LdapDirectory reached = LdapDirectory.connect(
                access,
                tree,
                supannIdentifiers(),
                configuration.masters().keySet(),
                new LdapDirectory.Showing(dialect, projections(), clock));
        return new RecordedDirectory(reached, history(), clock);
    }

    /** What entries show of their accounts, whoever writes it. */
    Projections projections() {
        Institution institution = configuration.institution();
        return new Projections(
                new StateProjection(institution.zone(), configuration.supannStates()),
                new AffiliationProjection(
                        configuration.calendar(),
                        configuration.supannPopulations(),
                        institution.mailDomain(),
                        institution.uai()),
                new MembershipProjection(configuration.calendar(), groupRules()));
    }

    private GroupRules groupRules() {
        return new GroupRules(configuration.groups(), configuration.supannPopulations());
    }

    /** Keeps the entries of the computed groups. */
    GroupKeeper groupKeeper(Directory directory) {
        return new GroupKeeper(directory.groups(), configuration.calendar(), groupRules());
    }

    private Map<String, String> supannIdentifiers() {
        return configuration.enabledSources().stream()
                .filter(source -> source.identifier() != SupannIdentifier.NONE)
                .collect(Collectors.toUnmodifiableMap(
                        SourceSettings::name, source -> source.identifier().word()));
    }

    private Planner planner() {
        return new Planner(
                configuration.calendar(),
                new Correlator(sources()),
                new LoginAttribution(configuration.names()),
                sources(),
                secrets.tombstoneKey(),
                attributeRules());
    }

    @Override
    public AttributeRules attributeRules() {
        return new AttributeRules(configuration.masters(), sources());
    }

    private Reconciler reconciler(Directory directory, Progress progress) throws RunException {
        Guard guard = new Guard(
                configuration.calendar(),
                configuration.guard().protecting(configuration.access().groups().values()));
        return new Reconciler(directory, planner(), guard, clock, runs().memory(), runs().marks(), progress);
    }

    @Override
    public Replays replays(Directory directory) throws RunException {
        return new Replays(reconciler(directory, Progress.NONE), planner(), runs(), clock);
    }

    @Override
    public Runner runner(Directory directory, Progress progress) throws RunException {
        List<Source> sources = configuration.enabledSources().stream()
                .map(source -> renumbered(
                        source,
                        new MappedSource(
                                source.name(),
                                source.rows(),
                                source.mapping(),
                                configuration.calendar(),
                                clock,
                                source.changes()
                                        .map(SourceSettings.Changes::column)
                                        .orElse(null))))
                .toList();
        MappedStructures structures = new MappedStructures(
                configuration.structures().rows(),
                configuration.structures().mapping(),
                configuration.institution().zone(),
                clock);
        return new Runner(
                reconciler(directory, progress),
                structures,
                sources,
                groupKeeper(directory),
                runs(),
                clock,
                run -> listener.ended(run));
    }

    private Source renumbered(SourceSettings settings, Source source) {
        return settings.renumbering()
                .<Source>map(one -> new RenumberedSource(source, new KeyMapping(one.rows(), one.from(), clock)))
                .orElse(source);
    }

    @Override
    public LocalAccounts localAccounts(Directory directory) throws RunException {
        return new LocalAccounts(
                directory,
                configuration.calendar(),
                planner(),
                reconciler(directory, Progress.NONE),
                secrets.tombstoneKey(),
                runs(),
                clock);
    }

    @Override
    public Suspensions suspensions(Directory directory) throws DirectoryException {
        List<Suspension> planned = directory.suspensions().all();
        Set<Login> never =
                planned.isEmpty() ? Set.of() : directory.suspensions().members(groupsThatEndThem());
        return new Suspensions(configuration.calendar(), planned, never::contains);
    }

    private List<String> groupsThatEndThem() {
        return EmbeddedDirectory.NEVER_SUSPENDED.stream()
                .map(configuration.access().groups()::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Eraser eraser(Directory directory) {
        return new Eraser(directory, secrets.tombstoneKey(), clock);
    }

    @Override
    public Pairs pairs(Directory directory) {
        return new Pairs(directory, clock);
    }

    @Override
    public Merger merger(Directory directory) {
        return new Merger(directory, configuration.calendar(), clock);
    }

    @Override
    public RunStore runs() throws RunException {
        return new RunStore(
                configuration.runs(),
                new LdifChanges(tree, supannIdentifiers()),
                () -> ConfigurationText.withoutSecrets(folder));
    }

    @Override
    public ClockWatch clockWatch() throws RunException {
        runs(); // makes the folder
        return new ClockWatch(configuration.runs().resolve("clock"), () -> ClockReading.now(clock));
    }

    /** By which settings everybody was last shown. */
    ShownSettings shownSettings() throws RunException {
        runs(); // makes the folder
        return new ShownSettings(
                configuration.runs().resolve("shown"), projections().settings());
    }

    /** For which structures the groups of everybody were last shown. */
    ShownSettings shownStructures(StructureTree structures) throws RunException {
        runs(); // makes the folder
        return new ShownSettings(configuration.runs().resolve("shown-structures"), structures.toString());
    }

    @Override
    public StoreTools store() {
        return new StoreTools(
                configuration.directoryFiles().resolve("data"),
                configuration.directory().base(),
                configuration.server().maxStoreBytes(),
                clock);
    }

    @Override
    public AuditFolder audit() throws AuditException {
        Path key = secrets.auditKey();
        try {
            return new AuditFolder(
                    configuration.auditFiles(), Files.readString(key).strip().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AuditException(
                    "the key of the audit trail " + key + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); has the service been started once, and may you read its secrets?",
                    e);
        }
    }

    @Override
    public HistoryFolder history() {
        return new HistoryFolder(configuration.historyFiles(), keepMonths());
    }

    @Override
    public int keepMonths() {
        return configuration.audit().keepMonths();
    }

    @Override
    public Locale language() {
        return configuration.institution().language();
    }

    @Override
    public String contact() {
        return configuration.institution().contact();
    }

    @Override
    public Calendar calendarWith(Path rules) throws ConfigurationException {
        return configuration.calendarWith(rules);
    }

    /** The trail, for the one process that writes it. A key that is gone is not made anew: no line would fit any more. */
    AuditTrail auditTrail() throws AuditException, IOException {
        if (Files.notExists(secrets.auditKey()) && Files.isDirectory(configuration.auditFiles())) {
            throw new AuditException("there is an audit trail in " + configuration.auditFiles() + " but not its key "
                    + secrets.auditKey() + "; put the key back, or move the trail away");
        }
        secrets.makeAuditKey();
        return audit().open(clock, configuration.audit());
    }

    @Override
    public Replacement replacement(String how) throws AuditException, IOException {
        try {
            runs().forgetMarks(); // what the new content lacks is said again by rows that do not change
        } catch (RunException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new RecordedReplacement(auditTrail(), clock, how);
    }

    @Override
    public Service serve() throws Exception {
        LocalService service = LocalService.start(this);
        listener = service;
        return service;
    }
}
