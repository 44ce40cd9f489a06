package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.identity.Rulings;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes one account of two that are one person's, and two of them again.
 *
 * <p>The account that is kept works all the while. The other is taken away first, in one write that keeps all of it; then its names, then
 * its records and numbers go to the one that is kept. Stopped between two, the other does not bind, and nothing of it is free; done again,
 * it is finished. Undone in the opposite order, so that the other comes back last, in one write.
 */
public final class Merger {
    private final Directory directory;
    private final Calendar calendar;
    private final Clock clock;

    public Merger(Directory directory, Calendar calendar, Clock clock) {
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The two of a merge.
     *
     * @param kept the account that is kept
     * @param other the account that goes into it, if it is still there
     * @param merged what is kept of it, if it is there no more
     */
    public record Pair(Account kept, Optional<Account> other, Optional<MergedAccount> merged) {}

    /**
     * The two, if they can be merged.
     *
     * @throws DirectoryException if they cannot, with the reason
     */
    public Pair check(Login keep, Login other) throws DirectoryException {
        if (keep.equals(other)) {
            throw DirectoryException.refused("'" + keep + "' is one account; expected two", null);
        }
        Account kept = find(keep);
        Optional<MergedAccount> merged = merged(other);
        if (merged.isPresent()) {
            if (!merged.get().into().equals(keep)) {
                throw DirectoryException.refused(
                        "'" + other + "' was merged into '" + merged.get().into() + "' already", null);
            }
            return new Pair(kept, Optional.empty(), merged);
        }
        Account gone = find(other);
        for (MergedAccount one : directory.merges().all()) {
            if (one.into().equals(other)) {
                throw DirectoryException.refused(
                        "'" + one.login() + "' was merged into '" + other
                                + "'; undo that first, then merge each into the one that stays",
                        null);
            }
        }
        if (gone.lock() != null) {
            throw DirectoryException.refused(
                    "'" + other + "' is locked, and '" + keep + "' would not be; lift the lock, or lay it on '" + keep
                            + "' first",
                    null);
        }
        return new Pair(kept, Optional.of(gone), Optional.empty());
    }

    /**
     * How a merge ended.
     *
     * @param account the account that is kept, as it is now
     * @param reserved logins of the other that are no alias of it, and nobody else's either
     */
    public record Merged(Account account, SortedSet<String> reserved) {}

    /** Merges the two, or finishes what was begun. */
    public Merged merge(Login keep, Login other, String by, String reason) throws DirectoryException {
        Instant now = clock.instant();
        Pair pair = check(keep, other);
        Account kept = pair.kept();
        MergedAccount merged;
        if (pair.merged().isPresent()) {
            merged = pair.merged().get();
        } else {
            Account gone = pair.other().orElseThrow();
            SortedSet<PersonNumber> gained = new TreeSet<>(gone.numbers());
            gained.removeAll(kept.numbers());
            merged = directory.merges().takeAway(gone, kept, gained, new Act(by, now, reason));
        }
        SortedSet<String> reserved = directory.merges().lendNames(merged);
        decide(keep, merged.keys(), Ruling.Verdict.SAME, new Act(by, now, reason));
        Account after = with(kept, merged);
        if (!after.equals(kept)) {
            directory.apply(new Change.UpdateAccount(kept, after), now);
        }
        return new Merged(after, reserved);
    }

    /** The names of the one may say nothing of the other's records: what was merged is one person because somebody says so. */
    private void decide(Login kept, Set<SourceKey> keys, Ruling.Verdict verdict, Act act) throws DirectoryException {
        Rulings rulings = new Rulings(directory.rulings());
        String login = kept.toString();
        for (SourceKey key : keys) {
            Set<String> ones = Set.of(login);
            Set<String> others = Set.of(key.toString());
            boolean decided = rulings.between(ones, others)
                    .filter(before -> before.verdict() == verdict)
                    .isPresent();
            if (!decided) {
                directory.keep(rulings.next(login, ones, key.toString(), others, verdict, act));
            }
        }
    }

    private Account with(Account kept, MergedAccount merged) {
        SortedSet<Affiliation> affiliations = new TreeSet<>(kept.affiliations());
        merged.affiliations().stream()
                // a run may have seen a record of it since a merge that was stopped
                .filter(one -> !kept.keys().contains(one.key()))
                .forEach(affiliations::add);
        SortedSet<PersonNumber> numbers = new TreeSet<>(kept.numbers());
        numbers.addAll(merged.numbers());
        return changed(kept, numbers, affiliations);
    }

    /**
     * Makes two of them again, or finishes that, and remembers that they are two. The names that people go by follow with the next
     * runs of their sources.
     *
     * @return the account that came back
     */
    public Account undo(Login keep, Login other, String by, String reason) throws DirectoryException {
        Instant now = clock.instant();
        Optional<MergedAccount> found = merged(other);
        if (found.isEmpty()) {
            return ended(find(keep), undone(keep, other), new Act(by, now, reason));
        }
        MergedAccount merged = found.get();
        if (!merged.into().equals(keep)) {
            throw DirectoryException.refused(
                    "'" + other + "' was merged into '" + merged.into() + "', not into '" + keep + "'", null);
        }
        Account kept = find(keep);
        SortedSet<Affiliation> own = new TreeSet<>(kept.affiliations());
        own.removeIf(one -> merged.keys().contains(one.key()));
        SortedSet<Affiliation> others = new TreeSet<>(kept.affiliations());
        others.removeAll(own);
        if (!others.isEmpty()) {
            directory.merges().keep(merged, others, calendar.timeline(others));
        }
        SortedSet<PersonNumber> numbers = new TreeSet<>(kept.numbers());
        numbers.removeAll(merged.numbers());
        Account after = withOwnAddress(changed(kept, numbers, own), merged);
        if (!after.equals(kept)) {
            directory.apply(new Change.UpdateAccount(kept, after), now);
        }
        decide(keep, merged.keys(), Ruling.Verdict.DIFFERENT, new Act(by, now, reason));
        directory.merges().withdrawNames(merged);
        directory.merges().putBack(merged);
        return ended(after, find(other), new Act(by, now, reason));
    }

    /** Where a run has given the first account the other's names, its own records are its own all the same, and give it its names again. */
    private Account ended(Account kept, Account back, Act act) throws DirectoryException {
        directory.apply(new Change.ShowState(back), act.at());
        if (kept.civil().equals(back.civil())) {
            decide(kept.login(), kept.keys(), Ruling.Verdict.SAME, act);
        }
        return back;
    }

    /** The one that came back by an undo that was stopped just then: it is there, and told apart from the other. */
    private Account undone(Login keep, Login other) throws DirectoryException {
        Rulings rulings = new Rulings(directory.rulings());
        return directory
                .find(other)
                .filter(account -> rulings.between(
                                Set.of(keep.toString()),
                                account.keys().stream().map(SourceKey::toString).toList())
                        .filter(ruling -> ruling.verdict() == Ruling.Verdict.DIFFERENT)
                        .isPresent())
                .orElseThrow(
                        () -> DirectoryException.refused("'" + other + "' was not merged into another account", null));
    }

    /** A rename since the merge may have made an address of the other the one that people write to: it goes back with its account. */
    private static Account withOwnAddress(Account account, MergedAccount merged) {
        if (!merged.names().contains(account.mail().value())) {
            return account;
        }
        return account.otherMails().stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> !merged.names().contains(address))
                .findFirst()
                .map(address -> account.withMail(new MailAddress(address)))
                .orElse(account);
    }

    private Account changed(Account account, SortedSet<PersonNumber> numbers, SortedSet<Affiliation> affiliations) {
        return account.withNumbers(numbers).withRecords(affiliations, calendar.timeline(affiliations));
    }

    private Optional<MergedAccount> merged(Login login) throws DirectoryException {
        return directory.merges().all().stream()
                .filter(one -> one.login().equals(login))
                .findFirst();
    }

    private Account find(Login login) throws DirectoryException {
        return directory
                .find(login)
                .orElseThrow(() -> DirectoryException.refused("there is no account '" + login + "'", null));
    }
}
