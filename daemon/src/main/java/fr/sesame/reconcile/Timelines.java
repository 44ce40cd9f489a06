package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Facts;
import fr.sesame.account.Population;
import fr.sesame.account.Timeline;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the calendar makes of records, remembered while everybody is looked at: thousands have the same dates. Not for several
 * threads.
 */
final class Timelines {
    private final Calendar calendar;
    private final Map<Dates, Timeline> known = new HashMap<>();
    /** As they are: two that are equal are looked at twice, which costs less than comparing them. */
    private final Set<Account> agreed = Collections.newSetFromMap(new IdentityHashMap<>());

    /** All that the calendar looks at. */
    private record Dates(Population population, Facts facts) {}

    Timelines(Calendar calendar) {
        this.calendar = calendar;
    }

    /** That of one record. */
    Timeline of(Affiliation affiliation) {
        return known.computeIfAbsent(
                new Dates(affiliation.population(), affiliation.facts()), dates -> calendar.timeline(affiliation));
    }

    /** That of somebody who has these records. */
    Timeline of(Collection<Affiliation> affiliations) {
        return affiliations.size() == 1
                ? of(affiliations.iterator().next())
                : Timeline.mostOpen(affiliations.stream().map(this::of).toList());
    }

    /** Whether the account's timeline is the one that follows from its records by today's rules. */
    boolean agree(Account account) {
        return agreed.contains(account)
                || (of(account.affiliations()).equals(account.timeline()) && agreed.add(account));
    }
}
