package fr.sesame.local;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The records made by hand, as a source would give them: the directory is that source, and what it has is never absent. */
public final class LocalRecords {
    private LocalRecords() {}

    /** All of that account, with one record in the place of another of the same key. */
    public static List<PersonRecord> with(LocalAccount local, Affiliation changed) {
        SortedSet<Affiliation> affiliations = new TreeSet<>(local.account().affiliations());
        affiliations.remove(local.record());
        affiliations.add(changed);
        return of(local.account().civil(), affiliations);
    }

    /** All of them. Whose they are is known by their keys; numbers are not said again. */
    public static List<PersonRecord> of(Collection<Account> accounts) {
        List<PersonRecord> records = new ArrayList<>();
        accounts.forEach(account -> records.addAll(of(account.civil(), account.affiliations())));
        return records;
    }

    private static List<PersonRecord> of(CivilIdentity civil, Collection<Affiliation> all) {
        Map<SourceKey, SortedSet<Affiliation>> byKey = new TreeMap<>();
        all.stream()
                .filter(affiliation -> affiliation.key().isLocal())
                .forEach(affiliation -> byKey.computeIfAbsent(affiliation.key(), key -> new TreeSet<>())
                        .add(affiliation));
        List<PersonRecord> records = new ArrayList<>();
        byKey.forEach((key, affiliations) -> records.add(new PersonRecord(key, civil, Set.of(), affiliations)));
        return records;
    }

    /**
     * Keys that were never given: the day and a number, {@code local:20261125-1}, to be said on the telephone.
     *
     * @param erased whether the key was that of an account that is erased
     */
    public static List<SourceKey> newKeys(
            int count, LocalDate day, Collection<Account> accounts, Predicate<SourceKey> erased) {
        Set<SourceKey> taken = new HashSet<>();
        accounts.forEach(
                account -> account.keys().stream().filter(SourceKey::isLocal).forEach(taken::add));
        List<SourceKey> keys = new ArrayList<>();
        for (int number = 1; keys.size() < count; number++) {
            SourceKey key = new SourceKey(SourceKey.LOCAL, DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-" + number);
            if (!taken.contains(key) && !erased.test(key)) {
                keys.add(key);
            }
        }
        return keys;
    }
}
