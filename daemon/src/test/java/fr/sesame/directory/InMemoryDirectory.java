package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Erasure;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Structure;
import fr.sesame.account.Tombstone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A directory without a server, for tests of what stands above the port; it keeps the port's contract. */
public final class InMemoryDirectory implements Directory {
    private Snapshot content = Snapshot.EMPTY;
    private final Map<Login, Instant> next = new HashMap<>();
    private final Set<Login> refused = new HashSet<>();
    private final List<Login> shown = new ArrayList<>();
    private final Locks locks = new InMemoryLocks(this);
    private final Merges merges = new InMemoryMerges(this);
    private final PlannedWindows windows = new InMemoryWindows();
    private final InMemoryGroups groups = new InMemoryGroups();
    private int answersLeft = Integer.MAX_VALUE;

    /** From now on the entry of that login cannot be written. */
    public void refuse(Login login) {
        refused.add(login);
    }

    /** Who was made visible, in order. */
    public synchronized List<Login> shown() {
        return List.copyOf(shown);
    }

    /** Goes away after so many more writes. */
    public void goAwayAfter(int writes) {
        answersLeft = writes;
    }

    @Override
    public Snapshot snapshot() {
        return content;
    }

    @Override
    public void forEachAccount(Consumer<Account> consumer) {
        content.accounts().forEach(consumer);
    }

    @Override
    public void forEachAccount(Consumer<Account> consumer, Consumer<DirectoryException> unreadable) {
        content.accounts().forEach(consumer);
    }

    @Override
    public synchronized Optional<Account> find(Login login) {
        return content.accounts().stream()
                .filter(account -> account.login().equals(login))
                .findFirst();
    }

    @Override
    public synchronized List<Due> dueBy(Instant instant, Consumer<DirectoryException> unreadable) {
        return next.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(instant))
                .map(entry -> new Due(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
    }

    @Override
    public synchronized void apply(Change change, Instant asOf) throws DirectoryException {
        if (answersLeft-- <= 0) {
            throw DirectoryException.unreachable("it went away", null);
        }
        Account account = accountOf(change);
        if (account != null) {
            if (refused.contains(account.login())) {
                throw DirectoryException.refused(account.login() + " is refused", null);
            }
            boolean there = find(account.login()).isPresent();
            if (there == change instanceof Change.CreateAccount) {
                throw DirectoryException.refused(
                        account.login() + (there ? " is there already" : " is not there"), null);
            }
            next.remove(account.login());
            account.nextChangeAfter(asOf).ifPresent(at -> next.put(account.login(), at));
        }
        content = content.after(List.of(change));
        if (change instanceof Change.ShowState show) {
            shown.add(show.account().login());
        }
    }

    private static @Nullable Account accountOf(Change change) {
        if (change instanceof Change.CreateAccount create) {
            return create.account();
        }
        if (change instanceof Change.UpdateAccount update) {
            return update.after();
        }
        return change instanceof Change.ShowState show ? show.account() : null;
    }

    @Override
    public List<Account> notShown(int most, Consumer<DirectoryException> unreadable) {
        return List.of(); // whoever is written is shown
    }

    @Override
    public void setPassword(Login login, String password) throws DirectoryException {
        if (find(login).isEmpty()) {
            throw DirectoryException.refused(login + " is not there", null);
        }
    }

    @Override
    public List<Tombstone> tombstones() {
        return content.tombstones();
    }

    @Override
    public Tombstone erase(Account account, SortedSet<String> hashes, Erasure erasure) throws DirectoryException {
        Login login = account.login();
        Account stored = find(login).orElseThrow(() -> DirectoryException.refused(login + " is not there", null));
        if (stored.stateAt(erasure.at()) != AccountState.INACTIVE) {
            throw DirectoryException.refused(login + " is not inactive", null);
        }
        Tombstone tombstone =
                new Tombstone(login, new TreeSet<>(List.of(stored.mail().value())), hashes, erasure, new TreeSet<>());
        next.remove(login);
        content = new Snapshot(
                content.accounts().stream().filter(one -> !one.equals(stored)).toList(),
                content.structures(),
                with(tombstone),
                content.aliases(),
                content.rulings().stream()
                        .filter(ruling -> !ruling.parties().contains(login.toString()))
                        .filter(ruling -> stored.keys().stream()
                                .noneMatch(key -> ruling.parties().contains(key.toString())))
                        .toList());
        return tombstone;
    }

    @Override
    public void admit(Login erased, String admission) throws DirectoryException {
        Tombstone old = content.tombstones().stream()
                .filter(one -> one.login().equals(erased))
                .findFirst()
                .orElseThrow(() -> DirectoryException.refused(erased + " is not there", null));
        SortedSet<String> admissions = new TreeSet<>(old.admissions());
        admissions.add(admission);
        Tombstone admitted = new Tombstone(old.login(), old.names(), old.hashes(), old.erasure(), admissions);
        content = new Snapshot(
                content.accounts(), content.structures(), with(admitted), content.aliases(), content.rulings());
    }

    private List<Tombstone> with(Tombstone tombstone) {
        Map<Login, Tombstone> all = new TreeMap<>();
        content.tombstones().forEach(one -> all.put(one.login(), one));
        all.put(tombstone.login(), tombstone);
        return List.copyOf(all.values());
    }

    @Override
    public List<Ruling> rulings() {
        return content.rulings();
    }

    @Override
    public void keep(Ruling ruling) {
        List<Ruling> all = new ArrayList<>(content.rulings());
        all.add(ruling);
        content = new Snapshot(content.accounts(), content.structures(), content.tombstones(), content.aliases(), all);
    }

    @Override
    public Merges merges() {
        return merges;
    }

    /** Puts a merge's account away, or back. */
    synchronized void replace(@Nullable Account gone, @Nullable Account back) {
        List<Account> all = new ArrayList<>(content.accounts());
        all.remove(gone);
        if (back != null) {
            all.add(back);
        }
        all.sort(Comparator.comparing(Account::login));
        content = new Snapshot(all, content.structures(), content.tombstones(), content.aliases(), content.rulings());
    }

    @Override
    public Locks locks() {
        return locks;
    }

    @Override
    public List<Structure> structures() {
        return content.structures();
    }

    @Override
    public InMemoryGroups groups() {
        return groups;
    }

    @Override
    public PlannedWindows suspensions() {
        return windows;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
