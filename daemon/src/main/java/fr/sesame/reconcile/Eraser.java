package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Erasure;
import fr.sesame.account.Login;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Tombstone;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.identity.IdentityHashes;
import fr.sesame.identity.TombstoneKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erases inactive accounts (GDPR, article 17): of a person there remains a tombstone, by which nothing of theirs is given to
 * somebody else, and they are held if a source brings them back.
 */
public final class Eraser {
    private final Directory directory;
    private final TombstoneKey key;
    private final Clock clock;

    public Eraser(Directory directory, TombstoneKey key, Clock clock) {
        this.directory = directory;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Puts a tombstone in the place of the account. If a directory other than ours was stopped halfway, this finishes it.
     *
     * @param by who decided it
     * @param reason one word
     * @throws DirectoryException if there is no such account, it is not inactive, or it will open again
     */
    public Tombstone erase(Login login, String by, String reason) throws DirectoryException {
        Erasure erasure = new Erasure(clock.instant(), by, reason);
        Account account = checked(login, erasure.at());
        IdentityHashes hashes = hashes(directory.tombstones());
        return directory.erase(account, hashes.of(account), erasure);
    }

    /** The account, if it may be erased now. */
    public Account check(Login login) throws DirectoryException {
        return checked(login, clock.instant());
    }

    private Account checked(Login login, Instant now) throws DirectoryException {
        Account account = directory
                .find(login)
                .orElseThrow(() -> DirectoryException.refused("there is no account '" + login + "'", null));
        for (MergedAccount merged : directory.merges().all()) {
            if (merged.into().equals(login)) {
                throw DirectoryException.refused(
                        "the account '" + merged.login() + "' was merged into '" + login
                                + "', and all of it is kept; make two of them again (sesame merge --undo " + login + " "
                                + merged.login() + "), then erase each",
                        null);
            }
        }
        AccountState state = account.stateAt(now);
        if (state != AccountState.INACTIVE) {
            throw DirectoryException.refused(
                    "the account '" + login + "' is " + state.word()
                            + "; only an inactive one can be erased: end its records in their sources, or lift the lock",
                    null);
        }
        Optional<Instant> next = account.nextChangeAfter(now);
        if (next.isPresent()) {
            throw DirectoryException.refused(
                    "the account '" + login + "' changes on " + next.get()
                            + "; only one that stays inactive can be erased",
                    null);
        }
        return account;
    }

    /** A new key only for the first tombstone: one that is lost must come back, or the old ones recognise nobody. */
    private IdentityHashes hashes(List<Tombstone> tombstones) throws DirectoryException {
        if (tombstones.isEmpty()) {
            return key.findOrMake();
        }
        return key.find()
                .filter(found -> tombstones.stream().allMatch(found::made))
                .orElseThrow(() -> DirectoryException.refused(
                        "the key of the " + tombstones.size()
                                + " tombstones, secrets/tombstone.key, is missing or another; put it back from a backup",
                        null));
    }

    /** Lets the record of that key have a new account, though the erased person is recognised in it. */
    public void admit(Login erased, SourceKey record) throws DirectoryException {
        List<Tombstone> tombstones = directory.tombstones();
        if (tombstones.stream().noneMatch(tombstone -> tombstone.login().equals(erased))) {
            throw DirectoryException.refused("there is no erased account '" + erased + "'", null);
        }
        directory.admit(erased, hashes(tombstones).of(record));
    }
}
