package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Calendar;
import fr.sesame.account.Population;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How many accounts of each population are in each state. Everybody is counted once, in the population that decides the
 * state.
 */
public final class Census {

    private final Calendar calendar;
    private final Instant at;
    private final Map<Population, Map<AccountState, Integer>> counts = new TreeMap<>();

    private Census(Calendar calendar, Instant at) {
        this.calendar = calendar;
        this.at = at;
    }

    /**
     * The counts at that instant; the directory's accounts pass by one by one, however many there are.
     *
     * @param unreadable is told of each entry that is no account, and not counted
     */
    public static Map<Population, Map<AccountState, Integer>> of(
            Directory directory, Calendar calendar, Instant at, Consumer<DirectoryException> unreadable)
            throws DirectoryException {
        Census census = new Census(calendar, at);
        directory.forEachAccount(census::count, unreadable);
        return census.counts;
    }

    private void count(Account account) {
        calendar.deciding(account.affiliations(), at)
                .ifPresent(affiliation -> counts.computeIfAbsent(
                                affiliation.population(), population -> new EnumMap<>(AccountState.class))
                        .merge(account.stateAt(at), 1, Integer::sum));
    }
}
