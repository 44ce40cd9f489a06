package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A directory without a server, for tests of what stands above the port; it keeps the port's contract. */
public final class InMemoryDirectory implements Directory {
    private Snapshot content = Snapshot.EMPTY;
    private final Map<Login, Instant> next = new HashMap<>();
    private final Set<Login> refused = new HashSet<>();
    private int answersLeft = Integer.MAX_VALUE;

    /** From now on the entry of that login cannot be written. */
    public void refuse(Login login) {
        refused.add(login);
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
    public Optional<Account> find(Login login) {
        return content.accounts().stream()
                .filter(account -> account.login().equals(login))
                .findFirst();
    }

    @Override
    public List<Account> dueBy(Instant instant) {
        return content.accounts().stream()
                .filter(account -> next.containsKey(account.login())
                        && !next.get(account.login()).isAfter(instant))
                .sorted(Comparator.comparing(account -> next.get(account.login())))
                .toList();
    }

    @Override
    public void apply(Change change, Instant asOf) throws DirectoryException {
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
    public List<Account> notShown() {
        return List.of(); // whoever is written is shown
    }

    @Override
    public void setPassword(Login login, String password) throws DirectoryException {
        if (find(login).isEmpty()) {
            throw DirectoryException.refused(login + " is not there", null);
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
