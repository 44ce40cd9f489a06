package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.directory.DirectoryException;
import fr.sesame.directory.Locks;
import fr.sesame.schema.Attributes;
import fr.sesame.schema.LiftedLockText;
import fr.sesame.schema.LockText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Locks over LDAP. A directory that is not ours is given what follows from them, and the history, in the same modification. */
final class LdapLocks implements Locks {
    private final LdapDirectory directory;
    private final LDAPConnectionPool pool;
    private final Tree tree;
    private final LdapDirectory.Showing showing;
    private final VisibleState visible;

    LdapLocks(LdapDirectory directory, LDAPConnectionPool pool, Tree tree, LdapDirectory.Showing showing) {
        this.directory = directory;
        this.pool = pool;
        this.tree = tree;
        this.showing = showing;
        this.visible = new VisibleState(showing.projections(), showing.dialect());
    }

    @Override
    public void forEachLocked(Consumer<Account> consumer) throws DirectoryException {
        directory.forEach(Filter.createPresenceFilter(Attributes.LOCK), consumer);
    }

    @Override
    public void forEach(String filter, Consumer<Account> consumer) throws DirectoryException {
        Filter parsed;
        try {
            parsed = Filter.create(filter);
        } catch (LDAPException e) {
            throw new InvalidValueException(
                    "'" + filter + "' is not an LDAP filter (RFC 4515), such as (supannEntiteAffectation=UFRSCI): "
                            + e.getMessage());
        }
        directory.forEach(parsed, consumer);
    }

    @Override
    public void lay(Account account, Lock lock) throws DirectoryException {
        List<Modification> modifications = new ArrayList<>();
        Lock before = account.lock();
        if (before != null) {
            modifications.add(withdrawn(account.login(), before));
        }
        modifications.add(new Modification(ModificationType.ADD, Attributes.LOCK, LockText.format(lock)));
        LiftedLock replaced = before == null ? null : new LiftedLock(before, lock.since(), lock.by(), "replaced");
        write(account, lock, modifications, replaced, null);
    }

    @Override
    public void lift(Account account, LiftedLock lifted) throws DirectoryException {
        List<Modification> modifications = new ArrayList<>();
        modifications.add(withdrawn(account.login(), Objects.requireNonNull(account.lock(), "no lock to lift")));
        Modification said = new Modification(
                ModificationType.ADD,
                Attributes.LOCK_HISTORY,
                new LiftedLockText.Lift(lifted.by(), lifted.reason()).format());
        write(account, null, modifications, lifted, said);
    }

    /** By the value that is there, whatever its spelling: if somebody lays another one meanwhile, nothing is written. */
    private Modification withdrawn(Login login, Lock lock) throws DirectoryException {
        String dn = tree.person(login);
        try {
            SearchResultEntry entry = pool.getEntry(dn, Attributes.LOCK);
            String stored = entry == null ? null : entry.getAttributeValue(Attributes.LOCK);
            if (stored == null || !LockText.parse(stored).equals(lock)) {
                throw changed(login, null);
            }
            return new Modification(ModificationType.DELETE, Attributes.LOCK, stored);
        } catch (LDAPException e) {
            throw directory.translated("cannot read " + dn, e);
        }
    }

    private static DirectoryException changed(Login login, @Nullable LDAPException e) {
        return DirectoryException.refused(
                "the lock of '" + login + "' was changed meanwhile by somebody else; look at it again: sesame locks "
                        + login,
                e);
    }

    /** @param said what our own directory makes the history of; it does so by itself when a lock is replaced */
    private void write(
            Account account,
            @Nullable Lock lock,
            List<Modification> modifications,
            @Nullable LiftedLock ended,
            @Nullable Modification said)
            throws DirectoryException {
        String dn = tree.person(account.login());
        try {
            if (showing.dialect().projects()) {
                if (said != null) {
                    modifications.add(said);
                }
            } else {
                if (ended != null) {
                    List<String> kept = LiftedLock.with(history(account.login()), ended).stream()
                            .map(LiftedLockText::format)
                            .toList();
                    modifications.add(new Modification(
                            ModificationType.REPLACE, Attributes.LOCK_HISTORY, kept.toArray(String[]::new)));
                }
                modifications.addAll(visible.modifications(
                        account.with(lock),
                        showing.clock().instant(),
                        pool.getEntry(dn, showing.dialect().reads(showing.projections())),
                        false,
                        directory.structureTree()));
            }
            pool.modify(dn, modifications);
        } catch (LDAPException e) {
            ResultCode code = e.getResultCode();
            if (code.equals(ResultCode.NO_SUCH_ATTRIBUTE) || code.equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) {
                throw changed(account.login(), e);
            }
            throw directory.translated("cannot write " + dn, e);
        }
    }

    @Override
    public List<LiftedLock> history(Login login) throws DirectoryException {
        String dn = tree.person(login);
        try {
            SearchResultEntry entry = pool.getEntry(dn, Attributes.LOCK_HISTORY);
            String[] values = entry == null ? null : entry.getAttributeValues(Attributes.LOCK_HISTORY);
            List<LiftedLock> history = new ArrayList<>();
            for (String value : values == null ? new String[0] : values) {
                history.add(LiftedLockText.parse(value));
            }
            history.sort(Comparator.comparing(LiftedLock::at));
            return history;
        } catch (LDAPException e) {
            throw directory.translated("cannot read " + dn, e);
        } catch (InvalidValueException e) {
            throw DirectoryException.refused("the entry " + dn + ": " + e.getMessage() + "; mend the entry", e);
        }
    }
}
