package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** domain.md: locked is laid over the other states, and lifting it gives back what the dates give. */
class LockTest {
    private static final Timeline LIFE =
            Timeline.parse("prepared 20260831220000Z=active 20270630220000Z=pending 20270930220000Z=inactive");

    private static Lock lock(String since, @Nullable String until) {
        return new Lock(
                Lock.Kind.TECHNICAL,
                Instant.parse(since),
                until == null ? null : Instant.parse(until),
                "rssi",
                "phishing");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T22:59:59Z, active,   the second before",
        "2026-10-31T23:00:00Z, locked,   its first instant",
        "2026-11-30T22:59:59Z, locked,   its last second",
        "2026-11-30T23:00:00Z, active,   its end is exclusive: the dates again",
        "2027-07-15T00:00:00Z, pending,  and so on"
    })
    void aLockHoldsFromItsBeginInclusiveToItsEndExclusive(Instant at, String state, String why) {
        Lock lock = lock("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z");
        assertThat(Decision.stateAt(LIFE, lock, at).word()).as(why).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-31T23:00:00Z", "2027-07-15T00:00:00Z", "2050-01-01T00:00:00Z"})
    void withoutAnEndItSurvivesEveryDate(Instant at) {
        assertThat(Decision.stateAt(LIFE, lock("2026-10-31T23:00:00Z", null), at))
                .isEqualTo(AccountState.LOCKED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T21:59:59Z, prepared, false",
        "2026-08-31T22:00:00Z, active,   true",
        "2026-10-31T23:00:00Z, locked,   false",
        "2027-06-30T21:59:59Z, active,   true",
        "2027-06-30T22:00:00Z, pending,  false",
        "2027-09-30T22:00:00Z, inactive, false"
    })
    void onlyTheActiveMayBindAndTheRefusalSaysTheState(Instant at, String state, boolean allowed) {
        Lock lock = lock("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z");
        assertThat(Decision.at(LIFE, lock, at)).isEqualTo(decision(state, allowed));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-30T21:59:59Z, active,   true,  the last second of the closing day",
        "2027-06-30T22:00:00Z, pending,  true,  the first of the grace: still allowed",
        "2027-07-14T21:59:59Z, pending,  true,  the second before the lock",
        "2027-07-14T22:00:00Z, locked,   false, a lock is laid over it",
        "2027-07-20T21:59:59Z, locked,   false, its last second",
        "2027-07-20T22:00:00Z, pending,  true,  lifted: what the dates give",
        "2027-09-30T21:59:59Z, pending,  true,  the last second of the grace",
        "2027-09-30T22:00:00Z, inactive, false, and no longer"
    })
    void whoIsPendingMayBindWhereTheTimelineSaysSoUnlessLocked(Instant at, String state, boolean allowed, String why) {
        Timeline life =
                Timeline.parse("prepared 20260831220000Z=active 20270630220000Z=pending+bind 20270930220000Z=inactive");
        Lock lock = lock("2027-07-14T22:00:00Z", "2027-07-20T22:00:00Z");
        assertThat(Decision.at(life, lock, at)).as(why).isEqualTo(decision(state, allowed));
    }

    private static Decision decision(String word, boolean allowed) {
        return allowed
                ? new Decision.Allowed(AccountState.ofWord(word))
                : new Decision.Refused(AccountState.ofWord(word));
    }

    @Test
    void withoutALockTheDatesDecide() {
        assertThat(Decision.at(LIFE, null, Instant.parse("2026-11-01T00:00:00Z")))
                .isEqualTo(new Decision.Allowed(AccountState.ACTIVE));
    }

    @ParameterizedTest
    @EnumSource(Lock.Kind.class)
    void aKindOfLockReadsBackFromItsWord(Lock.Kind kind) {
        assertThat(Lock.Kind.ofWord(kind.word())).isEqualTo(kind);
        assertThat(kind.word()).isLowerCase();
    }

    @ParameterizedTest
    @EnumSource(AccountState.class)
    void aStateReadsBackFromItsWord(AccountState state) {
        assertThat(AccountState.ofWord(state.word())).isEqualTo(state);
        assertThat(state.word()).isLowerCase();
    }

    @Test
    void anotherWordIsRefusedWithThoseThatAreExpected() {
        assertThatThrownBy(() -> Lock.Kind.ofWord("physical"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'physical'")
                .hasMessageContaining("technical or administrative");
        assertThatThrownBy(() -> AccountState.ofWord("ACTIVE"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'ACTIVE'")
                .hasMessageContaining("prepared, active, locked, pending or inactive");
    }
}
