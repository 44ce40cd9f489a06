package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Short ways to say records and accounts: {@code "apogee:1 Dupont/Marie/1990-02-01 ine:A hr:7"}. */
final class People {
    private People() {}

    /** A key, names and birth date between slashes (a space in a name is an underscore), and numbers. */
    static PersonRecord record(String text) {
        String[] words = text.strip().split(" +");
        SourceKey key = SourceKey.parse(words[0]);
        Set<PersonNumber> numbers =
                Arrays.stream(words).skip(2).map(PersonNumber::parse).collect(Collectors.toSet());
        return new PersonRecord(key, civil(words[1]), numbers, new TreeSet<>(Set.of(affiliation(key))));
    }

    /** A login before what {@link #record} reads; further keys may stand among the numbers behind a {@code +}. */
    static Account account(String text) {
        String[] words = text.strip().split(" +");
        TreeSet<Affiliation> affiliations = new TreeSet<>();
        affiliations.add(affiliation(SourceKey.parse(words[1])));
        TreeSet<PersonNumber> numbers = new TreeSet<>();
        for (String word : Arrays.asList(words).subList(3, words.length)) {
            if (word.startsWith("+")) {
                affiliations.add(affiliation(SourceKey.parse(word.substring(1))));
            } else {
                numbers.add(PersonNumber.parse(word));
            }
        }
        return new Account(
                new Login(words[0]),
                new MailAddress(words[0] + "@univ.example"),
                civil(words[2]),
                numbers,
                affiliations,
                Timeline.always(Phase.INACTIVE),
                null);
    }

    static CivilIdentity civil(String text) {
        String[] parts = text.replace('_', ' ').split("/");
        return new CivilIdentity(parts[0], null, parts[1], LocalDate.parse(parts[2]));
    }

    static Person.Newcomer newcomer(String text) {
        return new Person.Newcomer(List.of(record(text)));
    }

    private static Affiliation affiliation(SourceKey key) {
        return new Affiliation(key, new Population("staff"), null, Facts.NONE);
    }

    /** {@code mdupont=siham:1+apogee:2 new=saghe:3}: the people, in their order. */
    static String told(Correlation correlation) {
        return correlation.people().stream()
                .map(person -> {
                    String who = person instanceof Person.Known known
                            ? known.account().login().toString()
                            : "new";
                    return who + "="
                            + person.records().stream()
                                    .map(record -> record.key().toString())
                                    .collect(Collectors.joining("+"));
                })
                .collect(Collectors.joining(" "));
    }

    /** {@code siham:1=doubtful-match}: the held records, in their order. */
    static String heldOf(Correlation correlation) {
        return correlation.held().stream()
                .map(held -> held.key() + "=" + held.reason())
                .collect(Collectors.joining(" "));
    }
}
