package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.GivenAttributes;
import fr.sesame.account.PersonNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A row that passed every check.
 *
 * @param position where it is
 * @param civil whom it names
 * @param numbers the numbers it carries
 * @param affiliation what it says, taken alone
 * @param main whether it is the main one of its academic year
 * @param given what it says in attributes of the person
 * @param doubts of its values that cannot be: what was found and what was expected
 */
record ParsedRow(
        Position position,
        CivilIdentity civil,
        Set<PersonNumber> numbers,
        Affiliation affiliation,
        boolean main,
        GivenAttributes given,
        List<String> doubts) {

    boolean isCancelled() {
        return affiliation.facts().cancelled() != null;
    }

    /** Cancelled on or before the day it was made: it gave no right on any day. */
    boolean neverOpened() {
        LocalDate cancelled = affiliation.facts().cancelled();
        LocalDate begin = affiliation.facts().begin();
        return cancelled != null && begin != null && !cancelled.isAfter(begin);
    }
}
