package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a decision lasts, and that nothing opens before somebody has validated it. */
class SponsoringTest {
    private static final PopulationRule PARTNER = new PopulationRule(
            List.of(DayRule.parse("begin")),
            List.of(DayRule.parse("end")),
            Period.ZERO,
            true,
            true,
            0,
            false,
            new Sponsoring(true, Period.ofYears(1), Set.of()));

    @ParameterizedTest(name = "{0} from {1}: through {2}")
    @CsvSource({
        "P1Y, 2026-11-25, 2027-11-24",
        "P1Y, 2027-03-01, 2028-02-29",
        "P1Y, 2027-02-28, 2028-02-27",
        "P1Y, 2028-02-29, 2029-02-28",
        "P4Y, 2028-02-29, 2032-02-28",
        "P1M, 2027-01-31, 2027-02-28",
        "P1M, 2027-01-01, 2027-01-31",
        "P1D, 2027-01-01, 2027-01-01",
        "P365D, 2027-03-01, 2028-02-28"
    })
    void aDecisionLastsThroughTheDayBeforeItsAnniversary(Period longest, LocalDate from, LocalDate last) {
        assertThat(new Sponsoring(false, longest, Set.of()).lastDayFrom(from)).isEqualTo(last);
    }

    @Test
    void withoutALimitItLastsForEver() {
        assertThat(Sponsoring.NOT_ASKED.lastDayFrom(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.MAX);
        assertThatThrownBy(() -> new Sponsoring(true, Period.ZERO, Set.of())).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest(name = "validated by {0} on {1}, sponsor {2}: {3}")
    @CsvSource({
        ",            ,           mdurand, not-validated",
        "jchef,       2026-11-26, ,        no-sponsor",
        "jchef,       2026-11-26, mdurand, ",
        "jchef,       ,           mdurand, ",
    })
    void aRecordGivesAnAccountOnceItIsValidatedAndSponsored(String by, LocalDate on, String sponsor, String reason) {
        Facts facts = Facts.NONE
                .withBegin(LocalDate.of(2026, 11, 25))
                .withEnd(LocalDate.of(2027, 6, 30))
                .withValidatedBy(by)
                .withAnswered(new Answered(sponsor == null ? null : new Login(sponsor), on, null, null));
        assertThat(PARTNER.refusal(facts)
                        .map(refusal -> refusal.reason().word())
                        .orElse(null))
                .isEqualTo(reason);
    }

    @ParameterizedTest(name = "begin {0}, validated on {1}: {2}")
    @CsvSource({
        "2026-11-25, 2026-11-26, prepared 20261125230000Z=active 20270630220000Z=inactive",
        "2026-11-27, 2026-11-26, prepared 20261126230000Z=active 20270630220000Z=inactive",
        "2026-11-25, , prepared 20270630220000Z=inactive",
        "2026-11-25, 2027-07-01, inactive",
    })
    void itOpensOnTheLaterOfItsFirstDayAndItsValidation(LocalDate begin, LocalDate validated, String timeline) {
        Facts facts = Facts.NONE
                .withBegin(begin)
                .withEnd(LocalDate.of(2027, 6, 30))
                .withValidatedBy(validated == null ? null : "jchef")
                .withAnswered(new Answered(null, validated, null, null));
        Calendar calendar = new Calendar(ZoneId.of("Europe/Paris"), Map.of(new Population("partner"), PARTNER));
        assertThat(calendar.timeline(
                        new Affiliation(new SourceKey("local", "1"), new Population("partner"), null, facts)))
                .hasToString(timeline);
        Facts openEnded = facts.withEnd(null).withValidatedBy(null);
        assertThat(calendar.timeline(
                        new Affiliation(new SourceKey("local", "1"), new Population("partner"), null, openEnded)))
                .hasToString("prepared");
    }
}
