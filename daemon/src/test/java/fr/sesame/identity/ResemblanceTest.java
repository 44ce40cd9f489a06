package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Clue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two records have in common, in points; from 80 on somebody decides. A name is birth name, usual name if any, given name, birth date. */
class ResemblanceTest {

    @ParameterizedTest(name = "{0} and {1}: {2}, {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Dupont/Marie/1990-02-01          | DUPONT/MARIE/1990-02-01          | 100 | birth-date-same family-same given-same | the same
            Dupont/Marie/1990-02-01          | Dupont/Marie/1990-01-02          |  85 | birth-date-swapped family-same given-same | day and month
            Dupont/Marie/1990-02-01          | Dupont/Marie/1990-02-02          |   0 | | another birth date is another person
            Dupont/Marie/1990-02-01          | Dupond/Marie/1990-02-01          |  85 | birth-date-same family-slip given-same | one letter replaced
            Dupont/Marie/1990-02-01          | Duont/Marie/1990-02-01           |  85 | birth-date-same family-slip given-same | one left out
            Dupont/Marie/1990-02-01          | Duponnt/Marie/1990-02-01         |  98 | birth-date-same family-spelling given-same | one doubled
            Dupont/Marie/1990-02-01          | Dupotn/Marie/1990-02-01          |  85 | birth-date-same family-slip given-same | two exchanged
            Dupont/Marie/1990-02-01          | Dupont/Maria/1990-02-01          |  87 | birth-date-same family-same given-slip | in the given name
            Dupont/Marie/1990-02-01          | Dupond/Maria/1990-02-01          |  72 | birth-date-same family-slip given-slip | one letter in each: somebody else
            Dupont/Marie/1990-02-01          | Dupond/Marie/1990-01-02          |  70 | birth-date-swapped family-slip given-same | a letter and the date: somebody else
            Li/An/1990-02-01                 | Li/Yan/1990-02-01                |   0 | | too short for a slip
            Müller/Jörg/1990-02-13           | Mueller/Joerg/1990-02-13         |  96 | birth-date-same family-spelling given-spelling | umlauts
            Groß/Jürgen/1990-02-13           | Gross/Juergen/1990-02-13         |  98 | birth-date-same family-same given-spelling | sharp s
            Sørensen/Bjørn/1990-02-13        | Soerensen/Bjoern/1990-02-13      |  96 | birth-date-same family-spelling given-spelling | o with a stroke
            Ångström/Åse/1990-02-13          | Aangstroem/Aase/1990-02-13       |  96 | birth-date-same family-spelling given-spelling | a with a ring
            Đorđević/Łucja/1990-02-13        | Djordjevic/Lucja/1990-02-13      |  98 | birth-date-same family-spelling given-same | d with a stroke
            Œuvrard/Cœlia/1990-02-13         | Oeuvrard/Coelia/1990-02-13       | 100 | birth-date-same family-same given-same | ligatures are folded
            Benali/Mohamed/1990-02-13        | Benali/Mohammed/1990-02-13       |  98 | birth-date-same family-same given-spelling | a doubled letter
            Benali/Youssef/1990-02-13        | Benali/Iusef/1990-02-13          |  98 | birth-date-same family-same given-spelling | another romanisation
            de La Tour/Anne/1990-02-01       | La Tour/Anne/1990-02-01          |  95 | birth-date-same family-particle given-same | de
            de La Tour/Anne/1990-02-01       | Tour/Anne/1990-02-01             |  95 | birth-date-same family-particle given-same | de la
            D'Hérouville/Anne/1990-02-01     | Herouville/Anne/1990-02-01       |  95 | birth-date-same family-particle given-same | d'
            D’Hérouville/Anne/1990-02-01     | Herouville/Anne/1990-02-01       |  95 | birth-date-same family-particle given-same | with a typographic apostrophe
            Du Pont/Anne/1990-02-01          | Pont/Anne/1990-02-01             |  95 | birth-date-same family-particle given-same | du
            von Stein/Anne/1990-02-01        | Stein/Anne/1990-02-01            |  95 | birth-date-same family-particle given-same | von
            El Amrani/Anne/1990-02-01        | Amrani/Anne/1990-02-01           |  95 | birth-date-same family-particle given-same | el
            Elamrani/Anne/1990-02-01         | Amrani/Anne/1990-02-01           |  95 | birth-date-same family-particle given-same | el, written together
            Delacroix/Anne/1990-02-01        | Croix/Anne/1990-02-01            |  95 | birth-date-same family-particle given-same | de la, written together
            Ben Youssef/Anne/1990-02-01      | Youssef/Anne/1990-02-01          |  95 | birth-date-same family-particle given-same | ben
            Ben/Anne/1990-02-01              | Le/Anne/1990-02-01               |   0 | | a particle may be all of a name
            Martin-Dupont/Marie/1990-02-01   | Martin/Marie/1990-02-01          |  90 | birth-date-same family-compound given-same | the first of two names
            Martin-Dupont/Marie/1990-02-01   | Dupont/Marie/1990-02-01          |  90 | birth-date-same family-compound given-same | the second
            Martin Dupont/Marie/1990-02-01   | Dupont-Martin/Marie/1990-02-01   |   0 | | all parts in another order are another name
            Dupont/Marie-Claude/1990-02-01   | Dupont/Marie/1990-02-01          |  92 | birth-date-same family-same given-compound | half of a given name
            Dupont/Jean Pierre/1990-02-01    | Dupont/Pierre/1990-02-01         |  92 | birth-date-same family-same given-compound | the other half
            Martin-Dupont/Marie-Claude/1990-02-01 | Martin/Marie/1990-02-01     |  82 | birth-date-same family-compound given-compound | half of both
            de La Tour/Marie/1990-02-01      | Latour/Maria/1990-02-01          |  82 | birth-date-same family-particle given-slip | a particle and a light slip
            Martin-Dupont/Marie/1990-02-01   | Martin/Maria/1990-02-01          |  77 | birth-date-same family-compound given-slip | half a name and a slip: somebody else
            Dupont>Martin/Marie/1990-02-01   | Martin/Marie/1990-02-01          |  95 | birth-date-same family-usual given-same | the usual name is all that the other knows
            Dupont>Dupont-Martin/Marie/1990-02-01 | Martin/Marie/1990-02-01     |  90 | birth-date-same family-compound given-same | a part of it
            Dupont>Martin/Marie/1990-02-01   | Durand>Martin/Marie/1990-02-01   |   0 | | two who have married into one family
            Dupont>Martin/Marie/1990-02-01   | Martin/Marie/1990-01-02          |  80 | birth-date-swapped family-usual given-same | and the date exchanged
            Dupont/Marie/1990-02-01          | Marie/Dupont/1990-02-01          |  85 | birth-date-same names-crossed | family and given name exchanged
            Dupont/Marie/1990-02-01          | Marie/Dupont/1990-01-02          |  70 | birth-date-swapped names-crossed | and the date: somebody else
            Dupont/Marie/1990-02-01          | Durand/Marie/1990-02-01          |   0 | | one given name and a birth date are not enough
            Dupont/Lea/1990-02-01            | Dupont/Paul/1990-02-01           |   0 | | nor a family name and a birth date
            ???/Marie/1990-02-01             | ???/Marie/1990-02-01             |   0 | | lost letters prove nothing
            """)
    void isToldInPoints(String one, String other, int score, String clues, String why) {
        Resemblance a = Resemblance.of(civil(one));
        Resemblance b = Resemblance.of(civil(other));
        assertThat(told(a.cluesWith(b))).as(why).isEqualTo(clues == null ? "" : clues);
        assertThat(Clue.score(a.cluesWith(b))).as(why).isEqualTo(score);
        assertThat(a.cluesWith(b)).as("in both directions").isEqualTo(b.cluesWith(a));
        if (score >= Resemblance.DOUBTFUL) {
            assertThat(Collections.disjoint(a.blocks(), b.blocks()))
                    .as("it is looked for: " + a.blocks() + b.blocks())
                    .isFalse();
        }
    }

    private static String told(List<Clue> clues) {
        return clues.stream().map(Clue::word).collect(Collectors.joining(" "));
    }

    private static CivilIdentity civil(String text) {
        String[] parts = text.split("/");
        String[] names = parts[0].split(">");
        return new CivilIdentity(names[0], names.length == 1 ? null : names[1], parts[1], LocalDate.parse(parts[2]));
    }
}
