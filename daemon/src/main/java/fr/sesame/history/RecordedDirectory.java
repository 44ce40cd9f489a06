package fr.sesame.history;

import fr.sesame.account.Account;
import fr.sesame.account.Erasure;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Structure;
import fr.sesame.account.Tombstone;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Due;
import fr.sesame.directory.Groups;
import fr.sesame.directory.Locks;
import fr.sesame.directory.Merges;
import fr.sesame.directory.PlannedWindows;
import fr.sesame.directory.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A directory whose changes of accounts are kept in the history before they are written, and whose erasures take them out of it. What
 * cannot be kept is not written: the next run does it.
 */
public final class RecordedDirectory implements Directory {
    private final Directory directory;
    private final HistoryFolder history;
    private final Clock clock;

    public RecordedDirectory(Directory directory, HistoryFolder history, Clock clock) {
        this.directory = directory;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void apply(Change change, Instant asOf) throws DirectoryException {
        Optional<Recorded> recorded = Recorded.of(change, clock.instant(), asOf);
        if (recorded.isPresent()) {
            try {
                history.append(recorded.get());
            } catch (IOException e) {
                throw DirectoryException.unreachable(
                        "the history in " + history.folder() + " cannot be written (" + e
                                + "); nothing more is changed, the next" + " run goes on",
                        e);
            }
        }
        directory.apply(change, asOf);
    }

    /** A run begins with it: what is due in the history is done first. */
    @Override
    public Snapshot snapshot() throws DirectoryException {
        Snapshot snapshot = directory.snapshot();
        try {
            history.removeOld(clock.instant());
            Set<Login> logins = snapshot.accounts().stream().map(Account::login).collect(Collectors.toSet());
            history.finishForgetting(login -> logins.contains(login)
                    || snapshot.unreadable().stream()
                            .anyMatch(entry -> entry.names().contains(login.value())));
        } catch (IOException e) {
            throw DirectoryException.refused("the history in " + history.folder() + " cannot be tidied (" + e + ")", e);
        }
        return snapshot;
    }

    @Override
    public Tombstone erase(Account account, SortedSet<String> hashes, Erasure erasure) throws DirectoryException {
        Login login = account.login();
        try {
            history.beginToForget(login);
        } catch (IOException e) {
            throw DirectoryException.refused(
                    "the history in " + history.folder() + " cannot be written (" + e + "); nothing was erased", e);
        }
        Tombstone tombstone = directory.erase(account, hashes, erasure);
        try {
            history.forget(login);
        } catch (IOException e) {
            throw DirectoryException.refused(
                    "the account '" + login + "' is erased, but not yet its history in " + history.folder() + " (" + e
                            + "); the next run tries again",
                    e);
        }
        return tombstone;
    }

    @Override
    public void forEachAccount(Consumer<Account> consumer, Consumer<DirectoryException> unreadable)
            throws DirectoryException {
        directory.forEachAccount(consumer, unreadable);
    }

    @Override
    public Optional<Account> find(Login login) throws DirectoryException {
        return directory.find(login);
    }

    @Override
    public List<Due> dueBy(Instant instant, Consumer<DirectoryException> unreadable) throws DirectoryException {
        return directory.dueBy(instant, unreadable);
    }

    @Override
    public List<Account> notShown(int most, Consumer<DirectoryException> unreadable) throws DirectoryException {
        return directory.notShown(most, unreadable);
    }

    @Override
    public void setPassword(Login login, String password) throws DirectoryException {
        directory.setPassword(login, password);
    }

    @Override
    public List<Tombstone> tombstones() throws DirectoryException {
        return directory.tombstones();
    }

    @Override
    public void admit(Login erased, String admission) throws DirectoryException {
        directory.admit(erased, admission);
    }

    @Override
    public List<Ruling> rulings() throws DirectoryException {
        return directory.rulings();
    }

    @Override
    public void keep(Ruling ruling) throws DirectoryException {
        directory.keep(ruling);
    }

    @Override
    public Merges merges() {
        return directory.merges();
    }

    @Override
    public Locks locks() {
        return directory.locks();
    }

    @Override
    public List<Structure> structures() throws DirectoryException {
        return directory.structures();
    }

    @Override
    public Groups groups() {
        return directory.groups();
    }

    @Override
    public PlannedWindows suspensions() {
        return directory.suspensions();
    }

    @Override
    public void close() {
        directory.close();
    }
}
