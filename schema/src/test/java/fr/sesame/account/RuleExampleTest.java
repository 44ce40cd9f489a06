package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} shows of a rule is what the rule gives. */
class RuleExampleTest {
    private static final Calendar CALENDAR = Calendars.of(ZoneId.of("Europe/Paris"));

    @Test
    void theFirstIsAnOrdinaryYear() {
        RuleExample student =
                RuleExample.of(CALENDAR, new Population("student"), 2026).get(0);
        assertThat(student.facts().begin()).isEqualTo(LocalDate.of(2026, 9, 14));
        assertThat(student.timeline().toString())
                .isEqualTo("prepared 20260914220000Z=active 20271231230000Z=pending 20280101230000Z=inactive");
    }

    @Test
    void aGraceOfMonthsIsShownToEndOn29February() {
        List<LocalDate> lastPending = new ArrayList<>();
        for (RuleExample example : RuleExample.of(CALENDAR, new Population("staff"), 2026)) {
            example.timeline().steps().stream()
                    .filter(step -> step.phase() == Phase.INACTIVE)
                    .forEach(step -> lastPending.add(CALENDAR.dayOf(step.at()).minusDays(1)));
        }
        assertThat(lastPending).contains(LocalDate.of(2028, 2, 29));
    }

    @Test
    void whatIsHeldBackIsShownToo() {
        assertThat(RuleExample.of(CALENDAR, new Population("hosted"), 2026))
                .flatExtracting(example -> example.refusal().stream()
                        .map(PopulationRule.Refusal::reason)
                        .toList())
                .containsExactly(HoldReason.NOT_VALIDATED, HoldReason.NO_END_DATE, HoldReason.TOO_SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"student", "staff", "hosted", "teacher-hourly", "doctoral", "partner"})
    void noneIsShownTwiceAndEachIsTheCalendars(String population) {
        List<RuleExample> accepted = RuleExample.of(CALENDAR, new Population(population), 2026).stream()
                .filter(example -> example.refusal().isEmpty())
                .toList();
        assertThat(accepted).isNotEmpty();
        assertThat(accepted).extracting(RuleExample::timeline).doesNotHaveDuplicates();
        for (RuleExample example : accepted) {
            assertThat(example.timeline())
                    .isEqualTo(CALENDAR.timeline(Calendars.affiliation(population, example.facts())));
        }
    }

    @Test
    void whoNeedsASponsorHasOneButForTheExampleThatShowsIt() {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")),
                List.of(DayRule.parse("end")),
                Period.ZERO,
                true,
                true,
                0,
                false,
                null,
                new Sponsoring(true, null, Set.of()));
        Calendar calendar = new Calendar(ZoneId.of("Europe/Paris"), Map.of(new Population("partner"), rule));
        List<RuleExample> examples = RuleExample.of(calendar, new Population("partner"), 2026);
        assertThat(examples.get(0).refusal()).isEmpty();
        assertThat(examples.stream()
                        .flatMap(example -> example.refusal().stream())
                        .map(PopulationRule.Refusal::reason))
                .containsExactlyInAnyOrder(HoldReason.NOT_VALIDATED, HoldReason.NO_SPONSOR, HoldReason.NO_END_DATE);
    }

    @Test
    void theDayFromWhichItIsPreparedIsShown() {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")),
                List.of(),
                Period.ZERO,
                false,
                false,
                0,
                false,
                Period.ofDays(60),
                Sponsoring.NOT_ASKED);
        Calendar calendar = new Calendar(ZoneId.of("Europe/Paris"), Map.of(new Population("staff"), rule));
        assertThat(RuleExample.of(calendar, new Population("staff"), 2026)
                        .get(0)
                        .preparedFrom())
                .contains(LocalDate.of(2026, 7, 16));
    }
}
