package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Erasure;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Structure;
import fr.sesame.account.Tombstone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A directory of accounts, embedded or not. */
public interface Directory extends AutoCloseable {

    /** Every account and every structure, as they stand. */
    Snapshot snapshot() throws DirectoryException;

    /**
     * Every account, one after the other, in no order; none is kept.
     *
     * @throws DirectoryException of the first entry that cannot be read, after all others
     */
    default void forEachAccount(Consumer<Account> consumer) throws DirectoryException {
        List<DirectoryException> unreadable = new ArrayList<>();
        forEachAccount(consumer, unreadable::add);
        if (!unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
    }

    /**
     * The same.
     *
     * @param unreadable is told of each entry that is no account
     */
    void forEachAccount(Consumer<Account> consumer, Consumer<DirectoryException> unreadable) throws DirectoryException;

    /** One account, as it stands. May be asked for by several threads, as {@link #apply} may. */
    Optional<Account> find(Login login) throws DirectoryException;

    /**
     * The accounts whose next change is at or before that instant, in order; by an index, not by reading all.
     *
     * @param unreadable is told of each entry that is no account; the others are found all the same
     */
    List<Due> dueBy(Instant instant, Consumer<DirectoryException> unreadable) throws DirectoryException;

    /**
     * Accounts whose state was never made visible: they were imported, or are older than what is shown now. Reads all.
     *
     * @param most how many are returned at most
     * @param unreadable is told of each entry that is no account
     */
    List<Account> notShown(int most, Consumer<DirectoryException> unreadable) throws DirectoryException;

    /**
     * Writes one change, whole or not at all. What is visible of an account (its state, its next change) is written as of
     * that instant.
     */
    void apply(Change change, Instant asOf) throws DirectoryException;

    /** Sets a password; the directory hashes it. */
    void setPassword(Login login, String password) throws DirectoryException;

    /** All tombstones, ordered by login. */
    List<Tombstone> tombstones() throws DirectoryException;

    /**
     * Puts a tombstone with all names of the account in its place: the tombstone first, then the account away, so that whatever
     * happens between nothing of it is free; done again, it is finished. What was decided of it and others goes too.
     *
     * @param hashes what the person is to be recognised by
     * @throws DirectoryException if there is no such account, or it is not inactive at the instant of the erasure
     */
    Tombstone erase(Account account, SortedSet<String> hashes, Erasure erasure) throws DirectoryException;

    /** Writes on a tombstone that a record was admitted, by the hash of its key. */
    void admit(Login erased, String admission) throws DirectoryException;

    /** What somebody has decided of pairs, all of it, the earliest first. */
    List<Ruling> rulings() throws DirectoryException;

    /** Keeps what somebody has decided of a pair, beside what was decided of it before. */
    void keep(Ruling ruling) throws DirectoryException;

    /** Accounts that were merged into others. */
    Merges merges();

    /** The locks of the accounts. */
    Locks locks();

    /** Every structure, ordered by code. */
    List<Structure> structures() throws DirectoryException;

    /** The groups that are computed. */
    Groups groups();

    /** The suspensions that are planned. */
    PlannedWindows suspensions();

    @Override
    void close();
}
