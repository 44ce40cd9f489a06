package fr.sesame.metrics;

import fr.sesame.account.AccountState;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Population;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunListener;
import fr.sesame.run.RunReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of a service: runs, records, changes, accounts, binds. Each exists from the start, at zero, for every value of
 * its labels that can be known then, so that a graph has no holes. docs/metrics.md lists them. Thread-safe.
 */
public final class Meters implements RunListener, AutoCloseable {
    /** Whoever is of a population that the configuration does not have. */
    private static final String OTHER = "other";

    /** Meters of Micrometer whose names promtool objects to: their units, or a count that counts nothing. */
    private static final List<String> NOT_BY_THE_CONVENTIONS = List.of("process.cpu.time", "system.cpu.count");

    private static final List<HoldReason> REASONS = List.of(
            HoldReason.NO_KEY,
            HoldReason.NO_NAME,
            HoldReason.BAD_DATE,
            HoldReason.BAD_ROW,
            HoldReason.NO_RIGHT,
            HoldReason.NOT_VALIDATED,
            HoldReason.NO_END_DATE,
            HoldReason.TOO_SHORT,
            HoldReason.NOT_YET,
            HoldReason.NO_SPONSOR,
            HoldReason.DOUBTFUL_MATCH,
            HoldReason.ANOTHER_PERSON,
            HoldReason.MISSED,
            HoldReason.PROTECTED,
            HoldReason.STRUCTURE_GONE,
            HoldReason.NOT_WRITTEN,
            HoldReason.ERASED,
            HoldReason.UNREADABLE_ACCOUNT);

    private final PrometheusMeterRegistry registry = registry();
    private final SecurityMeters security = new SecurityMeters(registry);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Set<Population> populations;

    /**
     * @param sources the names of everything that runs
     * @param populations of the configuration
     */
    public Meters(Collection<String> sources, Collection<Population> populations) {
        this.populations = Set.copyOf(populations);
        know(sources);
        census(Map.of());
        groupsKept();
        unreadableEntries();
        calendarSuccess();
        calendarWork();
        calendarDoubt();
        new JvmMemoryMetrics().bindTo(registry);
        gc.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** Has meters for these sources, at zero if they are new. */
    public void know(Collection<String> sources) {
        for (String source : sources) {
            for (SourceReport.Outcome outcome : SourceReport.Outcome.values()) {
                runs(source, outcome);
            }
            for (Plan.Kind kind : Plan.Kind.values()) {
                changes(source, kind);
            }
            duration(source);
            records(source);
            REASONS.forEach(reason -> held(source, reason));
            lastSuccess(source);
            changedRows(source);
            lastChanges(source);
        }
    }

    /** The configuration was read at that instant, and is in force. */
    public void configured(Instant at) {
        configurationRead().set(1);
        configurationSuccess().set(at.getEpochSecond());
    }

    /** The configuration was read again and refused; the one before it goes on. */
    public void notConfigured() {
        configurationRead().set(0);
    }

    /** Filters come first: they hold for the meters that are made after them. */
    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        NOT_BY_THE_CONVENTIONS.forEach(name ->
                made.config().meterFilter(MeterFilter.deny(id -> id.getName().equals(name))));
        return made;
    }

    /** What Prometheus reads, in its text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    /** Shows the storage of the directory from now on. */
    public void watch(StoreFigures store) {
        StoreMeters.bindTo(registry, store);
    }

    /** Shows the ports of the directory from now on. */
    public void watch(DoorFigures door) {
        DoorMeters.bindTo(registry, door);
    }

    /** Shows the work that passwords make from now on. */
    public void watch(PasswordFigures passwords) {
        PasswordMeters.bindTo(registry, passwords);
    }

    /** Shows the audit trail from now on. */
    public void watch(AuditFigures trail) {
        SecurityMeters.watch(registry, trail);
    }

    /** Shows planned suspensions from now on. */
    public void watch(SuspensionFigures suspensions) {
        SuspensionMeters.bindTo(registry, suspensions);
    }

    /** Shows whether binds are served from now on. */
    public void watch(ServingFigures serving) {
        ServiceMeters.bindTo(registry, serving);
    }

    /** Shows how the daemon keeps up from now on. */
    public void watch(DaemonFigures daemon) {
        ServiceMeters.bindTo(registry, daemon);
    }

    /** Shows whether the audit trail is whole from now on. */
    public void watch(ChainFigures chain) {
        ServiceMeters.bindTo(registry, chain);
    }

    /** Shows what becomes of sources from now on. */
    public void watch(SourceFigures sources) {
        ServiceMeters.bindTo(registry, sources);
    }

    /** Shows the checks of {@code /health} from now on. */
    public void watch(HealthFigures health) {
        ServiceMeters.bindTo(registry, health);
    }

    /** Counts a security act. */
    public void security(SecurityEvent event) {
        security.count(event);
    }

    @Override
    public void ended(RunReport run) {
        run.sources().forEach(report -> {
            runs(report.source(), report.outcome()).increment();
            duration(report.source()).record(report.took());
            if (!run.dryRun()) {
                report.changes().forEach((kind, count) -> {
                    if (report.outcome() != SourceReport.Outcome.REFUSED) {
                        changes(report.source(), kind).increment(count);
                    }
                });
                if (!report.source().equals(SourceReport.GROUPS)) { // spoken of when there is something to do alone
                    show(report);
                }
            }
        });
    }

    /** Shows what a source came to last; a command's run in another process is shown by this alone. */
    public void show(SourceReport report) {
        String source = report.source();
        if (report.wasAccepted()) {
            (report.isOfChanges() ? changedRows(source) : records(source)).set(report.rows());
            Map<HoldReason, Integer> counts = new HashMap<>();
            REASONS.forEach(reason -> counts.put(reason, 0));
            for (HeldRecord record : report.held()) {
                counts.merge(record.reason(), 1, Integer::sum);
            }
            counts.forEach((reason, count) -> held(source, reason).set(count));
        }
        if (report.outcome().isSuccess()) {
            AtomicLong last = report.isOfChanges() ? lastChanges(source) : lastSuccess(source);
            last.set(report.startedAt().getEpochSecond());
        }
    }

    /** Shows how many accounts there are; a state without anybody is zero. */
    public void census(Map<Population, Map<AccountState, Integer>> counts) {
        Map<String, Map<AccountState, Integer>> named = new HashMap<>();
        populations.forEach(population -> named.put(population.name(), Map.of()));
        named.put(OTHER, Map.of());
        counts.forEach((population, states) ->
                named.merge(populations.contains(population) ? population.name() : OTHER, states, Meters::sum));
        named.forEach((population, states) -> {
            for (AccountState state : AccountState.values()) {
                accounts(population, state).set(states.getOrDefault(state, 0));
            }
        });
    }

    private static Map<AccountState, Integer> sum(Map<AccountState, Integer> one, Map<AccountState, Integer> another) {
        Map<AccountState, Integer> sum = new EnumMap<>(AccountState.class);
        sum.putAll(one);
        another.forEach((state, count) -> sum.merge(state, count, Integer::sum));
        return sum;
    }

    /** So many entries of people cannot be read as accounts. */
    public void unreadable(int entries) {
        unreadableEntries().set(entries);
    }

    /** There are so many computed groups. */
    public void groups(int count) {
        groupsKept().set(count);
    }

    /** So many changes of the dates are due and not yet visible. */
    public void calendarDue(long accounts) {
        calendarWork().set(accounts);
    }

    /** Whether the calendar waits because the clock is in doubt. */
    public void calendarHeld(boolean held) {
        calendarDoubt().set(held ? 1 : 0);
    }

    /** The calendar's changes were made visible at that instant. */
    public void calendarDone(Instant at) {
        calendarSuccess().set(at.getEpochSecond());
    }

    private Counter runs(String source, SourceReport.Outcome outcome) {
        return Counter.builder("sesame.runs")
                .description("Runs of a source by this process, by how they ended.")
                .tags("source", source, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter changes(String source, Plan.Kind kind) {
        return Counter.builder("sesame.changes")
                .description("Changes that runs of this process have written.")
                .tags("source", source, "kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Timer duration(String source) {
        return Timer.builder("sesame.run.duration")
                .description("How long runs took, from reading the extract to the last write.")
                .tag("source", source)
                .register(registry);
    }

    private AtomicLong records(String source) {
        return gauge("sesame.extract.rows", "Rows of the last extract that was accepted.", Tags.of("source", source));
    }

    private AtomicLong changedRows(String source) {
        return gauge(
                "sesame.changed.rows",
                "Rows of the last read of changes alone that was accepted.",
                Tags.of("source", source));
    }

    private AtomicLong lastChanges(String source) {
        return gauge(
                "sesame.last.changes.timestamp.seconds",
                "When a read of changes alone last ended well; 0 if never.",
                Tags.of("source", source));
    }

    private AtomicLong held(String source, HoldReason reason) {
        return gauge(
                "sesame.held.records",
                "Rows of the last accepted extract that were not taken over, by reason.",
                Tags.of("source", source, "reason", reason.word()));
    }

    private AtomicLong lastSuccess(String source) {
        return gauge(
                "sesame.last.success.timestamp.seconds",
                "When a run of the whole source last ended well; 0 if never.",
                Tags.of("source", source));
    }

    private AtomicLong unreadableEntries() {
        return gauge(
                "sesame.unreadable.entries",
                "Entries of people that cannot be read as accounts, and are left alone.",
                Tags.empty());
    }

    private AtomicLong calendarSuccess() {
        return gauge(
                "sesame.calendar.last.success.timestamp.seconds",
                "When the calendar's changes were last made visible; 0 if never.",
                Tags.empty());
    }

    private AtomicLong calendarWork() {
        return gauge(
                "sesame.calendar.due",
                "Changes of the dates that are not visible yet, while they are worked on.",
                Tags.empty());
    }

    private AtomicLong calendarDoubt() {
        return gauge(
                "sesame.calendar.held", "1 if the calendar waits because the clock was set, else 0.", Tags.empty());
    }

    private AtomicLong groupsKept() {
        return gauge("sesame.groups", "Groups that follow from the records.", Tags.empty());
    }

    private AtomicLong configurationRead() {
        return gauge(
                "sesame.config.last.reload.successful",
                "1 if the configuration that was read last is in force, 0 if it was refused and the one before it goes on.",
                Tags.empty());
    }

    private AtomicLong configurationSuccess() {
        return gauge(
                "sesame.config.last.reload.success.timestamp.seconds",
                "When the configuration that is in force was read.",
                Tags.empty());
    }

    private AtomicLong accounts(String population, AccountState state) {
        return gauge(
                "sesame.accounts",
                "Accounts by the population that decides their state.",
                Tags.of("population", population, "state", state.word()));
    }

    private AtomicLong gauge(String name, String description, Tags tags) {
        return gauges.computeIfAbsent(name + tags, key -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(name, value, AtomicLong::doubleValue)
                    .description(description)
                    .tags(tags)
                    .register(registry);
            return value;
        });
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
