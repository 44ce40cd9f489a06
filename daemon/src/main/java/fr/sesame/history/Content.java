package fr.sesame.history;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Timeline;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of an account decides its state, locks aside.
 *
 * @param affiliations every record of every source
 * @param timeline what the calendar made of them when they were written
 */
public record Content(SortedSet<Affiliation> affiliations, Timeline timeline) {

    public Content {
        affiliations = Collections.unmodifiableSortedSet(new TreeSet<>(affiliations));
    }

    /** That of an account. */
    public static Content of(Account account) {
        return new Content(account.affiliations(), account.timeline());
    }
}
