package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of configuration for a civil day. */
class DayRuleTest {
    private static final Facts FACTS = Calendars.stay("2026-12-31", "2027-06-30")
            .withRecorded(LocalDate.of(2026, 2, 28))
            .withYear(2027);

    @ParameterizedTest
    @CsvSource({
        "begin,        2026-12-31",
        "begin+1,      2027-01-01",
        "begin+0,      2026-12-31",
        "begin+365,    2027-12-31",
        "end,          2027-06-30",
        "end+30,       2027-07-30",
        "recorded,     2026-02-28",
        "recorded+1,   2026-03-01",
        "year 09-01,   2027-09-01",
        "year+1 12-31, 2028-12-31",
        "year 02-29,   2027-02-28",
        "year+1 02-29, 2028-02-29",
        "' end ',      2027-06-30"
    })
    void aRuleNamesADay(String rule, LocalDate day) {
        assertThat(DayRule.parse(rule).dayOf(FACTS)).contains(day);
        assertThat(DayRule.parse(rule)).hasToString(rule.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "begin+1", "end", "recorded+1", "year 09-01", "year+1 12-31"})
    void withoutItsFactItNamesNone(String rule) {
        assertThat(DayRule.parse(rule).dayOf(Facts.NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Begin",
                "start",
                "begin-1",
                "begin + 1",
                "begin+",
                "begin+1000",
                "year",
                "year 9-1",
                "year+10 09-01",
                "year09-01",
                "year 31/12",
                "begin begin",
                "gone",
                "cancelled"
            })
    void anotherFormIsRefusedWithExamples(String rule) {
        assertThatThrownBy(() -> DayRule.parse(rule))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'" + rule + "' is not a rule for a day")
                .hasMessageContaining("begin+1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"year 02-30", "year 13-01", "year+1 00-10", "year 04-31"})
    void aDayThatNoYearHasIsRefused(String rule) {
        assertThatThrownBy(() -> DayRule.parse(rule))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("no year has");
    }

    @Test
    void rulesOfOneTextAreEqual() {
        assertThat(DayRule.parse("begin+1"))
                .isEqualTo(DayRule.parse(" begin+1"))
                .hasSameHashCodeAs(DayRule.parse("begin+1 "))
                .isNotEqualTo(DayRule.parse("begin"));
    }
}
