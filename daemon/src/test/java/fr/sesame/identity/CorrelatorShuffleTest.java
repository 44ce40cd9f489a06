package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any records whatever: made from a seed, so that a failure comes back. */
class CorrelatorShuffleTest {
    private static final List<String> SOURCES = List.of("siham", "apogee", "harpege", "saghe");
    /** One letter apart here and there, so that near misses abound. */
    private static final List<String> FAMILY = List.of("Dupont", "Dupond", "Duppont", "Durand", "Martin", "Li");

    private static final List<String> GIVEN = List.of("Marie", "Maria", "Mario", "An", "Yan");
    private static final List<String> DATES =
            List.of("1990-02-01", "1990-01-02", "1990-02-02", "1985-11-12", "1985-12-11");

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String somebody(Random random) {
        String numbers = (random.nextInt(3) == 0 ? " hr:" + random.nextInt(40) : "")
                + (random.nextInt(3) == 0 ? " ine:" + random.nextInt(40) : "");
        return pick(random, FAMILY) + "/" + pick(random, GIVEN) + "/" + pick(random, DATES) + numbers;
    }

    private static List<PersonRecord> records(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> People.record(pick(random, SOURCES) + ":" + i + " " + somebody(random)))
                .toList();
    }

    private static List<Account> accounts(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> People.account("a" + i + " siham:" + i + " " + somebody(random)))
                .toList();
    }

    private static <T> List<T> shuffled(List<T> values, Random random) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theOrderOfTheRowsMakesNoDifference(long seed) {
        Random random = new Random(seed);
        Correlator correlator = new Correlator(SOURCES);
        List<Account> accounts = accounts(random, 30);
        List<PersonRecord> records = records(random, 80);
        Correlation expected = correlator.correlate(accounts, records);
        for (int i = 0; i < 10; i++) {
            assertThat(correlator.correlate(shuffled(accounts, random), shuffled(records, random)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void everyRecordIsInOnePersonOrHeldAndEveryAccountInOnePersonAtMost(long seed) {
        Random random = new Random(seed);
        List<PersonRecord> records = records(random, 80);
        Correlation correlation = new Correlator(SOURCES).correlate(accounts(random, 30), records);
        List<SourceKey> placed = new ArrayList<>();
        correlation.people().forEach(person -> person.records().forEach(record -> placed.add(record.key())));
        correlation.held().stream().map(HeldRecord::key).forEach(placed::add);
        assertThat(placed)
                .containsExactlyInAnyOrderElementsOf(
                        records.stream().map(PersonRecord::key).toList());
        Set<Account> seen = new HashSet<>();
        for (Person person : correlation.people()) {
            assertThat(person.records()).isNotEmpty();
            if (person instanceof Person.Known known) {
                assertThat(seen.add(known.account())).isTrue();
            }
        }
    }

    @Test
    @Timeout(60)
    void aHundredThousandRecordsAndAsManyAccountsTakeSecondsEvenIfAllWereBornOnOneDay() {
        LocalDate day = LocalDate.of(1990, 2, 1);
        List<PersonRecord> records = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            String name = letters(i) + "/" + letters(i * 7 + 3) + "/" + day;
            if (i % 2 == 0) {
                accounts.add(People.account("u" + i + " siham:" + i + " " + name));
            }
            records.add(People.record((i % 4 == 0 ? "siham:" : "apogee:") + i + " " + name));
        }
        Correlation correlation = new Correlator(SOURCES).correlate(accounts, records);
        assertThat(correlation.people().size() + correlation.held().size()).isEqualTo(100_000);
    }

    /** Numbers as words far enough apart: each digit is two letters. */
    private static String letters(int number) {
        StringBuilder word = new StringBuilder("N");
        for (char digit : Integer.toString(number).toCharArray()) {
            word.append((char) ('a' + digit - '0')).append((char) ('k' + (digit - '0') * 3 % 10));
        }
        return word.toString();
    }
}
