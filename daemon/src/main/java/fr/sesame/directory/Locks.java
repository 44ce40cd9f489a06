package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import java.util.List;
import java.util.function.Consumer;

/** The security measures that are laid over accounts. */
public interface Locks {

    /** Every account that has a lock, one that has ended or not begun too; in no order. */
    void forEachLocked(Consumer<Account> consumer) throws DirectoryException;

    /**
     * Every account that an LDAP filter finds; in no order.
     *
     * @param filter of RFC 4515
     * @throws fr.sesame.account.InvalidValueException if the text is no filter
     */
    void forEach(String filter, Consumer<Account> consumer) throws DirectoryException;

    /**
     * Lays a lock over an account, in place of the one that it has.
     *
     * @param account as it was read: if its lock is another one now, nothing is written
     * @throws DirectoryException if it was changed meanwhile
     */
    void lay(Account account, Lock lock) throws DirectoryException;

    /**
     * Takes the lock of an account away, and keeps how it ended.
     *
     * @param account as it was read: if its lock is another one now, nothing is written
     * @param lifted its lock, and who lifts it why
     * @throws DirectoryException if it was changed meanwhile
     */
    void lift(Account account, LiftedLock lifted) throws DirectoryException;

    /** The last locks of an account that were lifted, the earliest first; none if there is no such account. */
    List<LiftedLock> history(Login login) throws DirectoryException;
}
