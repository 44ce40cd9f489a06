package fr.sesame.account;

import java.util.SortedSet;

/**
 * An account that was found to be a person's second one, and was merged into the first. It does not bind and is nobody's entry any more;
 * all of it is kept, so that it can be put back.
 *
 * @param login its uid, an alias of the account that it was merged into
 * @param into that account
 * @param names login, mail addresses and aliases, in lower case
 * @param keys what the sources call the person of its records
 * @param numbers those that the other account did not have
 * @param affiliations its records, as they were when they were last its own
 * @param act by whom, when and why
 */
public record MergedAccount(
        Login login,
        Login into,
        SortedSet<String> names,
        SortedSet<SourceKey> keys,
        SortedSet<PersonNumber> numbers,
        SortedSet<Affiliation> affiliations,
        Act act) {

    public MergedAccount {
        names = SortedValues.copyOf(names);
        keys = SortedValues.copyOf(keys);
        numbers = SortedValues.copyOf(numbers);
        affiliations = SortedValues.copyOf(affiliations);
    }
}
