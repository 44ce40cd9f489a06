package fr.sesame.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.GuardLimits;
import fr.sesame.reconcile.Limit;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.reconcile.University;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.Runner;
import fr.sesame.source.Source;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.MappedSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One directory of whole reads and one of reads of changes, over the same tables, day after day. */
final class TwoDirectories {
    private static final Limit ANY = new Limit(100, 0);

    private final University university;
    private final Database database;
    private final One ofWholes;
    private final One ofChanges;
    private Instant now = University.TODAY;

    TwoDirectories(Path folder, Database database) throws Exception {
        this.university = new University(Files.createDirectory(folder.resolve("copies")));
        this.database = database;
        this.ofWholes = new One(folder.resolve("wholes"));
        this.ofChanges = new One(folder.resolve("changes"));
    }

    Configuration configuration() {
        return university.configuration();
    }

    LocalDateTime today() {
        return LocalDateTime.ofInstant(
                now, university.configuration().calendar().zone());
    }

    void nextDay() {
        now = now.plus(Duration.ofDays(1));
    }

    /** Both read everything. */
    void readWholes() throws Exception {
        ofWholes.run(false);
        ofChanges.run(false);
    }

    /** One reads everything, the other what has changed. Gives the reports of the latter. */
    List<SourceReport> readChanges() throws Exception {
        ofWholes.run(false);
        List<SourceReport> reports = ofChanges.run(true).sources();
        return reports.stream()
                .filter(report -> university.sourceNames().contains(report.source()))
                .toList();
    }

    /** Every entry of the one is that of the other, and the same records are held for the same reason. */
    void assertSame(String when) {
        assertSame(when, false);
    }

    /** The same, but for the day on which it was found that a record was dropped. */
    void assertSameButForTheDayOfGoing(String when) {
        assertSame(when, true);
    }

    private void assertSame(String when, boolean withoutDays) {
        Map<Login, Object> changed = entries(ofChanges, withoutDays);
        Map<Login, Object> whole = entries(ofWholes, withoutDays);
        Set<Login> logins = new TreeSet<>(changed.keySet());
        logins.addAll(whole.keySet());
        assertThat(logins.stream()
                        .filter(login -> !Objects.equals(changed.get(login), whole.get(login)))
                        .map(login -> "is " + changed.get(login) + "\nand was to be " + whole.get(login)))
                .as(when)
                .isEmpty();
    }

    /** What the last reports hold, but for the words: a row of a view has no number of its own. */
    Set<String> held(boolean ofThoseOfChanges, List<String> sources) throws Exception {
        RunStore store = (ofThoseOfChanges ? ofChanges : ofWholes).store;
        Set<String> held = new TreeSet<>();
        for (String source : sources) {
            SourceReport last = store.last(source, SourceReport::wasAccepted).orElseThrow();
            for (HeldRecord record : last.held()) {
                if (!record.isAboutNobodyKnown() && !record.reason().equals(HoldReason.MISSED)) {
                    held.add(record.key() + " " + record.reason());
                }
            }
        }
        return held;
    }

    /** The records that are known to be gone in the directory of changes. */
    Set<SourceKey> gone() {
        return ofChanges.directory.snapshot().accounts().stream()
                .flatMap(account -> account.affiliations().stream())
                .filter(affiliation -> affiliation.facts().gone() != null)
                .map(Affiliation::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    int people() {
        return ofChanges.directory.snapshot().accounts().size();
    }

    private Map<Login, Object> entries(One one, boolean withoutDays) {
        Map<Login, Object> entries = new TreeMap<>();
        for (Account account : one.directory.snapshot().accounts()) {
            entries.put(account.login(), withoutDays ? withoutDayOfGoing(account) : account);
        }
        return entries;
    }

    /** A record that was dropped is over, be it by the day on which that was found, or by its own end before that day. */
    private List<Object> withoutDayOfGoing(Account account) {
        Calendar calendar = university.configuration().calendar();
        LocalDate today = calendar.dayOf(now);
        Map<Affiliation, Boolean> affiliations = new TreeMap<>();
        account.affiliations()
                .forEach(affiliation -> affiliations.put(
                        affiliation.with(affiliation.facts().withGone(null)),
                        calendar.ruleOf(affiliation.population())
                                .closing(affiliation.facts())
                                .filter(day -> day.isBefore(today))
                                .isPresent()));
        return List.of(account.mail(), account.civil(), account.numbers(), affiliations);
    }

    private Source source(String name, Clock clock) {
        SourceSettings settings = university.configuration().enabledSources().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new MappedSource(
                name,
                new JdbcRows(database, Query.view(name), ReadLimits.DEFAULT),
                settings.mapping(),
                university.configuration().calendar(),
                clock,
                new ChangeColumn(
                        ChangingTables.CHANGED, settings.mapping().key().column(), ChangeColumn.DEFAULT_OVERLAP, null));
    }

    private static GuardLimits anything() {
        return new GuardLimits(
                new GuardLimits.Changes(ANY, ANY, ANY, ANY),
                Map.of(),
                7,
                new GuardLimits.Structures(5, 100, ANY),
                new GuardLimits.Extracts(100, 1_000_000, 100, 20, 100, 7, 1),
                Map.of(),
                GuardLimits.Protection.NOBODY);
    }

    private final class One {
        private final InMemoryDirectory directory = new InMemoryDirectory();
        private final RunStore store;

        One(Path folder) throws Exception {
            store = new RunStore(folder, university.changeText(), () -> "the same");
        }

        RunReport run(boolean changed) throws Exception {
            now = now.plusSeconds(1); // the name of a run is its second
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            Reconciler reconciler = new Reconciler(
                    directory,
                    university.planner(),
                    new Guard(university.configuration().calendar(), anything()),
                    clock,
                    store.memory(),
                    store.marks(),
                    Progress.NONE);
            Runner runner = new Runner(
                    reconciler,
                    university.structures(),
                    university.sourceNames().stream()
                            .map(name -> source(name, clock))
                            .toList(),
                    university.groups(directory),
                    store,
                    clock,
                    run -> {});
            RunReport run = changed ? runner.runChanges(List.of(), false) : runner.run(List.of(), false);
            assertThat(run.sources())
                    .allSatisfy(report -> assertThat(report.outcome().isSuccess())
                            .as("%s: %s", report.source(), report.messages())
                            .isTrue());
            return run;
        }
    }
}
