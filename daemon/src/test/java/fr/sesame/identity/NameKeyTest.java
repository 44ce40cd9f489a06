package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Clue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sources.md: a near miss is one letter off with the same birth date, or day and month swapped. */
class NameKeyTest {

    @ParameterizedTest
    @CsvSource({
        "dupont/marie,   dupond/marie,   true,  replaced at the end",
        "dupont/marie,   bupont/marie,   true,  replaced at the beginning",
        "dupont/marie,   duppont/marie,  true,  put in",
        "dupont/marie,   duponts/marie,  true,  put in at the end",
        "dupont/marie,   upont/marie,    true,  left out at the beginning",
        "dupont/marie,   dupnot/marie,   true,  exchanged with its neighbour",
        "dupont/marie,   dupotn/marie,   true,  exchanged at the end",
        "dupont/marie,   dupont/maria,   true,  in the given name",
        "dupont/marie,   dupont/mari,    true,  left out of the given name",
        "dupont/marie,   dupont/marie,   false, the same",
        "dupont/marie,   dupond/maria,   false, one letter in each",
        "dupont/marie,   dubond/marie,   false, two letters",
        "dupont/marie,   dupto/marie,    false, two letters shorter",
        "dupont/marie,   duopnt/maire,   false, exchanged in each",
        "dupont/marie,   putond/marie,   false, exchanged at a distance",
        "dupont/marie,   dpuotn/marie,   false, exchanged twice",
        "marie/dupont,   dupont/marie,   false, birth name and given name exchanged",
        "li/an,          li/yan,         false, too short to say",
        "li/yan,         li/yin,         true,  five letters",
        "li/yan,         li/an,          false, four of five"
    })
    void oneLetterOffIsOneLetterOfTheTwoNamesTogether(String one, String other, boolean near, String why) {
        assertThat(isSlip(one, other)).as(why).isEqualTo(near);
        assertThat(isSlip(other, one)).as(why).isEqualTo(near);
    }

    private static boolean isSlip(String one, String other) {
        List<Clue> clues = Resemblance.of(People.civil(one + "/1990-02-01"))
                .cluesWith(Resemblance.of(People.civil(other + "/1990-02-01")));
        // A doubled letter is another spelling, and a d before a name a particle: both are told as such.
        return Clue.score(clues) >= Resemblance.DOUBTFUL
                && !Collections.disjoint(
                        clues, List.of(Clue.FAMILY_SLIP, Clue.GIVEN_SLIP, Clue.FAMILY_SPELLING, Clue.FAMILY_PARTICLE));
    }

    private static NameKey key(String text) {
        String[] parts = text.split("/");
        return new NameKey(parts[0], parts[1]);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "1990-02-01, 1990-01-02, both are days and months",
                "1990-12-11, 1990-11-12, to the last month",
                "1990-01-12, 1990-12-01, the twelfth",
                "1990-01-13, none,       there is no thirteenth month",
                "1990-05-05, none,       the same"
            })
    void dayAndMonthAreSwappedWhereThatIsAnotherDate(LocalDate date, @Nullable LocalDate swapped, String why) {
        assertThat(new Identity(key("dupont/marie"), date)
                        .swapped()
                        .map(Identity::birthDate)
                        .orElse(null))
                .as(why)
                .isEqualTo(swapped);
    }

    @ParameterizedTest
    @CsvSource({
        "Dupont/Marie/1990-02-01, DUPONT/marie/1990-02-01, true,  the same",
        "Dupont/Marie/1990-02-01, Durand/Marie/1990-02-01, true,  a rename",
        "Dupont/Marie/1990-02-01, Dupont/Marie/1991-02-01, true,  a corrected birth date",
        "Dupont/Marie/1990-02-01, Dupont/Anne/1991-02-01,  false, a family name and nothing else",
        "???/Marie/1990-02-01,    ???/Marie/1991-02-01,    false, nothing follows from lost letters"
    })
    void identitiesAgreeInTheNamesOrTheBirthDate(String one, String other, boolean agree, String why) {
        assertThat(Identity.of(People.civil(one)).agreesWith(Identity.of(People.civil(other))))
                .as(why)
                .isEqualTo(agree);
    }
}
