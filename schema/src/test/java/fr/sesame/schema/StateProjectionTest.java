package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Condition;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.StructureTree;
import fr.sesame.account.SupannState;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others read of a state, to the second and to the civil day. */
class StateProjectionTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String LIFE =
            "prepared 20260914220000Z=active 20270630220000Z=pending+bind 20270930220000Z=pending 20271231230000Z=inactive";

    private static Map<String, List<String>> project(
            String timeline, @Nullable Lock lock, boolean passwordSet, Instant at) {
        return show(PARIS, Map.of(), subject(timeline, lock, passwordSet), at, Map.of());
    }

    private static Projection.Subject subject(String timeline, @Nullable Lock lock, boolean passwordSet) {
        return new Projection.Subject(Timeline.parse(timeline), lock, passwordSet, List.of(), StructureTree.EMPTY);
    }

    private static Map<String, List<String>> show(
            ZoneId zone,
            Map<Condition, SupannState> words,
            Projection.Subject subject,
            Instant at,
            Map<String, List<String>> present) {
        return new Projections(new StateProjection(zone, words)).of(subject, at, present);
    }

    private static String dated(String timeline, @Nullable Lock lock, boolean passwordSet, Instant at) {
        return String.join("|", project(timeline, lock, passwordSet, at).get(Attributes.SUPANN_RESOURCE_STATE_DATE));
    }

    private static Lock lock(Lock.Kind kind, String since, @Nullable String until) {
        return new Lock(kind, Instant.parse(since), until == null ? null : Instant.parse(until), "rssi", "phishing");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-09-14T21:59:59Z, prepared, 20260914220000Z, FALSE, 000001010000Z, TRUE, 1",
                "2026-09-14T22:00:00Z, active,   20270630220000Z, TRUE,  none,          none, 2027-10-01",
                "2027-06-30T21:59:59Z, active,   20270630220000Z, TRUE,  none,          none, 2027-10-01",
                "2027-06-30T22:00:00Z, pending,  20270930220000Z, TRUE,  none,          none, 2027-10-01",
                "2027-09-30T21:59:59Z, pending,  20270930220000Z, TRUE,  none,          none, 2027-10-01",
                "2027-09-30T22:00:00Z, pending,  20271231230000Z, FALSE, 000001010000Z, TRUE, 1",
                "2027-12-31T23:00:00Z, inactive, none,            FALSE, 000001010000Z, TRUE, 1"
            })
    void theyFollowTheDatesToTheSecond(
            Instant at,
            String state,
            @Nullable String next,
            String mayBind,
            @Nullable String lockedTime,
            @Nullable String nsLock,
            String shadowExpire) {
        Map<String, List<String>> values = project(LIFE, null, true, at);
        assertThat(values.keySet())
                .hasSize(StateProjection.ATTRIBUTES.size() + 1)
                .containsAll(StateProjection.ATTRIBUTES);
        assertThat(values.get(Attributes.STATE)).containsExactly(state);
        assertThat(values.get(Attributes.NEXT_CHANGE)).isEqualTo(list(next));
        assertThat(values.get(Attributes.MAY_BIND)).containsExactly(mayBind);
        assertThat(values.get(Attributes.PWD_ACCOUNT_LOCKED_TIME)).isEqualTo(list(lockedTime));
        assertThat(values.get(Attributes.NS_ACCOUNT_LOCK)).isEqualTo(list(nsLock));
        String days = shadowExpire.length() > 1
                ? String.valueOf(LocalDate.parse(shadowExpire).toEpochDay())
                : shadowExpire;
        assertThat(values.get(Attributes.SHADOW_EXPIRE)).containsExactly(days);
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-14T21:59:59Z, true,  {COMPTE}I:SupannPrecree::20260914,       prepared since ever",
        "2026-09-14T21:59:59Z, false, {COMPTE}I:SupannPrecree::20260914,       with or without a password",
        "2026-09-14T22:00:00Z, true,  {COMPTE}A:SupannActif:20260915:20270630, from the opening day through the closing day",
        "2026-09-14T22:00:00Z, false, {COMPTE}I:SupannCree:20260915:20270930,  not taken; it can be through the grace",
        "2027-06-30T21:59:59Z, true,  {COMPTE}A:SupannActif:20260915:20270630, the last second",
        "2027-06-30T22:00:00Z, true,  {COMPTE}A:SupannSursis:20270701:20270930, pending and may bind",
        "2027-06-30T22:00:00Z, false, {COMPTE}I:SupannCree:20260915:20270930,  still not taken",
        "2027-09-30T22:00:00Z, true,  {COMPTE}I:SupannExpire:20271001:20271231, pending",
        "2027-09-30T22:00:00Z, false, {COMPTE}I:SupannExpire:20271001:20271231, with or without a password",
        "2027-12-31T23:00:00Z, true,  {COMPTE}I:SupannInactif:20280101:,       for ever"
    })
    void supannHasTheStateFromItsFirstDayThroughItsLast(Instant at, boolean passwordSet, String value, String why) {
        assertThat(dated(LIFE, null, passwordSet, at)).as(why).isEqualTo(value);
        assertThat(project(LIFE, null, passwordSet, at).get(Attributes.SUPANN_RESOURCE_STATE))
                .containsExactly(value.substring(0, value.indexOf(':', value.indexOf(':') + 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "active,                          {COMPTE}A:SupannActif::,                 open-ended, since ever",
        "prepared 20261025220000Z=active, {COMPTE}A:SupannActif:20261025:,         '23:00 of the day of 25 hours'",
        "prepared 20261025230000Z=active, {COMPTE}A:SupannActif:20261026:,         its midnight",
        "active 20280228230000Z=inactive, {COMPTE}A:SupannActif::20280228,         closed before the leap day",
        "active 20280229230000Z=inactive, {COMPTE}A:SupannActif::20280229,         closed at its end",
        "active 20280325230000Z=inactive, {COMPTE}A:SupannActif::20280325,         the eve of summer time",
        "active 20280326220000Z=inactive, {COMPTE}A:SupannActif::20280326,         a day of 23 hours",
        "active 99991231235959Z=inactive, {COMPTE}A:SupannActif::,                 a day that four digits do not hold"
    })
    void daysAreThoseOfTheZone(String timeline, String value, String why) {
        assertThat(dated(timeline, null, true, Instant.parse("2026-11-23T12:00:00Z")))
                .as(why)
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T22:59:59Z, {COMPTE}A:SupannActif:20260915:20261031,           the lock is known to begin",
        "2026-10-31T23:00:00Z, {COMPTE}S:SupannVerrouTechnique:20261101:20261103, its first instant",
        "2026-11-02T22:59:59Z, {COMPTE}S:SupannVerrouTechnique:20261101:20261103, it ends within a day",
        "2026-11-03T11:59:59Z, {COMPTE}S:SupannVerrouTechnique:20261101:20261103, its last second",
        "2026-11-03T12:00:00Z, {COMPTE}A:SupannActif:20261103:20270630,           active again"
    })
    void aLockIsLaidOverWithItsOwnDays(Instant at, String value, String why) {
        Lock lock = lock(Lock.Kind.TECHNICAL, "2026-10-31T23:00:00Z", "2026-11-03T12:00:00Z");
        assertThat(dated(LIFE, lock, true, at)).as(why).isEqualTo(value);
    }

    @Test
    void aLockWithoutAnEndHasNoneWhateverTheDatesDoMeanwhile() {
        Lock lock = lock(Lock.Kind.ADMINISTRATIVE, "2026-10-31T23:00:00Z", null);
        for (Instant at : List.of(
                Instant.parse("2026-10-31T23:00:00Z"),
                Instant.parse("2027-08-01T00:00:00Z"),
                Instant.parse("2040-01-01T00:00:00Z"))) {
            assertThat(dated(LIFE, lock, true, at)).isEqualTo("{COMPTE}S:SupannVerrouAdministratif:20261101:");
            assertThat(project(LIFE, lock, true, at).get(Attributes.MAY_BIND)).containsExactly("FALSE");
            assertThat(project(LIFE, lock, true, at).get(Attributes.STATE)).containsExactly("locked");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "active,                          none,       open-ended",
        "active 20271231230000Z=inactive, 2028-01-01, Paris: the day of UTC that begins an hour later",
        "active 20270630220000Z=inactive, 2027-07-01, in summer two hours later",
        "active 20280101000000Z=inactive, 2028-01-01, at midnight of UTC itself",
        "active 20280101000001Z=inactive, 2028-01-02, never before the closing instant",
        "active 20280101040000Z=inactive, 2028-01-02, Martinique: not on the evening of the last open day",
        "active 20271231200000Z=inactive, 2028-01-01, La Réunion",
        "active 20270101000000Z=pending 20270201000000Z=active 20270301000000Z=inactive, 2027-01-01, the first of two gaps",
        "active 20270101000000Z=pending+bind 20270201000000Z=active 20270301000000Z=pending, 2027-03-01, no gap at all"
    })
    void shadowExpireIsTheFirstDayOfUtcOnWhichNobodyBinds(String timeline, String day, String why) {
        List<String> value = project(timeline, null, true, Instant.parse("2026-11-23T12:00:00Z"))
                .get(Attributes.SHADOW_EXPIRE);
        assertThat(value)
                .as(why)
                .isEqualTo(
                        day.equals("none")
                                ? List.of()
                                : List.of(String.valueOf(LocalDate.parse(day).toEpochDay())));
    }

    @Test
    void aLockThatIsToComeClosesToo() {
        Lock lock = lock(Lock.Kind.TECHNICAL, "2026-12-01T08:00:00Z", null);
        Map<String, List<String>> values = project("active", lock, true, Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(values.get(Attributes.SHADOW_EXPIRE))
                .containsExactly(String.valueOf(LocalDate.of(2026, 12, 2).toEpochDay()));
        assertThat(values.get(Attributes.NEXT_CHANGE)).containsExactly("20261201080000Z");
    }

    /** Between two changes that {@code sesameNextChange} tells, nothing changes: so whoever waits for it misses nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingChangesBeforeTheNextChange(boolean passwordSet) {
        Lock lock = lock(Lock.Kind.TECHNICAL, "2026-12-24T12:00:00Z", "2027-07-14T12:00:00Z");
        Instant at = Instant.parse("2026-09-01T00:00:00Z");
        int changes = 0;
        for (Instant next = next(lock, at); next != null; next = next(lock, at)) {
            assertThat(project(LIFE, lock, passwordSet, next.minusSeconds(1)))
                    .isEqualTo(project(LIFE, lock, passwordSet, at));
            at = next;
            changes++;
        }
        assertThat(changes).isEqualTo(6);
    }

    private static @Nullable Instant next(Lock lock, Instant at) {
        List<String> next = project(LIFE, lock, true, at).get(Attributes.NEXT_CHANGE);
        if (next.isEmpty()) {
            return null;
        }
        return fr.sesame.account.Decision.nextChangeAfter(Timeline.parse(LIFE), lock, at)
                .filter(instant -> TimeText.format(instant).equals(next.get(0)))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"active, true", "inactive, false"})
    void whatOthersWroteStays(String timeline, boolean lockoutStays) {
        Map<String, List<String>> values = show(
                PARIS,
                Map.of(),
                subject(timeline, null, true),
                Instant.parse("2026-11-23T12:00:00Z"),
                Map.of(
                        Attributes.SUPANN_RESOURCE_STATE,
                        List.of("{MAIL}X:Local", "{compte}A", "{UAI:0751717J:CLOUD}I"),
                        Attributes.SUPANN_RESOURCE_STATE_DATE,
                        List.of("{COMPTE}S:SupannVerrouille:20200101:", "{MAIL}A:::"),
                        Attributes.PWD_ACCOUNT_LOCKED_TIME,
                        List.of("20261123115900Z")));
        assertThat(values.get(Attributes.SUPANN_RESOURCE_STATE))
                .hasSize(3)
                .contains("{MAIL}X:Local", "{UAI:0751717J:CLOUD}I")
                .noneMatch(value -> value.startsWith("{compte}"));
        assertThat(values.get(Attributes.SUPANN_RESOURCE_STATE_DATE))
                .hasSize(2)
                .contains("{MAIL}A:::")
                .noneMatch(value -> value.contains("Verrouille"));
        assertThat(values.get(Attributes.PWD_ACCOUNT_LOCKED_TIME))
                .containsExactly(lockoutStays ? "20261123115900Z" : StateProjection.LOCKED_FOR_GOOD);
    }

    @Test
    void aLockOfOursIsTakenAwayAgain() {
        assertThat(show(
                                PARIS,
                                Map.of(),
                                subject("active", null, true),
                                Instant.parse("2026-11-23T12:00:00Z"),
                                Map.of(Attributes.PWD_ACCOUNT_LOCKED_TIME, List.of(StateProjection.LOCKED_FOR_GOOD)))
                        .get(Attributes.PWD_ACCOUNT_LOCKED_TIME))
                .isEmpty();
    }

    @Test
    void anInstitutionHasItsOwnWords() {
        StateProjection ours = new StateProjection(
                PARIS,
                Map.of(
                        Condition.PENDING,
                        SupannState.parse("I:LocalFerme"),
                        Condition.INACTIVE,
                        SupannState.parse("I")));
        Projection.Subject closed = subject("pending 20270630220000Z=inactive", null, true);
        assertThat(ours.of(closed, Instant.parse("2027-06-30T21:59:59Z"), Map.of()))
                .containsEntry(Attributes.SUPANN_RESOURCE_STATE, List.of("{COMPTE}I:LocalFerme"))
                .containsEntry(Attributes.SUPANN_RESOURCE_STATE_DATE, List.of("{COMPTE}I:LocalFerme::20270630"));
        assertThat(ours.of(closed, Instant.parse("2027-06-30T22:00:00Z"), Map.of()))
                .containsEntry(Attributes.SUPANN_RESOURCE_STATE, List.of("{COMPTE}I"))
                .containsEntry(Attributes.SUPANN_RESOURCE_STATE_DATE, List.of("{COMPTE}I::20270701:"));
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void aStateOfSupannReadsBack(Condition condition) {
        assertThat(SupannState.parse(condition.supann().toString())).isEqualTo(condition.supann());
        assertThat(condition.supann().substate()).startsWith("Supann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X", "a", "A:Supann Actif", "A:Supann:Actif", "AI", "A:{COMPTE}", ":SupannActif"})
    void anotherStateOfSupannIsRefused(String text) {
        assertThatThrownBy(() -> SupannState.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("A:SupannActif");
    }
}
