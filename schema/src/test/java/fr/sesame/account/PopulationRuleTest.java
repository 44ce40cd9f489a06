package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records give no account (sources.md, Harpège), and what a population's configuration must say. */
class PopulationRuleTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-01, 2026-06-30, 2026-02-20, resp1, -,             a stay as it should be",
                "2026-03-01, 2026-06-30, 2026-02-20, -,     not-validated, nobody answers for it",
                "2026-03-01, -,          2026-02-20, resp1, no-end-date,   the end is mandatory",
                "2026-03-01, -,          2026-02-20, -,     not-validated, the first reason that applies",
                "2026-03-01, 2026-03-03, 2026-02-20, resp1, too-short,     three days",
                "2026-03-01, 2026-03-04, 2026-02-20, resp1, -,             four days",
                "2028-02-28, 2028-03-01, 2028-02-20, resp1, too-short,     three days over a leap day",
                "2026-03-01, 2026-02-20, 2026-02-20, resp1, too-short,     it ends before it begins",
                "-,          2026-06-30, 2026-02-20, resp1, -,             the day after the record opens it",
                "-,          2026-06-30, -,          resp1, bad-date,      nothing opens it"
            })
    void aHostedStayIsHeldWithItsReason(
            @Nullable String begin,
            @Nullable String end,
            @Nullable String recorded,
            @Nullable String validatedBy,
            @Nullable String reason,
            String why) {
        Facts facts =
                Calendars.stay(begin, end).withRecorded(Calendars.day(recorded)).withValidatedBy(validatedBy);
        assertThat(Calendars.hosted()
                        .refusal(facts)
                        .map(refusal -> refusal.reason().word())
                        .orElse(null))
                .as(why)
                .isEqualTo(reason);
    }

    @Test
    void theRefusalOfAShortStayCarriesTheNumbers() {
        Facts facts = Calendars.stay("2026-03-01", "2026-03-03").withValidatedBy("resp1");
        assertThat(Calendars.hosted().refusal(facts))
                .contains(new PopulationRule.Refusal(
                        HoldReason.TOO_SHORT, "2026-03-01 to 2026-03-03 is 3 days; expected more than 3"));
    }

    @Test
    void whereNothingIsMandatoryOneDayIsEnough() {
        PopulationRule staff = Calendars.rule("begin", "end", Calendars.THREE_MONTHS);
        assertThat(staff.refusal(Calendars.stay("2026-03-01", "2026-03-01"))).isEmpty();
        assertThat(staff.refusal(Calendars.stay("2026-03-01", null))).isEmpty();
        // A contract that ends before it begins is a retroactive end: it never opens, and nobody has to look at it.
        assertThat(staff.refusal(Calendars.stay("2026-03-01", "2026-02-20"))).isEmpty();
    }

    @Test
    void theOpeningIsTheLatestOfItsRulesAndTheClosingTheEarliest() {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin"), DayRule.parse("recorded+1")),
                List.of(DayRule.parse("end"), DayRule.parse("year+1 12-31")),
                Period.ZERO,
                false,
                false,
                0,
                false);
        Facts facts = Calendars.stay("2026-03-01", "2028-06-30")
                .withRecorded(LocalDate.of(2026, 3, 1))
                .withYear(2026);
        assertThat(rule.opening(facts)).contains(LocalDate.of(2026, 3, 2));
        assertThat(rule.closing(facts)).contains(LocalDate.of(2027, 12, 31));
        assertThat(rule.closing(facts.withYear(null))).contains(LocalDate.of(2028, 6, 30));
        assertThat(rule.closing(Facts.NONE)).isEmpty();
    }

    @Test
    void aRuleWithoutAnOpeningANegativeGraceOrLengthIsRefused() {
        List<DayRule> begin = List.of(DayRule.parse("begin"));
        assertThatThrownBy(() -> new PopulationRule(List.of(), List.of(), Period.ZERO, false, false, 0, false))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("opening day");
        assertThatThrownBy(() -> new PopulationRule(begin, List.of(), Period.ofDays(-1), false, false, 0, false))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("P-1D");
        assertThatThrownBy(() -> new PopulationRule(begin, List.of(), Period.ZERO, false, false, -1, false))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("-1");
    }

    @ParameterizedTest(name = "{0} before an opening on {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "P60D, 2026-11-23, 2026-09-24",
                "P1M,  2027-03-31, 2027-02-28",
                "P1M,  2028-03-31, 2028-02-29",
                "P1Y,  2028-02-29, 2027-02-28",
                "P0D,  2026-11-23, 2026-11-23",
                "-,    2026-11-23, -"
            })
    void anAccountIsPreparedSoLongBeforeItsOpening(Period before, LocalDate opens, LocalDate prepared) {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")),
                List.of(),
                Period.ZERO,
                false,
                false,
                0,
                false,
                before,
                Sponsoring.NOT_ASKED);
        assertThat(rule.preparedFrom(Facts.NONE.withBegin(opens))).isEqualTo(Optional.ofNullable(prepared));
    }

    @Test
    void whatHasNoOpeningHasNoDayOfPreparation() {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")),
                List.of(),
                Period.ZERO,
                false,
                false,
                0,
                false,
                Period.ofDays(1),
                Sponsoring.NOT_ASKED);
        assertThat(rule.preparedFrom(Facts.NONE)).isEmpty();
    }
}
