package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Locks without a server; it knows no filters. */
final class InMemoryLocks implements Locks {
    private final InMemoryDirectory directory;
    private final Map<Login, List<LiftedLock>> lifted = new HashMap<>();

    InMemoryLocks(InMemoryDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void forEachLocked(Consumer<Account> consumer) {
        directory.forEachAccount(account -> {
            if (account.lock() != null) {
                consumer.accept(account);
            }
        });
    }

    @Override
    public void forEach(String filter, Consumer<Account> consumer) {
        throw new UnsupportedOperationException("filters are LDAP's");
    }

    @Override
    public void lay(Account account, Lock lock) throws DirectoryException {
        Lock before = account.lock();
        if (before != null) {
            keep(account, new LiftedLock(before, lock.since(), lock.by(), "replaced"));
        }
        write(account, lock);
    }

    @Override
    public void lift(Account account, LiftedLock ended) throws DirectoryException {
        write(account, null);
        keep(account, ended);
    }

    private void keep(Account account, LiftedLock ended) {
        lifted.merge(account.login(), List.of(ended), (before, more) -> LiftedLock.with(before, ended));
    }

    private void write(Account account, @Nullable Lock lock) throws DirectoryException {
        Account stored = directory.find(account.login()).orElseThrow();
        if (!Objects.equals(stored.lock(), account.lock())) {
            throw DirectoryException.refused("the lock was changed meanwhile", null);
        }
        directory.apply(
                new Change.UpdateAccount(stored, stored.with(lock)), lock == null ? Instant.EPOCH : lock.since());
    }

    @Override
    public List<LiftedLock> history(Login login) {
        return lifted.getOrDefault(login, List.of());
    }
}
