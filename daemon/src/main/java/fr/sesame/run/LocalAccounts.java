package fr.sesame.run;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Snapshot;
import fr.sesame.identity.TombstoneKey;
import fr.sesame.local.ActRefusedException;
import fr.sesame.local.Answerers;
import fr.sesame.local.LocalAccount;
import fr.sesame.local.LocalActs;
import fr.sesame.local.LocalRecords;
import fr.sesame.local.LocalRequest;
import fr.sesame.logging.RunContext;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.Planner;
import fr.sesame.reconcile.Reconciler;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.source.Extract;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Acts on accounts that people make by hand. Each is a run of its own, over the records that it names: the same plan, the same
 * recognition of people, the lock of runs, a report on disk. Nothing but the directory knows these records.
 *
 * <p>All of an act is refused, with {@link ActRefusedException}, or carried out; what the directory itself then refuses is in the
 * report.
 */
public final class LocalAccounts {
    private final Directory directory;
    private final Calendar calendar;
    private final Planner planner;
    private final Reconciler reconciler;
    private final TombstoneKey tombstoneKey;
    private final RunStore store;
    private final Clock clock;
    private final LocalActs acts;

    public LocalAccounts(
            Directory directory,
            Calendar calendar,
            Planner planner,
            Reconciler reconciler,
            TombstoneKey tombstoneKey,
            RunStore store,
            Clock clock) {
        this.directory = directory;
        this.calendar = calendar;
        this.planner = planner;
        this.reconciler = reconciler;
        this.tombstoneKey = tombstoneKey;
        this.store = store;
        this.clock = clock;
        this.acts = new LocalActs(calendar);
    }

    /**
     * How an act ended.
     *
     * @param accounts what the records look like after it, in the order in which they were asked for
     * @param recognised the logins of those who had an account before
     */
    public record Done(RunReport run, List<LocalAccount> accounts, Set<Login> recognised) {
        public Done {
            accounts = List.copyOf(accounts);
            recognised = Set.copyOf(recognised);
        }
    }

    /**
     * Makes a record for each request: an account of somebody new, or one record more of somebody who is recognised.
     *
     * @param by who records it
     * @param others whether somebody has decided that these are other people than whoever they almost are
     * @param dryRun nothing is written
     */
    public Done create(List<LocalRequest> requests, String by, boolean others, boolean dryRun)
            throws ActRefusedException, RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            Instant now = clock.instant();
            Snapshot snapshot = directory.snapshot();
            refuse(problems(requests, snapshot, now));
            List<SourceKey> keys =
                    LocalRecords.newKeys(requests.size(), calendar.dayOf(now), snapshot.accounts(), erased(snapshot));
            List<PersonRecord> records = new ArrayList<>(LocalRecords.of(snapshot.accounts()));
            for (int i = 0; i < keys.size(); i++) {
                LocalRequest request = requests.get(i);
                Affiliation made = acts.made(keys.get(i), request, new Act(by, now, request.reason()));
                records.add(
                        new PersonRecord(keys.get(i), request.civil(), request.numbers(), new TreeSet<>(Set.of(made))));
            }
            Set<SourceKey> decided = new HashSet<>(keys);
            Plan plan = planner.plan(snapshot, extract(records), now, others ? decided : Set.of())
                    .only(decided);
            refuse(held(plan.held(), keys, requests));
            refuse(twice(plan, keys, requests, now));
            return carryOut(plan, snapshot, keys, dryRun, "created by " + by);
        }
    }

    /** Somebody in charge says that the record is right: it opens today, or on its first day if that is later. */
    public Done validate(String idOrLogin, Login by) throws ActRefusedException, RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            Instant now = clock.instant();
            LocalAccount local = find(idOrLogin, one -> one.record().facts().validatedBy() == null);
            Affiliation validated = acts.validated(local, by, calendar.dayOf(now));
            refuse(cannotAnswer("validate it", by, local.record(), now));
            return carryOut(local, validated, now, "validated by " + by);
        }
    }

    /**
     * Gives a record a later end.
     *
     * @param sponsor who answers from now on, or null: whoever does, who must then still be active
     * @param by who answers for that
     */
    public Done extend(String idOrLogin, LocalDate end, @Nullable Login sponsor, Login by, String reason)
            throws ActRefusedException, RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            Instant now = clock.instant();
            LocalAccount local = find(idOrLogin, one -> true);
            if (by.equals(local.account().login())) {
                throw new ActRefusedException(by + " extends their own account; expected somebody else");
            }
            Affiliation extended = acts.extended(local, end, sponsor, new Act(by.value(), now, reason));
            refuse(cannotAnswer("extend it", by, extended, now));
            Optional<Login> answering = new LocalAccount(local.account(), extended).sponsor();
            if (answering.isPresent()) {
                refuse(cannotAnswer("be the sponsor (name another: --sponsor)", answering.get(), extended, now));
            } else if (calendar.ruleOf(extended.population()).sponsoring().mandatory()) {
                throw new ActRefusedException("nobody answers for " + idOrLogin + "; name a sponsor: --sponsor");
            }
            return carryOut(local, extended, now, "extended by " + by + ": " + reason);
        }
    }

    /**
     * Gives a record an earlier end.
     *
     * @param last its last open day, inclusive, or null: today
     */
    public Done end(String idOrLogin, @Nullable LocalDate last, String by, String reason)
            throws ActRefusedException, RunException, DirectoryException {
        try (RunLock lock = store.lock()) {
            Instant now = clock.instant();
            LocalDate day = last == null ? calendar.dayOf(now) : last;
            LocalAccount local = find(idOrLogin, one -> true);
            Affiliation ended = acts.ended(local, day, new Act(by, now, reason));
            return carryOut(local, ended, now, "ended by " + by + ": " + reason);
        }
    }

    private static void refuse(List<String> problems) throws ActRefusedException {
        if (!problems.isEmpty()) {
            throw new ActRefusedException(problems);
        }
    }

    private List<String> problems(List<LocalRequest> requests, Snapshot snapshot, Instant now) {
        List<String> problems = new ArrayList<>();
        Answerers answerers = new Answerers(calendar, now);
        for (LocalRequest request : requests) {
            List<String> of = new ArrayList<>(acts.problems(request, calendar.dayOf(now)));
            if (snapshot.structures().stream().noneMatch(one -> one.code().equals(request.structure()))) {
                of.add("there is no structure '" + request.structure()
                        + "'; expected the code of one of ou=structures");
            }
            Login sponsor = request.sponsor();
            if (sponsor != null && calendar.rules().containsKey(request.population())) {
                Optional<Account> account = snapshot.accounts().stream()
                        .filter(one -> one.login().equals(sponsor))
                        .findFirst();
                answerers
                        .problem(sponsor, account, request.population())
                        .ifPresent(why -> of.add(sponsor + " cannot be the sponsor: " + why + "; "
                                + answerers.whoElse(snapshot.accounts(), request.population(), request.structure())));
            }
            of.forEach(problem -> problems.add(request.origin() + problem));
        }
        return problems;
    }

    private List<String> cannotAnswer(String what, Login by, Affiliation record, Instant now)
            throws DirectoryException {
        Answerers answerers = new Answerers(calendar, now);
        Optional<String> problem = answerers.problem(by, directory.find(by), record.population());
        if (problem.isEmpty()) {
            return List.of();
        }
        List<Account> accounts = new ArrayList<>();
        directory.forEachAccount(accounts::add);
        accounts.sort((one, other) -> one.login().compareTo(other.login()));
        String others = record.structure() == null
                ? ""
                : "; " + answerers.whoElse(accounts, record.population(), record.structure());
        return List.of(by + " cannot " + what + ": " + problem.get() + others);
    }

    private Predicate<SourceKey> erased(Snapshot snapshot) {
        if (snapshot.tombstones().isEmpty()) {
            return key -> false;
        }
        return tombstoneKey
                .find()
                .<Predicate<SourceKey>>map(hashes -> key -> snapshot.tombstones().stream()
                        .anyMatch(tombstone -> tombstone.hashes().contains(hashes.of(key))))
                .orElse(key -> false);
    }

    private static List<String> held(List<HeldRecord> held, List<SourceKey> keys, List<LocalRequest> requests) {
        return held.stream()
                .map(record -> requests.get(keys.indexOf(record.key())).origin()
                        + record.detail()
                        + (record.reason().equals(HoldReason.DOUBTFUL_MATCH)
                                ? "; if it is that person, ask again with the names and the birth date that are known;"
                                        + " if it is another: --another-person"
                                : ""))
                .toList();
    }

    /** Who has the same right already, or is asked for twice. */
    private List<String> twice(Plan plan, List<SourceKey> keys, List<LocalRequest> requests, Instant now) {
        List<String> problems = new ArrayList<>();
        for (Change change : plan.changes()) {
            Account account = after(change);
            for (Affiliation one : account.affiliations()) {
                int index = keys.indexOf(one.key());
                if (index < 0) {
                    continue;
                }
                for (Affiliation other : account.affiliations()) {
                    // Of two new ones, the later is told.
                    if (keys.indexOf(other.key()) < index && acts.areTheSame(one, other, calendar.dayOf(now))) {
                        problems.add(requests.get(index).origin()
                                + alreadyThere(account, one, other, keys.contains(other.key())));
                    }
                }
            }
        }
        return problems;
    }

    private String alreadyThere(Account account, Affiliation one, Affiliation other, boolean asked) {
        String name = account.civil().givenName() + " " + account.civil().familyName();
        String what = one.population() + " of " + one.structure();
        if (asked) {
            return name + " is asked for twice as " + what;
        }
        return name + " is " + account.login() + " and is " + what + " already, by " + other.key()
                + calendar.ruleOf(other.population())
                        .closing(other.facts())
                        .map(day -> " through " + day)
                        .orElse("")
                + (other.key().isLocal()
                        ? "; to prolong that: sesame account extend "
                                + other.key().value()
                        : "");
    }

    private static Account after(Change change) {
        return change instanceof Change.CreateAccount create
                ? create.account()
                : ((Change.UpdateAccount) change).after();
    }

    /** The one record that is meant: by its id, or the login of somebody who has one that fits. */
    private LocalAccount find(String idOrLogin, Predicate<LocalAccount> fits)
            throws ActRefusedException, DirectoryException {
        List<LocalAccount> found = new ArrayList<>();
        if (Character.isDigit(idOrLogin.isEmpty() ? ' ' : idOrLogin.charAt(0)) || idOrLogin.contains(":")) {
            SourceKey key =
                    idOrLogin.contains(":") ? SourceKey.parse(idOrLogin) : new SourceKey(SourceKey.LOCAL, idOrLogin);
            directory.forEachAccount(account -> LocalAccount.of(account).stream()
                    .filter(one -> one.record().key().equals(key))
                    .forEach(found::add));
            if (found.isEmpty()) {
                throw new ActRefusedException("there is no record '" + key + "'; see: sesame account list");
            }
            return found.get(0);
        }
        Login login = new Login(idOrLogin);
        Optional<Account> account = directory.find(login);
        if (account.isEmpty()) {
            throw new ActRefusedException("there is no account '" + login + "'");
        }
        List<LocalAccount> all = LocalAccount.of(account.get());
        if (all.isEmpty()) {
            throw new ActRefusedException(login + " has no record that was made by hand; its records are "
                    + account.get().keys() + ", which their sources change");
        }
        all.stream().filter(fits).forEach(found::add);
        if (found.size() > 1) {
            throw new ActRefusedException(login + " has several records that were made by hand; name one of "
                    + found.stream().map(LocalAccount::id).toList());
        }
        return found.isEmpty() ? all.get(all.size() - 1) : found.get(0);
    }

    private Extract extract(List<PersonRecord> records) {
        return new Extract(
                SourceKey.LOCAL,
                records,
                List.of(),
                new Extract.Facts("the directory", records.size(), clock.instant(), ""));
    }

    /** One record of one account: nobody else is looked at. */
    private Done carryOut(LocalAccount local, Affiliation changed, Instant now, String how) throws RunException {
        Snapshot snapshot = new Snapshot(List.of(local.account()), List.of(), List.of(), Set.of());
        List<PersonRecord> records = LocalRecords.with(local, changed);
        Set<SourceKey> decided = Set.of(changed.key());
        Plan plan = planner.plan(snapshot, extract(records), now).only(decided);
        return carryOut(plan, snapshot, List.of(changed.key()), false, how);
    }

    private Done carryOut(Plan plan, Snapshot snapshot, List<SourceKey> keys, boolean dryRun, String how)
            throws RunException {
        try (RunContext context = RunContext.of(Runner.id(plan.asOf()))) {
            return carryOutAs(plan, snapshot, keys, dryRun, how);
        }
    }

    private Done carryOutAs(Plan plan, Snapshot snapshot, List<SourceKey> keys, boolean dryRun, String how)
            throws RunException {
        RunFolder folder = store.begin(Runner.id(plan.asOf()));
        SourceReport report;
        try {
            Reconciler.Pass pass = reconciler.begin(snapshot, dryRun, folder);
            report = Runner.logged(pass.carryOut(plan, Set.copyOf(keys))).saying(how);
        } catch (IOException e) {
            throw RunException.unkept(folder, e);
        }
        RunReport run = new RunReport(
                Runner.id(plan.asOf()),
                plan.asOf(),
                Duration.between(plan.asOf(), clock.instant()),
                dryRun,
                List.of(report));
        store.save(run);
        return new Done(run, records(plan, keys), recognised(plan.changes()));
    }

    private static List<LocalAccount> records(Plan plan, List<SourceKey> keys) {
        List<LocalAccount> found = new ArrayList<>();
        for (SourceKey key : keys) {
            plan.changes().stream()
                    .flatMap(change -> LocalAccount.of(after(change)).stream())
                    .filter(one -> one.record().key().equals(key))
                    .forEach(found::add);
        }
        return found;
    }

    private static Set<Login> recognised(Collection<Change> changes) {
        Set<Login> logins = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.UpdateAccount update) {
                logins.add(update.before().login());
            }
        }
        return logins;
    }
}
