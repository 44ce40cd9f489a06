package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.GivenValue;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source gave, as the entry carries it. */
class GivenTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Professeur", "{NCORPS}301", "[A=1]", "back\\slash", "é", " "})
    void everyValueComesBack(String value) {
        GivenValue given = new GivenValue(new SourceKey("siham", "UDM[1]"), "title", value);
        assertThat(GivenText.parse(GivenText.format(given))).isEqualTo(given);
    }

    @Test
    void itReadsAsWhatItIs() {
        assertThat(GivenText.format(new GivenValue(new SourceKey("siham", "UDM1"), "title", "Professeur")))
                .isEqualTo("[source=siham][key=UDM1][attribute=title][value=Professeur]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "title",
                "[source=siham][key=1][attribute=title]",
                "[source=Siham][key=1][attribute=a][value=b]"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> GivenText.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
