package fr.sesame.history;

import static fr.sesame.history.Lives.STAFF;
import static fr.sesame.history.Lives.STUDENT;
import static fr.sesame.history.Lives.content;
import static fr.sesame.history.Lives.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Lock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account as it was: worked out backwards from the entry. */
class AccountHistoryTest {
    private static final Instant SINCE = Instant.parse("2026-09-01T00:00:00Z");
    private static final LockEvents NO_LOCKS = new LockEvents(SINCE, List.of(), null);
    private static final Affiliation LEFT = Lives.ending(STAFF, "2026-12-31");

    private static final Recorded MADE = recorded("2026-09-02T02:00:00Z", null, content(STAFF));
    private static final Recorded CUT = recorded("2026-11-10T02:00:00Z", content(STAFF), content(LEFT));
    private static final Recorded STUDIES = recorded("2027-01-20T02:00:00Z", content(LEFT), content(LEFT, STUDENT));

    private static AccountHistory history(Account now, LockEvents locks, Recorded... recorded) {
        return new AccountHistory(now, new HistoryFolder.Found(Optional.of(SINCE), List.of(recorded)), locks);
    }

    private static List<String> states(AccountHistory history, String until) {
        List<String> lines = new ArrayList<>();
        history.statesUntil(Instant.parse(until))
                .forEach(change -> lines.add(change.at() + " "
                        + (change.before() == null
                                ? "none"
                                : change.before().state().word()) + " "
                        + change.after().state().word() + " " + change.cause()));
        return lines;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-09-02T01:59:59Z, none,     none",
                "2026-09-02T02:00:00Z, ACTIVE,   2027-06-30T22:00:00Z",
                "2026-11-10T01:59:59Z, ACTIVE,   2027-06-30T22:00:00Z",
                "2026-11-10T02:00:00Z, ACTIVE,   2026-12-31T23:00:00Z",
                "2026-12-31T22:59:59Z, ACTIVE,   2026-12-31T23:00:00Z",
                "2026-12-31T23:00:00Z, PENDING,  2027-03-31T22:00:00Z",
                "2027-01-20T01:59:59Z, PENDING,  2027-03-31T22:00:00Z",
                "2027-01-20T02:00:00Z, ACTIVE,   2027-12-31T23:00:00Z"
            })
    void itIsWhatWasTrueThen(Instant at, @Nullable AccountState state, @Nullable Instant next) {
        AccountHistory history = history(Lives.account(LEFT, STUDENT), NO_LOCKS, MADE, CUT, STUDIES);
        Optional<Account> then = history.at(at);
        assertThat(then.map(account -> account.stateAt(at))).isEqualTo(Optional.ofNullable(state));
        assertThat(then.flatMap(account -> account.nextChangeAfter(at))).isEqualTo(Optional.ofNullable(next));
        assertThat(history.isSureAt(at)).isTrue();
    }

    @Test
    void everyChangeOfTheStateHasItsCause() {
        AccountHistory history = history(Lives.account(LEFT, STUDENT), NO_LOCKS, MADE, CUT, STUDIES);
        assertThat(states(history, "2028-06-01T00:00:00Z"))
                .containsExactly(
                        "2026-09-02T02:00:00Z none active CREATED",
                        "2026-12-31T23:00:00Z active pending CALENDAR",
                        "2027-01-20T02:00:00Z pending active RECORD",
                        "2027-12-31T23:00:00Z active pending CALENDAR",
                        "2028-01-01T23:00:00Z pending inactive CALENDAR");
        assertThat(states(history, "2026-12-31T22:59:59Z")).hasSize(1);
    }

    @Test
    void aChangeThatWasRefusedAndMadeLaterHappenedLater() {
        Recorded refused = recorded("2026-11-09T02:00:00Z", content(STAFF), content(LEFT));
        AccountHistory history = history(Lives.account(LEFT), NO_LOCKS, MADE, refused, CUT);
        assertThat(history.written()).containsExactly(MADE, CUT);
        assertThat(history.at(Instant.parse("2026-11-09T12:00:00Z")))
                .hasValueSatisfying(
                        account -> assertThat(account.affiliations()).containsExactly(STAFF));
    }

    @Test
    void aChangeThatNeverCameTrueIsNone() {
        AccountHistory history = history(Lives.account(STAFF), NO_LOCKS, MADE, CUT);
        assertThat(history.written()).containsExactly(MADE);
        assertThat(history.versions()).allMatch(Version::sure);
    }

    @Test
    void whatSomethingElseHasChangedIsNotSureSinceTheLastThatIsKnown() {
        AccountHistory history = history(Lives.account(STUDENT), NO_LOCKS, MADE, CUT);
        assertThat(history.isSureAt(Instant.parse("2026-11-10T01:59:59Z"))).isTrue();
        assertThat(history.isSureAt(Instant.parse("2026-11-10T02:00:00Z"))).isFalse();
        assertThat(history.at(Instant.parse("2026-11-10T01:59:59Z")))
                .hasValueSatisfying(
                        account -> assertThat(account.affiliations()).containsExactly(STAFF));
    }

    @Test
    void beforeTheHistoryNothingIsSure() {
        AccountHistory history = history(Lives.account(LEFT), NO_LOCKS, CUT);
        assertThat(history.isSureAt(SINCE)).isTrue();
        assertThat(history.isSureAt(SINCE.minusNanos(1))).isFalse();
        assertThat(history.at(SINCE.minusSeconds(3600)))
                .hasValueSatisfying(
                        account -> assertThat(account.affiliations()).containsExactly(STAFF));
        AccountHistory none =
                new AccountHistory(Lives.account(LEFT), new HistoryFolder.Found(Optional.empty(), List.of()), NO_LOCKS);
        assertThat(none.isSureAt(Instant.parse("2026-12-01T00:00:00Z"))).isFalse();
        assertThat(none.statesUntil(Instant.parse("2028-12-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void locksAreLaidOverIt() {
        Instant laid = Instant.parse("2026-10-01T08:00:00.250Z");
        Instant lifted = Instant.parse("2026-10-05T08:00:00.500Z");
        Lock virus = new Lock(Lock.Kind.TECHNICAL, laid, null, "rssi", "virus");
        Lock week = new Lock(
                Lock.Kind.ADMINISTRATIVE,
                Instant.parse("2026-10-10T00:00:00Z"),
                Instant.parse("2026-10-17T00:00:00Z"),
                "registrar",
                "exam");
        LockEvents locks = new LockEvents(
                SINCE,
                List.of(
                        new LockEvent(lifted, null, "support", "asked"),
                        new LockEvent(laid, virus, "rssi", "virus"),
                        new LockEvent(week.since(), week, "registrar", "exam")),
                week);
        AccountHistory history = history(Lives.locked(week, STAFF), locks, MADE);
        assertThat(states(history, "2026-12-01T00:00:00Z"))
                .containsExactly(
                        "2026-09-02T02:00:00Z none active CREATED",
                        "2026-10-01T08:00:00.250Z active locked LOCKED",
                        "2026-10-05T08:00:00.500Z locked active UNLOCKED",
                        "2026-10-10T00:00:00Z active locked LOCKED",
                        "2026-10-17T00:00:00Z locked active LOCK_ENDED");
        assertThat(locks.isKnownAt(SINCE)).isTrue();
        assertThat(locks.isKnownAt(SINCE.minusNanos(1))).isFalse();
    }

    @Test
    void aTrailThatBeginsWithALiftDoesNotKnowWhatWasLifted() {
        Instant lifted = Instant.parse("2026-10-05T08:00:00Z");
        LockEvents locks = new LockEvents(SINCE, List.of(new LockEvent(lifted, null, "support", "")), null);
        assertThat(locks.isKnownAt(lifted.minusNanos(1))).isFalse();
        assertThat(locks.isKnownAt(lifted)).isTrue();
    }

    @Test
    void theEntryKnowsBetterSinceWhenItsLockHolds() {
        Lock stored =
                new Lock(Lock.Kind.TECHNICAL, Instant.parse("2026-12-01T00:00:00Z"), null, "rssi", "audit planned");
        Lock told = new Lock(Lock.Kind.TECHNICAL, Instant.parse("2026-11-20T08:00:00Z"), null, "rssi", "audit planned");
        LockEvents locks =
                new LockEvents(SINCE, List.of(new LockEvent(told.since(), told, "rssi", "audit planned")), stored);
        assertThat(locks.at(Instant.parse("2026-11-25T00:00:00Z"))).isEqualTo(stored);
    }
}
