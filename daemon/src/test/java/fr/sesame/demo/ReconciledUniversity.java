package fr.sesame.demo;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.directory.Snapshot;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.reconcile.Guard;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.University;
import fr.sesame.reconcile.Verdict;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.rows.MappedSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the shipped configuration makes of extracts in a folder, one plan after the other. */
final class ReconciledUniversity {
    private final Configuration configuration;
    private final Set<String> held = new TreeSet<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private Snapshot snapshot;

    private ReconciledUniversity(Snapshot before) throws Exception {
        this.snapshot = before;
        this.configuration = Configuration.load(Path.of("..", "conf"));
    }

    static ReconciledUniversity of(Path extracts, LocalDate today, Snapshot before) throws Exception {
        ReconciledUniversity reconciled = new ReconciledUniversity(before);
        reconciled.reconcile(extracts, today);
        return reconciled;
    }

    private void reconcile(Path extracts, LocalDate today) throws Exception {
        Clock clock = Clock.fixed(
                today.atTime(LocalTime.of(6, 0))
                        .atZone(configuration.institution().zone())
                        .toInstant(),
                ZoneOffset.UTC);
        Instant now = clock.instant();
        List<String> names = configuration.enabledSources().stream()
                .map(SourceSettings::name)
                .toList();
        Planner planner = new Planner(
                configuration.calendar(),
                new Correlator(names),
                new LoginAttribution(configuration.names()),
                names,
                University.KEY);
        for (SourceSettings source : configuration.enabledSources()) {
            Path file = extracts.resolve(source.name() + ".csv");
            MappedSource csv = new MappedSource(
                    source.name(),
                    new CsvFile(file, ((CsvFile) source.rows()).format()),
                    source.mapping(),
                    configuration.calendar(),
                    clock);
            Plan plan = planner.plan(snapshot, csv.read(), now);
            plans.add(plan);
            Verdict verdict = new Guard(configuration.calendar(), configuration.guard()).review(plan, snapshot);
            if (verdict instanceof Verdict.Refused refused) {
                refusals.addAll(refused.reasons());
            }
            for (HeldRecord one : plan.held()) {
                held.add(one.key().source() + ";" + one.key().value() + ";" + one.reason());
            }
            snapshot = snapshot.after(plan.changes());
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** What the guard has against these plans. */
    List<String> refusals() {
        return refusals;
    }

    List<Plan> plans() {
        return plans;
    }

    /** Each as a line of {@code expected-held.csv}. */
    Set<String> held() {
        return held;
    }

    Map<SourceKey, Account> byKey() {
        Map<SourceKey, Account> accounts = new HashMap<>();
        snapshot.accounts().forEach(account -> account.keys().forEach(key -> accounts.put(key, account)));
        return accounts;
    }

    String stateOn(LocalDate day, Account account) {
        return account.timeline().stateAt(configuration.calendar().startOf(day)).word();
    }
}
