package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"2027-12-31", "2024-02-29", "0000-01-01", "9999-12-31", "1980-06-05"})
    void isTheDay(String text) {
        assertThat(DayText.parse(text)).isEqualTo(LocalDate.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2027-12-3",
                "2027-12-310",
                "2027/12/31",
                "2027-2-29",
                "2027-02-29",
                "2027-13-01",
                "2027-00-01",
                "2027-01-00",
                "+2027-1-01",
                "-027-01-01",
                "2027-1a-01",
                "2027-01-0١",
                "20271-2-31"
            })
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> DayText.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("'" + text + "' is not a day; expected such as 2027-12-31");
    }
}
