package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A directory of accounts, embedded or not. */
public interface Directory extends AutoCloseable {

    /** Every account and every structure, as they stand. */
    Snapshot snapshot() throws DirectoryException;

    /** Every account, one after the other, in no order; none is kept. */
    void forEachAccount(Consumer<Account> consumer) throws DirectoryException;

    /** One account. */
    Optional<Account> find(Login login) throws DirectoryException;

    /** The accounts whose next change is at or before that instant, earliest first; by an index, not by reading all. */
    List<Account> dueBy(Instant instant) throws DirectoryException;

    /** The accounts whose state was never made visible: they were imported, or are older than what is shown now. Reads all. */
    List<Account> notShown() throws DirectoryException;

    /**
     * Writes one change, whole or not at all. What is visible of an account (its state, its next change) is written as of
     * that instant.
     */
    void apply(Change change, Instant asOf) throws DirectoryException;

    /** Sets a password; the directory hashes it. */
    void setPassword(Login login, String password) throws DirectoryException;

    @Override
    void close();
}
