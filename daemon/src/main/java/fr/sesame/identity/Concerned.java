package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which accounts some records may be about: those that have a key, a number or a birth date of theirs (day and month in either order,
 * as a near miss may have them), or of which somebody has decided something. Nothing else is evidence; in an ordinary night
 * that leaves a few of all accounts to be looked at.
 */
final class Concerned {
    private final Rulings rulings;
    private final Set<SourceKey> keys = new HashSet<>();
    private final Set<PersonNumber> numbers = new HashSet<>();
    private final Set<Integer> days = new HashSet<>();

    Concerned(Collection<PersonRecord> records, Hints hints) {
        rulings = hints.rulings();
        for (PersonRecord record : records) {
            keys.add(record.key());
            SourceKey former = hints.formerKeys().get(record.key());
            if (former != null) {
                keys.add(former);
            }
            numbers.addAll(record.numbers());
            days.add(Resemblance.day(record.civil().birthDate()));
        }
    }

    boolean isConcerned(Account account) {
        return days.contains(Resemblance.day(account.civil().birthDate()))
                || account.numbers().stream().anyMatch(numbers::contains)
                || account.affiliations().stream().map(Affiliation::key).anyMatch(keys::contains)
                || rulings.speakOf(account);
    }
}
