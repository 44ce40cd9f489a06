package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sources.md: names are compared without accents, case, hyphens and apostrophes (Ø is O, Œ is OE). */
class FoldingTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Dupont,              dupont",
                "DUPONT,              dupont",
                "Hélène,              helene",
                "He\u0301le\u0300ne,  helene",
                "François-Noël,       francoisnoel",
                "Le Goff,             legoff",
                "\"Le\u00a0Goff\",    legoff",
                "D'Hérouville,        dherouville",
                "D’Hérouville,        dherouville",
                "Dʼ Hérouville,       dherouville",
                "D‘Hérouville,        dherouville",
                "D´Hérouville,        dherouville",
                "D`Hérouville,        dherouville",
                "Saint‐Exupéry,       saintexupery",
                "Saint‑Exupéry,       saintexupery",
                "Saint–Exupéry,       saintexupery",
                "Saint−Exupéry,       saintexupery",
                "Sørensen,            sorensen",
                "Œuvrard,             oeuvrard",
                "Lætitia,             laetitia",
                "Groß,                gross",
                "GROẞ,                gross",
                "Đặng,                dang",
                "Łukasz,              lukasz",
                "Þór,                 thor",
                "Yıldız,              yildiz",
                "İnan,                inan",
                "Müller,              muller",
                "Núñez,               nunez",
                "Dvořák,              dvorak",
                "Ελένη,               elene",
                "Юлия,                ulia",
                "??ng,                ng",
                "???,                 \"\"",
                "Jr. 3e/4,            jr3e4"
            })
    void twoSpellingsOfANameFoldAlike(String name, String folded) {
        assertThat(Folding.letters(name)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Jean-Baptiste,         jean-baptiste",
                "Le Goff,               le-goff",
                "\" Le   Goff- \",      le-goff",
                "D'Hérouville,          dherouville",
                "de L’Isle‑Adam,        de-lisle-adam",
                "\"Le\u00a0Goff\",      le-goff",
                "O'Neil – Œuvrard,      oneil-oeuvrard",
                "???,                   \"\""
            })
    void wordsAreWhatStandsBetweenHyphensAndSpaces(String name, String hyphenated) {
        assertThat(Folding.hyphenated(name)).isEqualTo(hyphenated);
    }

    @Test
    @Timeout(60)
    void aHundredThousandNamesAreFoldedInMuchLessThanAMinute() {
        long total = IntStream.range(0, 100_000)
                .mapToObj(i -> Folding.letters("D’Hérouville Sørensen" + i))
                .distinct()
                .count();
        assertThat(total).isEqualTo(100_000);
    }

    @Test
    void manyThreadsFoldAtOnce() {
        List<String> folded = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> Folding.letters(i % 2 == 0 ? "Đặng Sørensen" : "Łukasz Œuvrard"))
                .distinct()
                .sorted()
                .toList();
        assertThat(folded).containsExactly("dangsorensen", "lukaszoeuvrard");
    }
}
