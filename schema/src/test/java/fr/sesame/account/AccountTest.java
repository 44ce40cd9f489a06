package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole: an account, the records of which it is made, and the order between them. */
class AccountTest {
    private static final CivilIdentity MARIE = new CivilIdentity("Dupont", null, "Marie", LocalDate.of(1990, 2, 1));

    private static Account account(@Nullable Lock lock, Affiliation... affiliations) {
        return new Account(
                new Login("mdupont"),
                new MailAddress("marie.dupont@univ.example"),
                MARIE,
                new TreeSet<>(Set.of(new PersonNumber("ine", "1"), new PersonNumber("hr", "2"))),
                new TreeSet<>(List.of(affiliations)),
                Timeline.parse("prepared 20260831220000Z=active 20270630220000Z=inactive"),
                lock);
    }

    private static Affiliation of(String source, String key, Facts facts) {
        return new Affiliation(new SourceKey(source, key), new Population("staff"), null, facts);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none,                 none,                 2026-01-01T00:00:00Z, 2026-08-31T22:00:00Z, the opening",
                "none,                 none,                 2026-08-31T22:00:00Z, 2027-06-30T22:00:00Z, the closing",
                "none,                 none,                 2027-06-30T22:00:00Z, none,                 nothing more",
                "2026-12-01T00:00:00Z, none,                 2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z, a lock begins",
                "2026-12-01T00:00:00Z, 2026-12-08T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-08T00:00:00Z, a lock ends",
                "2026-12-01T00:00:00Z, 2026-12-08T00:00:00Z, 2026-12-08T00:00:00Z, 2027-06-30T22:00:00Z, it has ended",
                "2027-12-01T00:00:00Z, none,                 2026-12-01T00:00:00Z, 2027-06-30T22:00:00Z, a lock later than the closing",
                "2026-12-01T00:00:00Z, 2028-12-08T00:00:00Z, 2027-06-30T22:00:00Z, 2028-12-08T00:00:00Z, a lock that outlives it"
            })
    void theNextChangeIsAStepOrTheBeginOrEndOfTheLock(
            @Nullable Instant since, @Nullable Instant until, Instant after, @Nullable Instant next, String why) {
        Lock lock = since == null ? null : new Lock(Lock.Kind.ADMINISTRATIVE, since, until, "rssi", "virus");
        assertThat(account(lock).nextChangeAfter(after).orElse(null)).as(why).isEqualTo(next);
    }

    @Test
    void theLockIsLaidOverTheTimeline() {
        Instant since = Instant.parse("2026-12-01T00:00:00Z");
        Account locked = account(new Lock(Lock.Kind.TECHNICAL, since, null, "rssi", "virus"));
        assertThat(locked.stateAt(since.minusSeconds(1))).isEqualTo(AccountState.ACTIVE);
        assertThat(locked.stateAt(since)).isEqualTo(AccountState.LOCKED);
    }

    @Test
    void itsKeysAreThoseOfAllItsRecords() {
        assertThat(account(
                                null,
                                of("siham", "2", Calendars.stay("2026-01-01", null)),
                                of("siham", "2", Calendars.stay("2025-01-01", "2025-06-30")),
                                of("apogee", "9", Calendars.stay("2020-01-01", null)))
                        .keys())
                .containsExactly(new SourceKey("apogee", "9"), new SourceKey("siham", "2"));
    }

    @Test
    void whatIsInAnAccountNoLongerChanges() {
        Account account = account(null, of("siham", "2", Facts.NONE));
        assertThatThrownBy(() -> account.affiliations().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> account.numbers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void affiliationsDifferInOrderWhereverTheyDiffer() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        Facts none = Facts.NONE;
        List<Affiliation> different = List.of(
                of("siham", "1", none),
                of("siham", "2", none),
                new Affiliation(new SourceKey("siham", "1"), new Population("hosted"), null, none),
                new Affiliation(
                        new SourceKey("siham", "1"), new Population("staff"), new StructureCode("UFRSCI"), none),
                of("siham", "1", none.withBegin(day)),
                of("siham", "1", none.withEnd(day)),
                of("siham", "1", none.withRecorded(day)),
                of("siham", "1", none.withYear(2026)),
                of("siham", "1", none.withCancelled(day)),
                of("siham", "1", none.withValidatedBy("resp1")),
                of("siham", "1", none.withGone(day)));
        for (Affiliation one : different) {
            for (Affiliation other : different) {
                assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
            }
        }
        assertThat(new TreeSet<>(different)).hasSameSizeAs(different);
    }

    @Test
    void anAffiliationThatIsGoneKeepsEverythingElse() {
        Facts facts = new Facts(
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 2, 2),
                LocalDate.of(2026, 1, 2),
                2025,
                LocalDate.of(2026, 1, 20),
                "resp1",
                null);
        LocalDate gone = LocalDate.of(2026, 1, 10);
        assertThat(of("siham", "1", facts).goneOn(gone)).isEqualTo(of("siham", "1", facts.withGone(gone)));
        assertThat(facts.withGone(gone).withGone(null)).isEqualTo(facts);
    }

    @Test
    void aRecordNeedsAffiliationsOfItsOwnKey() {
        SourceKey key = new SourceKey("siham", "1");
        assertThatThrownBy(() -> new PersonRecord(key, MARIE, Set.of(), new TreeSet<>()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("siham:1");
        assertThatThrownBy(() -> new PersonRecord(
                        key,
                        MARIE,
                        Set.of(),
                        new TreeSet<>(List.of(of("siham", "1", Facts.NONE), of("siham", "2", Facts.NONE)))))
                .isInstanceOf(InvalidValueException.class);
        PersonRecord record =
                new PersonRecord(key, MARIE, Set.of(), new TreeSet<>(List.of(of("siham", "1", Facts.NONE))));
        assertThatThrownBy(() -> record.affiliations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void heldRecordsAreOrderedByKeyThenReasonThenDetail() {
        SourceKey key = new SourceKey("apogee", "1");
        assertThat(List.of(
                        new HeldRecord(key, HoldReason.BAD_DATE, "a"),
                        new HeldRecord(key, HoldReason.BAD_DATE, "b"),
                        new HeldRecord(key, HoldReason.NO_KEY, "a"),
                        new HeldRecord(new SourceKey("siham", "0"), HoldReason.BAD_DATE, "a")))
                .isSorted();
        assertThat(new HeldRecord(key, HoldReason.BAD_DATE, "a"))
                .isLessThan(new HeldRecord(key, HoldReason.BAD_DATE, "b"))
                .isEqualByComparingTo(new HeldRecord(key, HoldReason.BAD_DATE, "a"));
    }
}
