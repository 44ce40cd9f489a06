package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Doubt;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody has decided counts more than names and numbers, and a key that was changed is that which it was before. */
class HintsTest {
    private static final List<String> ORDER = List.of("siham", "harpege", "apogee", "saghe");

    /** {@code mdupont=apogee:1} is one person, {@code mdupont#apogee:1} are two; each later than the one before. */
    private static Rulings rulings(@Nullable String text) {
        List<Ruling> rulings = new ArrayList<>();
        for (String one : text == null ? new String[0] : text.split(" +")) {
            String[] parties = one.split("[=#]");
            Instant at = Instant.parse("2026-11-23T08:00:00Z").plusSeconds(rulings.size());
            rulings.add(new Ruling(
                    parties[0],
                    parties[1],
                    one.contains("=") ? Ruling.Verdict.SAME : Ruling.Verdict.DIFFERENT,
                    new Act("registrar", at, "looked")));
        }
        return new Rulings(rulings);
    }

    private static Correlation correlate(@Nullable String accounts, String records, Hints hints) {
        List<Account> known = accounts == null
                ? List.of()
                : Arrays.stream(accounts.split(",")).map(People::account).toList();
        List<PersonRecord> said =
                Arrays.stream(records.split(",")).map(People::record).toList();
        return new Correlator(ORDER).correlate(known, said, hints);
    }

    @ParameterizedTest(name = "{5}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | mdupont=apogee:1 | mdupont=apogee:1 | '' | a near miss that is the same
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | siham:1=apogee:1 | mdupont=apogee:1 | '' | said by a key of the account
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | mdupont#apogee:1 | new=apogee:1 | '' | a near miss that is another
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | mdupont=apogee:1 mdupont#apogee:1 | new=apogee:1 | '' | the last ruling counts
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | mdupont#apogee:1 siham:1=apogee:1 | mdupont=apogee:1 | '' | whichever name it was said by
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 | mdupont#apogee:1 | new=apogee:1 | '' | two of one name and birth date
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7 | apogee:1 Dupont/Marie/1990-02-01 hr:7 | mdupont#apogee:1 | new=apogee:1 | '' | and of one number
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Martin/Paul/1980-05-05 | mdupont=apogee:1 | mdupont=apogee:1 | '' | nothing in common, and the same all the same
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Martin/Paul/1980-05-05 | mdupont=siham:1 | mdupont=siham:1 | '' | a key that comes back with another name, and is the same
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Martin/Paul/1980-05-05 | mdupont#siham:1 | '' | siham:1=another-person | and is another: nobody else can have the key
            mdupont siham:1 Dupont/Marie/1990-02-01, mdupont2 siham:2 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 | mdupont#apogee:1 | mdupont2=apogee:1 | '' | of two it is the other
            mdupont siham:1 Dupont/Marie/1990-02-01, mdupont2 siham:2 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 | mdupont2=apogee:1 mdupont#apogee:1 | mdupont2=apogee:1 | '' | said in two ways
            none | siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupond/Marie/1990-02-01 | apogee:1=siham:1 | new=siham:1+apogee:1 | '' | two that are new are one
            none | siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupond/Marie/1990-02-01 | apogee:1#siham:1 | new=siham:1 new=apogee:1 | '' | two that are new are two
            none | siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupont/Marie/1990-02-01 | apogee:1#siham:1 | new=siham:1 new=apogee:1 | '' | though everything is the same
            none | siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupont/Marie/1990-02-01, saghe:1 Dupont/Marie/1990-02-01 | apogee:1#siham:1 | new=siham:1 new=apogee:1 | saghe:1=doubtful-match | a third may be either
            none | siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupont/Marie/1990-02-01, saghe:1 Dupont/Marie/1990-02-01 | apogee:1#siham:1 saghe:1#siham:1 | new=siham:1 new=apogee:1+saghe:1 | '' | or is told apart too
            mdupont apogee:1 Martin/Paul/1980-05-05 +siham:1 | siham:1 Dupont/Marie/1990-02-01 | mdupont=apogee:1 | mdupont=siham:1 | '' | who is one with a record of other names goes by either
            mdupont apogee:1 Martin/Paul/1980-05-05 +siham:1 | siham:1 Dupont/Marie/1990-02-01 | mdupont=apogee:1 mdupont#apogee:1 | '' | siham:1=another-person | until that is taken back
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | mdupont#saghe:4 | '' | apogee:1=doubtful-match | a ruling of others says nothing
            """)
    void aRulingCountsMoreThanNamesAndNumbers(
            @Nullable String accounts, String records, String rulings, String people, String held, String why) {
        Correlation correlation = correlate(accounts, records, new Hints(rulings(rulings), Set.of(), Map.of()));
        assertThat(People.told(correlation)).as(why).isEqualTo(people);
        assertThat(People.heldOf(correlation)).as(why).isEqualTo(held);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:901 Dupont/Marie/1990-02-01 | siham:901<siham:1 | mdupont=siham:901 | the same person under another key
            mdupont siham:1 Dupont/Marie/1990-02-01 | rh:1 Durand/Marie/1990-02-01 | rh:1<siham:1 | mdupont=rh:1 | of another source, and a rename
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:901 Martin/Paul/1980-05-05 | siham:901<siham:1 | | a file that is off by one line
            mdupont siham:1 Dupont/Marie/1990-02-01 +siham:901 | siham:901 Dupont/Marie/1990-02-01 | siham:901<siham:1 | mdupont=siham:901 | the night after
            mdupont siham:1 Dupont/Marie/1990-02-01, pmartin siham:2 Martin/Paul/1980-05-05 | siham:902 Martin/Paul/1980-05-05, siham:901 Dupont/Marie/1990-02-01 | siham:901<siham:1 siham:902<siham:2 | mdupont=siham:901 pmartin=siham:902 | everybody
            mdupont siham:1 Dupont/Marie/1990-02-01, mdupont2 siham:2 Dupont/Marie/1990-02-01 | siham:902 Dupont/Marie/1990-02-01 | siham:902<siham:2 | mdupont2=siham:902 | two of one name stay two
            """)
    void aKeyThatWasChangedIsThatWhichItWasBefore(
            String accounts, String records, String former, @Nullable String people, String why) {
        Map<SourceKey, SourceKey> keys = new HashMap<>();
        for (String one : former.split(" ")) {
            String[] both = one.split("<");
            keys.put(SourceKey.parse(both[0]), SourceKey.parse(both[1]));
        }
        Correlation correlation = correlate(accounts, records, new Hints(Rulings.NONE, Set.of(), keys));
        assertThat(People.told(correlation)).as(why).isEqualTo(people == null ? "" : people);
        assertThat(correlation.held()).as(why).hasSize(people == null ? 1 : 0);
    }

    /** A matricule that comes back: a person changes one of three things at a time, or writes a name in another way. */
    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Durand/Marie/1990-02-01             | true  | a married name, and no birth name in the file
            Dupont/Marie/1990-02-11             | true  | a corrected birth date
            Dupont/Maria/1990-02-01             | true  | a corrected given name
            Durand/Marie-Claude/1990-02-01      | true  | a married name, and all of the given name
            De_Dupont/Anne/1990-02-01           | true  | a particle, and the given name in use
            Durand/Anne/1990-02-01              | false | born on the same day
            Durand/Marie/1975-06-30             | false | of the same given name
            Dupont/Paul/1975-06-30              | false | of the same family
            Dupond/Marie/1975-06-30             | false | almost of the same name, and another birth date
            Martin/Paul/1980-05-05              | false | nothing in common
            """)
    void aKeyThatComesBackIsHeldIfItIsAnotherPersons(String civil, boolean same, String why) {
        Correlation correlation = correlate("mdupont siham:1 Dupont/Marie/1990-02-01", "siham:1 " + civil, Hints.NONE);
        assertThat(People.told(correlation)).as(why).isEqualTo(same ? "mdupont=siham:1" : "");
        assertThat(People.heldOf(correlation)).as(why).isEqualTo(same ? "" : "siham:1=another-person");
    }

    @Test
    void whoIsHeldBringsThePairTheScoreAndTheEvidence() {
        HeldRecord held = correlate(
                        "mdupont siham:1 Dupont/Marie/1990-02-01, mdupond harpege:1 Dupond/Maria/1990-02-01",
                        "apogee:1 Dupond/Marie/1990-02-01",
                        Hints.NONE)
                .held()
                .get(0);
        assertThat(held.doubts())
                .extracting(
                        doubt -> doubt.record().name(), doubt -> doubt.other().name(), Doubt::score, Doubt::evidence)
                .containsExactly(
                        tuple("apogee:1", "mdupond", 87, "birth-date-same 40, family-same 35, given-slip 12"),
                        tuple("apogee:1", "mdupont", 85, "birth-date-same 40, family-slip 20, given-same 25"));
        assertThat(held.doubts().get(0).other().keys()).containsExactly(SourceKey.parse("harpege:1"));
        assertThat(held.doubts().get(0).other().born()).isEqualTo("1990-02-01");
    }
}
