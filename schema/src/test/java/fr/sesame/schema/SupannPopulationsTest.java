package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SUPANN's nomenclature as it is published, and the places of the shipped populations in it. */
class SupannPopulationsTest {

    private static SupannPopulation of(String code) {
        return SupannPopulations.of(PopulationCode.parse(code)).orElseThrow();
    }

    private static List<String> words(SupannPopulation population) {
        return population.affiliations().stream()
                .map(EduPersonAffiliation::word)
                .toList();
    }

    @Test
    void everyCodeIsThere() {
        assertThat(SupannPopulations.codes()).hasSize(115).contains("RGPFT", "AGAD", "PXAD", "TSA");
        SupannPopulations.codes().forEach(code -> assertThat(of(code).code()).hasToString("{SUPANN}" + code));
    }

    @ParameterizedTest
    @CsvSource({
        "AGE,   600, student member",
        "AGAD,  650, student researcher member",
        "RGPFT, 800, faculty employee researcher teacher member",
        "RGPST, 800, staff employee member",
        "RGRER, 400, employee teacher",
        "RHMF,  780, faculty emeritus researcher member",
        "PXVB,  110, library-walk-in",
        "PXL,   190, registered-reader",
        "PXV,   100, ''",
        "RG,    800, employee",
        "RH,    780, member",
        "AG,    650, student member",
        "P,     450, ''"
    })
    void aRowIsThatOfThePublishedTableAndAHeadingIsAsHeavyAsTheHeaviestBelowIt(
            String code, int weight, String affiliations) {
        assertThat(of(code).weight()).isEqualTo(weight);
        assertThat(String.join(" ", words(of(code)))).isEqualTo(affiliations);
    }

    @ParameterizedTest
    @CsvSource({
        "student,        {SUPANN}AGE,  student member",
        "staff,          {SUPANN}RGP,  employee member",
        "hosted,         {SUPANN}RHJ,  member",
        "teacher-hourly, {SUPANN}RGIE, employee teacher member",
        "partner,        {SUPANN}PXI,  affiliate"
    })
    void theShippedPopulationsHaveTheirPlace(String name, String code, String affiliations) {
        SupannPopulation shipped = SupannPopulations.shipped(new Population(name));
        assertThat(shipped.code()).hasToString(code);
        assertThat(String.join(" ", words(shipped))).isEqualTo(affiliations);
    }

    @Test
    void anInstitutionsOwnPopulationIsNothingUnlessItSaysSo() {
        assertThat(SupannPopulations.shipped(new Population("alumni"))).isEqualTo(SupannPopulation.NONE);
        assertThat(SupannPopulations.of(PopulationCode.parse("{UAI:0751717J}AGE")))
                .isEmpty();
        assertThat(SupannPopulations.of(PopulationCode.parse("AGZ"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AGE, SUPANN, AGE", "{SUPANN}AGE, SUPANN, AGE", "{UAI:0751717J}ALUMNI, UAI:0751717J, ALUMNI"})
    void aCodeHasALabel(String text, String label, String code) {
        assertThat(PopulationCode.parse(text)).isEqualTo(new PopulationCode(label, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{SUPANN}", "SUPANN}AGE", "{}AGE", "{SUPANN}A E", "[AGE]", "{SUPANN}{SUPANN}AGE"})
    void anotherFormIsRefused(String text) {
        assertThatThrownBy(() -> PopulationCode.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("{SUPANN}AGE");
    }
}
