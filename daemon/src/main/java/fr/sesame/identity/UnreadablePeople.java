package fr.sesame.identity;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.UnreadableAccount;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who among the newcomers may have an account already, in an entry that cannot be read. They are held until the entry is mended. There
 * are few such entries: each newcomer is compared with all of them.
 */
public final class UnreadablePeople {
    private final List<UnreadableAccount> entries;

    public UnreadablePeople(Collection<UnreadableAccount> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The newcomer's records, held, or none if no such entry may be theirs. */
    public List<HeldRecord> held(Person.Newcomer newcomer) {
        return entries.stream()
                .filter(entry -> newcomer.records().stream().anyMatch(record -> maybe(entry, record)))
                .findFirst()
                .map(entry -> newcomer.records().stream()
                        .map(record -> new HeldRecord(
                                record.key(),
                                HoldReason.UNREADABLE_ACCOUNT,
                                Group.describe(record.civil()) + " may be the person of the entry " + entry.dn() + ": "
                                        + entry.why()))
                        .toList())
                .orElse(List.of());
    }

    /** By a key, a number, or names and birth date; a birth date that cannot be read may be any. */
    private static boolean maybe(UnreadableAccount entry, PersonRecord record) {
        if (entry.keys().contains(record.key()) || !Collections.disjoint(entry.numbers(), record.numbers())) {
            return true;
        }
        NameKey names = new NameKey(Folding.letters(entry.birthName()), Folding.letters(entry.givenName()));
        return names.isComparable()
                && names.equals(NameKey.of(record.civil()))
                && Optional.ofNullable(entry.birthDate())
                        .map(record.civil().birthDate()::equals)
                        .orElse(true);
    }
}
