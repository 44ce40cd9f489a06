package fr.sesame.source.rows;

import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All rows of one key are one person's. Their order in the file, and rows that are there twice, change nothing. */
final class Persons {
    /** The newest row last; what follows the dates only makes the order the same in every run. */
    private static final Comparator<ParsedRow> BY_AGE = Comparator.<ParsedRow, Facts>comparing(
                    row -> row.affiliation().facts(),
                    Comparator.comparing(Facts::year, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
                            .thenComparing(Facts::recorded, Comparator.nullsFirst(Comparator.naturalOrder()))
                            .thenComparing(Facts::begin, Comparator.nullsFirst(Comparator.naturalOrder())))
            .thenComparing(ParsedRow::affiliation)
            .thenComparing(row -> row.civil().toString())
            .thenComparing(row -> row.given().values().toString());

    private final boolean onePerYear;
    private final Predicate<Affiliation> open;
    private final Map<SourceKey, List<ParsedRow>> rowsOf = new TreeMap<>();

    /** @param open whether a record opens the account today */
    Persons(boolean onePerYear, Predicate<Affiliation> open) {
        this.onePerYear = onePerYear;
        this.open = open;
    }

    void add(ParsedRow row) {
        rowsOf.computeIfAbsent(row.affiliation().key(), key -> new ArrayList<>())
                .add(row);
    }

    /** One record for each key, ordered; keys whose rows name two persons are held. */
    List<PersonRecord> records(Collection<HeldRecord> held) {
        List<PersonRecord> records = new ArrayList<>();
        rowsOf.forEach((key, rows) -> {
            List<ParsedRow> byAge = rows.stream().sorted(BY_AGE).toList();
            HeldRecord another = anotherPerson(key, byAge);
            if (another == null) {
                records.add(record(key, byAge, held));
            } else {
                held.add(another);
            }
        });
        return records;
    }

    private @Nullable HeldRecord anotherPerson(SourceKey key, List<ParsedRow> byAge) {
        ParsedRow newest = byAge.get(byAge.size() - 1);
        for (ParsedRow row : byAge) {
            if (!SameName.of(row.civil(), newest.civil())) {
                return new HeldRecord(
                        key,
                        HoldReason.ANOTHER_PERSON,
                        newest.position() + ": found " + words(newest.civil()) + "; expected "
                                + words(row.civil()) + " as in "
                                + row.position().within()
                                + ", since the key is the same. Correct the wrong one in the application");
            }
        }
        return null;
    }

    private static String words(CivilIdentity civil) {
        return civil.givenName() + " " + civil.birthName() + ", born " + civil.birthDate();
    }

    private PersonRecord record(SourceKey key, List<ParsedRow> byAge, Collection<HeldRecord> held) {
        Set<PersonNumber> numbers = new TreeSet<>();
        byAge.forEach(row -> numbers.addAll(row.numbers()));
        CivilIdentity civil = byAge.get(byAge.size() - 1).civil();
        ParsedRow telling = telling(byAge);
        telling.doubts()
                .forEach(doubt ->
                        held.add(new HeldRecord(key, HoldReason.BAD_VALUE, telling.position() + ": " + doubt)));
        return new PersonRecord(key, civil, numbers, affiliations(byAge), telling.given());
    }

    /** Which row speaks of somebody's office and title: the newest of those that are open today, else the newest. */
    private ParsedRow telling(List<ParsedRow> byAge) {
        ParsedRow newest = byAge.get(byAge.size() - 1);
        if (byAge.size() == 1 || byAge.stream().allMatch(row -> row.given().equals(newest.given()))) {
            return newest;
        }
        return byAge.stream()
                .filter(row -> open.test(row.affiliation()))
                .reduce((earlier, later) -> later)
                .orElse(newest);
    }

    private SortedSet<Affiliation> affiliations(List<ParsedRow> rows) {
        SortedSet<Affiliation> affiliations = new TreeSet<>();
        if (!onePerYear) {
            rows.forEach(row -> affiliations.add(row.affiliation()));
            return affiliations;
        }
        Map<YearOf, List<ParsedRow>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(YearOf.of(row), year -> new ArrayList<>())
                .add(row));
        groups.values().forEach(group -> affiliations.add(new YearGroup(group).affiliation()));
        return affiliations;
    }

    private record YearOf(Population population, int year) implements Comparable<YearOf> {
        static YearOf of(ParsedRow row) {
            Integer year = row.affiliation().facts().year();
            return new YearOf(row.affiliation().population(), year == null ? 0 : year);
        }

        @Override
        public int compareTo(YearOf other) {
            int byPopulation = population.compareTo(other.population);
            return byPopulation != 0 ? byPopulation : Integer.compare(year, other.year);
        }
    }
}
