package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.history.Lives;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other rules would change, without changing it. */
class OtherRulesTest {
    /** Staff with a grace of a month in the place of three. */
    private static final Calendar SHORTER = shorter();

    private static final Account STAFF = Lives.account(Lives.STAFF);
    private static final Account STUDENT = Lives.account(Lives.STUDENT);

    private static Calendar shorter() {
        Map<Population, PopulationRule> rules = new HashMap<>(Lives.CALENDAR.rules());
        rules.put(
                new Population("staff"),
                new PopulationRule(
                        List.of(DayRule.parse("begin")),
                        List.of(DayRule.parse("end")),
                        Period.ofMonths(1),
                        false,
                        false,
                        0,
                        false));
        return new Calendar(Lives.CALENDAR.zone(), rules);
    }

    private static String csv(Table table) {
        StringWriter text = new StringWriter();
        table.print(Table.Format.csv, new PrintWriter(text));
        return text.toString();
    }

    @Test
    void whoWouldBeInAnotherStateIsListedAndCounted() {
        OtherRules.AtInstant difference =
                new OtherRules(Lives.CALENDAR, SHORTER).new AtInstant(Instant.parse("2027-08-15T10:00:00Z"));
        difference.look(STAFF);
        difference.look(STUDENT);
        assertThat(csv(difference.list()))
                .isEqualTo("uid;population;structure;state;with\njdupont;staff;DRH;pending;inactive\n");
        assertThat(csv(difference.counted())).isEqualTo("population;state;with;accounts\nstaff;pending;inactive;1\n");
    }

    @Test
    void whoWouldNotIsNot() {
        OtherRules.AtInstant difference =
                new OtherRules(Lives.CALENDAR, SHORTER).new AtInstant(Instant.parse("2027-07-15T10:00:00Z"));
        difference.look(STAFF);
        assertThat(csv(difference.list())).isEqualTo("uid;population;structure;state;with\n");
    }

    @Test
    void whichDaysMoveIsListed() {
        OtherRules.Between difference = new OtherRules(Lives.CALENDAR, SHORTER)
        .new Between(LocalDate.of(2027, 8, 1), LocalDate.of(2027, 9, 30));
        difference.look(STAFF);
        difference.look(STUDENT);
        assertThat(csv(difference.list())).isEqualTo("uid;population;structure;state;day;with\n");
        OtherRules.Between day = new OtherRules(Lives.CALENDAR, SHORTER)
        .new Between(LocalDate.of(2027, 7, 31), LocalDate.of(2027, 7, 31));
        day.look(STAFF);
        assertThat(csv(day.list()))
                .isEqualTo(
                        "uid;population;structure;state;day;with\njdupont;staff;DRH;inactive;2027-10-01;2027-07-31\n");
        assertThat(csv(day.counted())).isEqualTo("population;state;moved\nstaff;inactive;1\n");
    }

    @Test
    void aPopulationThatNobodyHasARuleForOpensNothing() {
        Calendar none = new Calendar(Lives.CALENDAR.zone(), Map.of());
        assertThat(new OtherRules(Lives.CALENDAR, none)
                        .under(STAFF)
                        .stateAt(Lives.NOW)
                        .word())
                .isEqualTo("inactive");
    }
}
