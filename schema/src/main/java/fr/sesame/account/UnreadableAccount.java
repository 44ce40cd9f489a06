package fr.sesame.account;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry that should be an account and cannot be read as one: somebody, or an import, has written into it what cannot be. It is left
 * alone. What of it can be read says whose it may be, so that nobody gets a second account, and that its names are taken.
 *
 * @param dn the entry
 * @param why which attribute is wrong, what was found and what was expected
 * @param names its login, mail address and other names, in lower case
 * @param keys the records that it has, as far as they can be read
 * @param numbers of the person, as far as they can be read
 * @param birthName empty if it has none
 * @param givenName empty if it has none
 * @param birthDate null if it has none that is a day
 */
public record UnreadableAccount(
        String dn,
        String why,
        Set<String> names,
        Set<SourceKey> keys,
        Set<PersonNumber> numbers,
        String birthName,
        String givenName,
        @Nullable LocalDate birthDate) {

    public UnreadableAccount {
        names = Set.copyOf(names);
        keys = Set.copyOf(keys);
        numbers = Set.copyOf(numbers);
    }
}
