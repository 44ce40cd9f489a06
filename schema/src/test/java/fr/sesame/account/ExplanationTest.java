package fr.sesame.account;

import static fr.sesame.account.Calendars.affiliation;
import static fr.sesame.account.Calendars.stay;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why an account is what it is. */
class ExplanationTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Calendar CALENDAR = Calendars.of(PARIS);
    private static final Affiliation STUDENT = affiliation(
            "student", Facts.NONE.withBegin(LocalDate.of(2026, 9, 14)).withYear(2026));
    private static final Affiliation STAFF = affiliation("staff", stay("2027-02-01", "2028-02-29"));

    private static Explanation at(Instant at, Affiliation... affiliations) {
        List<Affiliation> all = List.of(affiliations);
        return Explanation.of(Accounts.of(CALENDAR, all, null), CALENDAR, at);
    }

    @ParameterizedTest(name = "{0}: {1} since {2} until {3}, by {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-09-14T21:59:59Z, prepared, -,                    2026-09-14T22:00:00Z, staff",
                "2026-09-14T22:00:00Z, active,   2026-09-14T22:00:00Z, 2028-02-29T23:00:00Z, student",
                "2027-12-31T22:59:59Z, active,   2026-09-14T22:00:00Z, 2028-02-29T23:00:00Z, staff",
                "2027-12-31T23:00:00Z, active,   2026-09-14T22:00:00Z, 2028-02-29T23:00:00Z, staff",
                "2028-02-29T22:59:59Z, active,   2026-09-14T22:00:00Z, 2028-02-29T23:00:00Z, staff",
                "2028-02-29T23:00:00Z, pending,  2028-02-29T23:00:00Z, 2028-05-29T22:00:00Z, staff",
                "2028-05-29T22:00:00Z, inactive, 2028-05-29T22:00:00Z, -,                    staff"
            })
    void ofTwoRecordsItTellsTheOneThatDecides(Instant at, String state, Instant since, Instant until, String by) {
        Explanation explanation = at(at, STUDENT, STAFF);
        assertThat(explanation.decision().state().word()).isEqualTo(state);
        assertThat(explanation.since()).isEqualTo(Optional.ofNullable(since));
        assertThat(explanation.until()).isEqualTo(Optional.ofNullable(until));
        assertThat(explanation.deciding())
                .hasValueSatisfying(reason -> assertThat(CALENDAR.timeline(reason.affiliation())
                                .stateAt(at)
                                .word())
                        .isEqualTo(state));
        assertThat(explanation.deciding().orElseThrow().affiliation().population())
                .as("the first of those that are equally open")
                .isEqualTo(new Population(by));
        assertThat(explanation.reasons()).hasSize(2);
        assertThat(explanation.rulesAgree()).isTrue();
    }

    @Test
    void itTellsTheDaysOfEachRecord() {
        Explanation.Reason reason =
                at(Instant.parse("2027-06-01T00:00:00Z"), STAFF).deciding().orElseThrow();
        assertThat(reason.opens()).contains(LocalDate.of(2027, 2, 1));
        assertThat(reason.closes()).contains(LocalDate.of(2028, 2, 29));
        assertThat(reason.pendingThrough()).contains(LocalDate.of(2028, 5, 29));
        assertThat(reason.phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void aPopulationWithoutARuleIsToldAndOpensNothing() {
        Calendar without = new Calendar(
                PARIS, Map.of(new Population("staff"), Calendars.rule("begin", "end", Calendars.THREE_MONTHS)));
        Account account = Accounts.of(CALENDAR, List.of(STUDENT), null);
        Explanation explanation = Explanation.of(account, without, Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(explanation.decision()).isEqualTo(new Decision.Allowed(AccountState.ACTIVE));
        assertThat(explanation.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEmpty();
            assertThat(reason.phase()).isEqualTo(Phase.INACTIVE);
        });
        assertThat(explanation.rulesAgree()).isFalse();
    }

    @Test
    void aLockIsToldWhileItHoldsAndBefore() {
        Lock lock = new Lock(Lock.Kind.TECHNICAL, Instant.parse("2026-11-01T00:00:00Z"), null, "rssi", "virus");
        Account account = Accounts.of(CALENDAR, List.of(STUDENT), lock);
        Explanation before = Explanation.of(account, CALENDAR, Instant.parse("2026-10-31T23:59:59Z"));
        assertThat(before.lock()).isEmpty();
        assertThat(before.lockAhead()).contains(lock);
        Explanation after = Explanation.of(account, CALENDAR, lock.since());
        assertThat(after.lock()).contains(lock);
        assertThat(after.lockAhead()).isEmpty();
        assertThat(after.decision()).isEqualTo(new Decision.Refused(AccountState.LOCKED));
        assertThat(after.until()).isEmpty();
    }
}
