package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sources.md, "One person, several records", row by row. The order of the sources: siham, harpege, apogee, saghe. */
class CorrelatorTest {
    private static final List<String> ORDER = List.of("siham", "harpege", "apogee", "saghe");

    private static Correlation correlate(@Nullable String accounts, String records) {
        return new Correlator(ORDER).correlate(accounts(accounts), records(records));
    }

    private static List<Account> accounts(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(People::account).toList();
    }

    private static List<PersonRecord> records(String text) {
        return Arrays.stream(text.split(",")).map(People::record).toList();
    }

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            apogee:1 Dupont/Marie/1990-02-01 hr:7, siham:1 Durand/Marie/1990-02-01 hr:7 | new=siham:1+apogee:1 | the HR number of a student record, after a wedding
            apogee:1 Dupont/Marie/1990-02-01 hr:7, siham:1 Dupont/Marie/1990-01-02 hr:7 | new=siham:1+apogee:1 | the HR number, and a birth date swapped
            apogee:1 Dupont/Marie/1990-02-01 ine:A, saghe:1 Durand/Marie/1990-02-01 ine:A | new=apogee:1+saghe:1 | the INE
            apogee:1 D'Hérouville/Zoë/1990-02-01, siham:1 D’HEROUVILLE/ZOE/1990-02-01 | new=siham:1+apogee:1 | names and birth date, folded
            apogee:1 Dupont/Marie/1990-02-01, siham:1 Dupont/Marie/1991-02-01 | new=siham:1 new=apogee:1 | equal names with another birth date
            apogee:1 Dupont/Marie/1990-02-01, apogee:2 Dupont/Marie/1990-02-01 | new=apogee:1+apogee:2 | one person twice in one registry
            apogee:1 Dupont/Marie/1990-02-01, siham:1 Durand/Marie/1990-02-01 | new=siham:1 new=apogee:1 | one given name and birth date are not enough
            apogee:1 ???/Marie/1990-02-01, siham:1 ???/Marie/1990-02-01 | new=siham:1 new=apogee:1 | lost letters prove nothing
            apogee:1 Dupont/Marie/1990-02-01 local:7, siham:1 Durand/Marie/1990-02-01 local:7 | new=siham:1 new=apogee:1 | a number of a kind that does not count
            siham:1 A/Zoe/1990-02-01 hr:1, apogee:1 B/Zoe/1990-02-01 ine:2, harpege:1 C/Zoe/1990-02-01 hr:1 ine:2 | new=siham:1+harpege:1+apogee:1 | joined through a third
            siham:1 A/Zoe/1990-02-01 hr:1, apogee:1 B/Zoe/1990-02-01 ine:2, saghe:1 C/Zoe/1990-02-01 hr:1 ine:2 | new=siham:1+apogee:1+saghe:1 | two that a later third joins
            saghe:2 Dupont/Marie/1990-02-01, other:1 Dupont/Marie/1990-02-01, apogee:1 Dupont/Marie/1990-02-01 | new=apogee:1+saghe:2+other:1 | sources in their order, unknown ones last
            """)
    void recordsOfOnePersonAreFoundByNumberElseByNamesAndBirthDate(String records, String people, String why) {
        Correlation correlation = correlate(null, records);
        assertThat(People.told(correlation)).as(why).isEqualTo(people);
        assertThat(correlation.held()).as(why).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Durand/Marie/1990-02-01 | mdupont=siham:1 | the key, and a rename
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Dupont/Marie/1990-02-02 | mdupont=siham:1 | the key, and a corrected birth date
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Dupond/Marie/1990-02-01 | mdupont=siham:1 | the key: no near miss of oneself
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7 | apogee:1 Durand/Marie/1990-02-01 hr:7 | mdupont=apogee:1 | the HR number that the account has
            mdupont siham:1 Dupont/Marie/1990-02-01 ine:A | apogee:1 Durand/Marie/1990-02-01 ine:A | mdupont=apogee:1 | the INE that the account has
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 DUPONT/MARIE/1990-02-01 | mdupont=apogee:1 | names and birth date of the account
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Durand/Marie/1990-02-01, apogee:1 Durand/Marie/1990-02-01 | mdupont=siham:1+apogee:1 | what its record says today
            mdupont apogee:1 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 hr:7, siham:1 Durand/Marie/1990-02-01 hr:7 | mdupont=siham:1+apogee:1 | a number that its record brings
            mdupont siham:1 Dupont/Marie/1990-02-01, mdupont2 siham:2 Dupont/Marie/1990-02-01 | siham:1 Dupont/Marie/1990-02-01, siham:2 Dupont/Marie/1990-02-01 | mdupont=siham:1 mdupont2=siham:2 | told apart long ago
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7, mdupont2 siham:2 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 hr:7 | mdupont=apogee:1 | a number decides between two of one name
            mdupont siham:1 Dupont/Marie/1990-02-01 ine:A | apogee:1 Durand/Marie/1990-02-01 ine:B, saghe:1 Petit/Marie/1990-02-01 ine:A ine:B | mdupont=apogee:1+saghe:1 | an old INE and a new one
            mdupont siham:1 Dupont/Marie/1990-02-01, adurand siham:2 Dupond/Marie/1990-02-01 | siham:1 Dupont/Marie/1990-02-01, siham:2 Dupond/Marie/1990-02-01 | mdupont=siham:1 adurand=siham:2 | both known: no near miss
            """)
    void somebodyWhoHasAnAccountKeepsIt(String accounts, String records, String people, String why) {
        Correlation correlation = correlate(accounts, records);
        assertThat(People.told(correlation)).as(why).isEqualTo(people);
        assertThat(correlation.held()).as(why).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            apogee:1 Dupont/Marie/1990-02-01, siham:1 Dupont/Marie/1990-01-02 | new=siham:1 | day and month swapped | apogee:1=doubtful-match
            apogee:1 Dupont/Marie/1990-02-01, siham:1 Dupond/Marie/1990-02-01 | new=siham:1 | one letter off | apogee:1=doubtful-match
            apogee:1 Dupont/Marie/1990-02-01, saghe:1 Dupont/Maire/1990-02-01 | new=apogee:1 | two letters exchanged | saghe:1=doubtful-match
            apogee:1 Dupont/Lea/1990-02-01, apogee:2 Dupont/Lia/1990-02-01 | new=apogee:1 new=apogee:2 | twins of one registry | ''
            apogee:1 Dupont/Lea/1990-02-01, apogee:2 Dupont/Lia/1990-02-01, saghe:1 Dupont/Lia/1990-02-01 | new=apogee:1 new=apogee:2+saghe:1 | one of the twins teaches | ''
            apogee:1 Dupont/Lea/1990-02-01, apogee:2 Dupont/Lia/1990-02-01, saghe:1 Dupont/Lxa/1990-02-01 | new=apogee:1 new=apogee:2 | either of the twins | saghe:1=doubtful-match
            siham:1 Dupont/Marie/1990-02-01 hr:7, apogee:1 Dupond/Marie/1990-02-01 hr:7 | new=siham:1+apogee:1 | one letter off, but the number says who | ''
            siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupond/Marie/1990-02-01 ine:A, saghe:1 Durand/Marie/1990-02-01 ine:A | new=siham:1 | all that is known of the doubtful one | apogee:1=doubtful-match saghe:1=doubtful-match
            siham:1 Li/An/1990-02-01, apogee:1 Li/Yan/1990-02-01 | new=siham:1 new=apogee:1 | too short for a slip | ''
            siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupond/Marie/1990-01-02 | new=siham:1 new=apogee:1 | both at once is somebody else | ''
            siham:1 Dupont/Marie/1990-02-01 hr:7, apogee:1 Martin/Paul/1980-05-05 hr:7 | new=siham:1 | a number that another person has | apogee:1=doubtful-match
            siham:1 A/Zoe/1990-02-01 hr:1, apogee:1 B/Max/1980-05-05 ine:2, saghe:1 A/Zoe/1980-05-05 hr:1 ine:2 | new=siham:1 new=apogee:1 | half of one and half of the other | saghe:1=doubtful-match
            siham:1 A/Zoe/1990-02-01 hr:1, apogee:1 B/Max/1980-05-05 ine:2, harpege:1 A/Zoe/1980-05-05 hr:1, saghe:1 B/Max/1990-02-01 hr:1 ine:2 | new=siham:1+harpege:1 new=apogee:1 | it would join two persons | saghe:1=doubtful-match
            siham:1 Dupont/Marie/1990-02-01, siham:1 Martin/Paul/1980-05-05 | new=siham:1 | one key for two persons in one run | siham:1=another-person
            """)
    void whatIsAlmostSomebodyIsNeitherMergedNorCreated(String records, String people, String why, String held) {
        Correlation correlation = correlate(null, records);
        assertThat(People.told(correlation)).as(why).isEqualTo(people);
        assertThat(People.heldOf(correlation)).as(why).isEqualTo(held);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Martin/Paul/1980-05-05 | siham:1=another-person | the key comes back with another person
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Martin/Paul/1990-02-01 | siham:1=another-person | born on the same day all the same
            mdupont siham:1 Dupont/Marie/1990-02-01 | siham:1 Dupont/Paul/1980-05-05 | siham:1=another-person | of the same family
            mdupont siham:1 Dupont/Marie/1990-02-01 | apogee:1 Dupond/Marie/1990-02-01 | apogee:1=doubtful-match | one letter from an account
            mdupont apogee:1 Dupont/Marie/1990-02-01 | siham:1 Dupont/Marie/1990-01-02 | siham:1=doubtful-match | the account stays, whatever the order of the sources
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7 | apogee:1 Martin/Paul/1980-05-05 hr:7 | apogee:1=doubtful-match | its number, but another person
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7, pmartin apogee:1 Dupont/Marie/1991-02-01 ine:A | saghe:1 Dupont/Marie/1992-02-01 hr:7 ine:A | saghe:1=doubtful-match | two numbers, two accounts
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7, pmartin apogee:1 Dupont/Marie/1991-02-01 ine:A | apogee:1 Dupont/Marie/1991-02-01 hr:7 | apogee:1=doubtful-match | its key of one, its number of another
            mdupont siham:1 Dupont/Marie/1990-02-01 hr:7, pmartin apogee:1 Dupont/Marie/1991-02-01 | saghe:1 Dupont/Marie/1991-02-01 hr:7 | saghe:1=doubtful-match | its number of one, its names and birth date of another
            mdupont siham:1 Dupont/Marie/1990-02-01, pmartin siham:2 Dupont/Marie/1990-02-01 | apogee:1 Dupont/Marie/1990-02-01 | apogee:1=doubtful-match | two of one name and birth date
            """)
    void whatContradictsAnAccountIsHeld(String accounts, String records, String held, String why) {
        Correlation correlation = correlate(accounts, records);
        assertThat(correlation.people()).as(why).isEmpty();
        assertThat(People.heldOf(correlation)).as(why).isEqualTo(held);
    }

    @Test
    void twoPeopleOfOneRegistryMayBeAlmostAlikeInAnAccountToo() {
        Correlation correlation = correlate("ldupont apogee:1 Dupont/Lea/1990-02-01", "apogee:2 Dupont/Lia/1990-02-01");
        assertThat(People.told(correlation)).isEqualTo("new=apogee:2");
    }

    @Test
    void somebodyWithAnAccountIsNotDoubtfulForTheSakeOfANewcomer() {
        Correlation correlation = correlate(
                "mdupont siham:1 Dupont/Marie/1990-02-01 hr:7",
                "saghe:1 Durand/Marie/1990-02-01 hr:7, apogee:1 Durant/Marie/1990-02-01");
        assertThat(People.told(correlation)).isEqualTo("mdupont=saghe:1");
        assertThat(People.heldOf(correlation)).isEqualTo("apogee:1=doubtful-match");
    }

    @Test
    void theDetailNamesBothTheirBirthDatesAndTheRule() {
        HeldRecord letter = correlate(null, "siham:1 Dupont/Marie/1990-02-01, apogee:1 Dupond/Marie/1990-02-01")
                .held()
                .get(0);
        assertThat(letter.detail())
                .isEqualTo("apogee:1 (Dupond Marie, born 1990-02-01) is almost siham:1 (Dupont Marie, born 1990-02-01):"
                        + " 85 points of 100 (birth-date-same 40, family-slip 20, given-same 25); neither merged nor"
                        + " created until somebody decides: sesame same or different siham:1 apogee:1");
        HeldRecord swapped = correlate("mdupont siham:1 Dupont/Marie/1990-02-01", "apogee:1 Dupont/Marie/1990-01-02")
                .held()
                .get(0);
        assertThat(swapped.detail())
                .startsWith(
                        "apogee:1 (Dupont Marie, born 1990-01-02) is almost account mdupont (siham:1,"
                                + " Dupont Marie, born 1990-02-01): 85 points of 100 (birth-date-swapped 25, family-same 35, given-same 25)");
        HeldRecord two = correlate(
                        "b siham:1 Dupont/Marie/1990-02-01, a siham:2 Dupont/Marie/1990-02-01",
                        "apogee:1 Dupont/Marie/1990-02-01")
                .held()
                .get(0);
        assertThat(two.detail()).contains("each of the accounts a and b");
        HeldRecord another = correlate("mdupont siham:1 Dupont/Marie/1990-02-01", "siham:1 Martin/Paul/1980-05-05")
                .held()
                .get(0);
        assertThat(another.detail()).contains("account mdupont").contains("Martin Paul, born 1980-05-05");
    }
}
