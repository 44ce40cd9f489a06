package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Calendar;
import fr.sesame.account.Population;
import fr.sesame.directory.Snapshot;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many accounts of each population are in each state. Everybody is counted once, in the population that decides the
 * state.
 */
public final class Census {

    private Census() {}

    /** The counts at that instant. */
    public static Map<Population, Map<AccountState, Integer>> of(Snapshot snapshot, Calendar calendar, Instant at) {
        Map<Population, Map<AccountState, Integer>> counts = new TreeMap<>();
        for (Account account : snapshot.accounts()) {
            calendar.deciding(account.affiliations(), at)
                    .ifPresent(affiliation -> counts.computeIfAbsent(
                                    affiliation.population(), population -> new EnumMap<>(AccountState.class))
                            .merge(account.stateAt(at), 1, Integer::sum));
        }
        return counts;
    }
}
