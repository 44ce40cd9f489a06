package fr.sesame.account;

import java.util.Set;
import java.util.SortedSet;

/**
 * What one source says of one person: one key, one identity, all its affiliations.
 *
 * @param key who it is, in the source's words
 * @param civil names and birth date
 * @param numbers the numbers that other sources may know too
 * @param affiliations at least one, all of this key
 * @param given what it says in attributes of the person
 */
public record PersonRecord(
        SourceKey key,
        CivilIdentity civil,
        Set<PersonNumber> numbers,
        SortedSet<Affiliation> affiliations,
        GivenAttributes given) {

    /** One that says nothing in attributes. */
    public PersonRecord(
            SourceKey key, CivilIdentity civil, Set<PersonNumber> numbers, SortedSet<Affiliation> affiliations) {
        this(key, civil, numbers, affiliations, GivenAttributes.NONE);
    }

    /** @throws InvalidValueException if there is no affiliation, or one of another key */
    public PersonRecord {
        numbers = Set.copyOf(numbers);
        affiliations = SortedValues.copyOf(affiliations);
        if (affiliations.isEmpty()
                || !affiliations.stream().allMatch(a -> a.key().equals(key))) {
            throw new InvalidValueException("the record " + key + " needs affiliations of its own key");
        }
    }
}
