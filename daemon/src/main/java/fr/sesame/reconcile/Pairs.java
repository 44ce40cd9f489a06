package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Ruling.Verdict;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.identity.Rulings;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what somebody decides of two: that they are one person, or that they are not. The directory remembers it; the next run of the
 * record's source carries it out.
 */
public final class Pairs {
    private final Directory directory;
    private final Clock clock;

    public Pairs(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What a decision does.
     *
     * @param ruling as it is remembered
     * @param before what was decided of the two until now
     * @param effect what follows
     * @param account the account that the two are or share, if they do
     * @param record the record that is to be taken over, if one of the two is one that has no account
     */
    public record Decided(
            Ruling ruling,
            Optional<Ruling> before,
            Effect effect,
            Optional<Login> account,
            Optional<SourceKey> record) {}

    /** What follows from a decision. */
    public enum Effect {
        /** The next run gives the record to the account. */
        JOINS_THE_ACCOUNT,
        /** The next run makes one account of both records. */
        BECOME_ONE,
        /** The next run gives the record an account of its own, or leaves it to others whom it may be. */
        STAYS_APART,
        /** The next run takes the record of a known key over, though the names are others. */
        KEEPS_THE_KEY,
        /** The record goes on being held: its key is the account's for ever. */
        WAITS_FOR_ANOTHER_KEY,
        /** They are two accounts, and stay two. */
        STAY_TWO
    }

    /** One of two: what was named, and the account that it is of. */
    private record Party(String name, @Nullable Account account) {}

    /**
     * Remembers it.
     *
     * @param held whether that record is held by the last extract of its source
     * @throws DirectoryException if one of them is nobody, or it cannot be done
     */
    public Decided decide(String a, String b, Verdict verdict, String by, String reason, Predicate held)
            throws DirectoryException {
        Ruling asked = new Ruling(a, b, verdict, new Act(by, clock.instant(), reason));
        Party one = party(asked.one(), held);
        Party other = party(asked.other(), held);
        Rulings rulings = new Rulings(directory.rulings());
        Optional<Ruling> before = rulings.between(names(one), names(other));
        Effect effect = effect(one, other, verdict, held);
        Ruling ruling = rulings.next(one.name(), names(one), other.name(), names(other), verdict, asked.act());
        directory.keep(ruling);
        Account account = one.account() == null ? other.account() : one.account();
        Optional<SourceKey> record = List.of(one, other).stream()
                .filter(party -> Ruling.isKey(party.name()))
                .map(party -> SourceKey.parse(party.name()))
                .filter(key -> account == null || !account.keys().contains(key) || held.isHeld(key))
                .findFirst();
        return new Decided(ruling, before, effect, Optional.ofNullable(account).map(Account::login), record);
    }

    /** Whether a record is held. */
    @FunctionalInterface
    public interface Predicate {
        boolean isHeld(SourceKey key);
    }

    private Effect effect(Party one, Party other, Verdict verdict, Predicate held) throws DirectoryException {
        boolean same = verdict == Verdict.SAME;
        Account account = one.account();
        if (account == null || other.account() == null) {
            boolean known = account != null || other.account() != null;
            return same ? known ? Effect.JOINS_THE_ACCOUNT : Effect.BECOME_ONE : Effect.STAYS_APART;
        }
        if (account.login().equals(Objects.requireNonNull(other.account()).login())) {
            boolean comesBack = List.of(one, other).stream()
                    .filter(party -> Ruling.isKey(party.name()))
                    .anyMatch(party -> held.isHeld(SourceKey.parse(party.name())));
            if (comesBack) {
                return same ? Effect.KEEPS_THE_KEY : Effect.WAITS_FOR_ANOTHER_KEY;
            }
            throw DirectoryException.refused(
                    "both are the account '" + account.login() + "'"
                            + (same
                                    ? " already"
                                    : ": what a run has put into an account stays there; its key is the account's for ever"),
                    null);
        }
        if (same) {
            throw DirectoryException.refused(
                    "they are two accounts, '" + account.login() + "' and '"
                            + other.account().login()
                            + "', and a run never makes one of two: sesame merge "
                            + account.login() + " " + other.account().login(),
                    null);
        }
        return Effect.STAY_TWO;
    }

    private static Set<String> names(Party party) {
        Set<String> names = new HashSet<>(Set.of(party.name()));
        Account account = party.account();
        if (account != null && !Ruling.isKey(party.name())) {
            account.keys().forEach(key -> names.add(key.toString()));
        }
        return names;
    }

    private Party party(String name, Predicate held) throws DirectoryException {
        if (Ruling.isKey(name)) {
            SourceKey key = SourceKey.parse(name);
            AtomicReference<Account> found = new AtomicReference<>();
            directory.forEachAccount(account -> {
                if (account.keys().contains(key)) {
                    found.set(account);
                }
            });
            if (found.get() == null && !held.isHeld(key)) {
                throw DirectoryException.refused(
                        "no account has the record '" + key + "', and the last extract of its source does not hold it;"
                                + " see: sesame doubtful",
                        null);
            }
            return new Party(name, found.get());
        }
        return new Party(
                name,
                directory
                        .find(new Login(name))
                        .orElseThrow(() -> DirectoryException.refused("there is no account '" + name + "'", null)));
    }
}
