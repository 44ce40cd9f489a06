package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision as a function of time: what turns, and what only might have. */
class CourseTest {
    private static final Timeline LIFE = Timeline.parse(
            "prepared 20260831220000Z=active 20270630220000Z=pending+bind 20270930220000Z=pending 20271031230000Z=inactive");
    private static final Lock SUMMER = new Lock(
            Lock.Kind.TECHNICAL,
            Instant.parse("2026-12-24T08:00:00Z"),
            Instant.parse("2027-01-04T08:00:00Z"),
            "rssi",
            "virus");

    private static Account account(Timeline timeline, Lock lock) {
        return Accounts.of(timeline, lock);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T21:59:59Z, PREPARED, false",
        "2026-08-31T22:00:00Z, ACTIVE,   true",
        "2026-12-24T07:59:59Z, ACTIVE,   true",
        "2026-12-24T08:00:00Z, LOCKED,   false",
        "2027-01-04T07:59:59Z, LOCKED,   false",
        "2027-01-04T08:00:00Z, ACTIVE,   true",
        "2027-06-30T22:00:00Z, PENDING,  true",
        "2027-09-30T22:00:00Z, PENDING,  false",
        "2027-10-31T23:00:00Z, INACTIVE, false"
    })
    void itIsTheDecisionAtEachInstant(Instant at, AccountState state, boolean mayBind) {
        Account account = account(LIFE, SUMMER);
        Decision decision = Course.of(account).at(at);
        assertThat(decision).isEqualTo(account.decisionAt(at));
        assertThat(decision.state()).isEqualTo(state);
        assertThat(decision instanceof Decision.Allowed).isEqualTo(mayBind);
    }

    @Test
    void aStepUnderALockIsNoTurn() {
        Lock overTheEnd = new Lock(
                Lock.Kind.ADMINISTRATIVE,
                Instant.parse("2027-06-01T00:00:00Z"),
                Instant.parse("2027-12-01T00:00:00Z"),
                "registrar",
                "exam");
        assertThat(Course.of(account(LIFE, overTheEnd)).turns())
                .extracting(Course.Turn::at)
                .containsExactly(
                        Instant.parse("2026-08-31T22:00:00Z"),
                        Instant.parse("2027-06-01T00:00:00Z"),
                        Instant.parse("2027-12-01T00:00:00Z"));
    }

    @Test
    void anInstantAtWhichNothingChangesIsNoTurn() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        Course course = Course.of(List.of(noon), at -> new Decision.Allowed(AccountState.ACTIVE));
        assertThat(course.turns()).isEmpty();
        assertThat(course.lastUntil(noon)).isEmpty();
        assertThat(course.at(noon)).isEqualTo(new Decision.Allowed(AccountState.ACTIVE));
    }

    @Test
    void whatIsAheadIsStrictlyAfter() {
        Course course = Course.of(account(LIFE, null));
        Instant opening = Instant.parse("2026-08-31T22:00:00Z");
        assertThat(course.after(opening)).hasSize(3);
        assertThat(course.after(opening.minusNanos(1))).hasSize(4);
        assertThat(course.lastUntil(opening))
                .hasValueSatisfying(turn -> assertThat(turn.at()).isEqualTo(opening));
    }
}
