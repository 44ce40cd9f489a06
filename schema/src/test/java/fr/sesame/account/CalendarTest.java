package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** domain.md, "The calendar by population": what the dates make of an account, to the second. */
class CalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Calendar CALENDAR = Calendars.of(PARIS);

    private static String at(String localTime, String population, Facts facts) {
        Instant instant = LocalDateTime.parse(localTime).atZone(PARIS).toInstant();
        return CALENDAR.timeline(Calendars.affiliation(population, facts))
                .stateAt(instant)
                .word();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T23:59:59, prepared, the second before the day of entry",
        "2026-09-01T00:00:00, active,   the day of entry",
        "2027-06-30T00:00:00, active,   the exit date itself",
        "2027-06-30T23:59:59, active,   its last second",
        "2027-07-01T00:00:00, pending,  the day after",
        "2027-09-30T23:59:59, pending,  three months after the exit date",
        "2027-10-01T00:00:00, inactive, the day after that",
        "2040-01-01T00:00:00, inactive, for ever"
    })
    void theExitDateItselfIsStillActiveAndThreeMonthsArePending(String time, String state, String why) {
        assertThat(at(time, "staff", Calendars.stay("2026-09-01", "2027-06-30")))
                .as(why)
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 2027-02-28, 30 November: February has 28 days",
        "2027-11-30, 2028-02-29, 30 November: February has 29",
        "2027-11-29, 2028-02-29, and 29 November the same",
        "2028-02-29, 2028-05-29, from a leap day on",
        "2027-05-31, 2027-08-31, 31 May",
        "2027-12-31, 2028-03-31, across the year"
    })
    void theLastPendingDayLiesTheGraceAfterTheClosingDay(LocalDate closing, LocalDate lastPending, String why) {
        Facts facts = Calendars.stay("2020-01-01", closing.toString());
        assertThat(at(lastPending + "T23:59:59", "staff", facts)).as(why).isEqualTo("pending");
        assertThat(at(lastPending.plusDays(1) + "T00:00:00", "staff", facts))
                .as(why)
                .isEqualTo("inactive");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-18T23:59:59, prepared, the day of the registration",
        "2026-07-19T00:00:00, active,   the day after it",
        "2027-12-31T23:59:59, active,   '31 December of the year after the first of 2026/27'",
        "2028-01-01T00:00:00, pending,  one day",
        "2028-01-01T23:59:59, pending,  to its end",
        "2028-01-02T00:00:00, inactive, and no longer"
    })
    void aStudentOpensTheDayAfterTheRegistrationAndIsPendingOnNewYearsDay(String time, String state, String why) {
        Facts facts = Facts.NONE.withBegin(LocalDate.of(2026, 7, 18)).withYear(2026);
        assertThat(at(time, "student", facts)).as(why).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T23:59:59, prepared",
        "2026-09-01T00:00:00, active",
        "2027-08-31T23:59:59, active",
        "2027-09-01T00:00:00, pending",
        "2027-11-30T23:59:59, pending",
        "2027-12-01T00:00:00, inactive"
    })
    void anHourlyTeacherFollowsTheAcademicYear(String time, String state) {
        assertThat(at(time, "teacher-hourly", Facts.NONE.withYear(2026))).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"2026-06-30T23:59:59, active, its last day", "2026-07-01T00:00:00, inactive, no pending between"})
    void aPartnerHasNoGrace(String time, String state, String why) {
        assertThat(at(time, "partner", Calendars.stay("2026-01-01", "2026-06-30")))
                .as(why)
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-18, 2026-02-20, 2026-02-21, recorded after it began",
        "2026-02-18, 2026-02-18, 2026-02-19, recorded on the day it began",
        "2026-02-18, 2026-02-17, 2026-02-18, recorded the day before",
        "2026-02-18, 2026-01-02, 2026-02-18, recorded long before"
    })
    void aHostedStayOpensOnTheLaterOfItsBeginAndTheDayAfterTheRecord(
            LocalDate begin, LocalDate recorded, LocalDate opening, String why) {
        Facts facts = Calendars.stay(begin.toString(), "2026-07-05")
                .withRecorded(recorded)
                .withValidatedBy("resp1");
        assertThat(at(opening.minusDays(1) + "T23:59:59", "hosted", facts))
                .as(why)
                .isEqualTo("prepared");
        assertThat(at(opening + "T00:00:00", "hosted", facts)).as(why).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "never",
            value = {
                "2026-07-17, never,      before the registration",
                "2026-07-18, never,      on the day of the registration",
                "2026-07-19, 2026-07-19, on the first open day",
                "2026-10-01, 2026-10-01, later",
                "2028-05-01, 2027-12-31, after it had closed anyway"
            })
    void aCancelledRegistrationIsOpenThroughTheDayOfItsCancellationOrNever(
            LocalDate cancelled, @Nullable LocalDate lastOpen, String why) {
        Facts facts =
                Facts.NONE.withBegin(LocalDate.of(2026, 7, 18)).withYear(2026).withCancelled(cancelled);
        Timeline timeline = CALENDAR.timeline(Calendars.affiliation("student", facts));
        if (lastOpen == null) {
            assertThat(timeline).as(why).isEqualTo(Timeline.always(Phase.INACTIVE));
        } else {
            assertThat(at(lastOpen + "T23:59:59", "student", facts)).as(why).isEqualTo("active");
            assertThat(at(lastOpen.plusDays(1) + "T00:00:00", "student", facts))
                    .as(why)
                    .isEqualTo("pending");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none,       2026-11-23, 2026-11-22, an open-ended contract",
                "2027-06-30, 2026-11-23, 2026-11-22, a contract that would have gone on",
                "2026-06-30, 2026-11-23, 2026-06-30, one that had ended before"
            })
    void whatIsGoneFromItsSourceWasOpenThroughTheDayBefore(
            @Nullable String end, LocalDate gone, LocalDate lastOpen, String why) {
        Facts facts = Calendars.stay("2020-01-01", end).withGone(gone);
        assertThat(at(lastOpen + "T23:59:59", "staff", facts)).as(why).isEqualTo("active");
        assertThat(at(lastOpen.plusDays(1) + "T00:00:00", "staff", facts))
                .as(why)
                .isEqualTo("pending");
    }

    @Test
    void whatIsGoneOnTheDayItWouldHaveOpenedNeverOpened() {
        Affiliation gone = Calendars.affiliation("staff", Calendars.stay("2026-11-23", null))
                .goneOn(LocalDate.of(2026, 11, 23));
        assertThat(CALENDAR.timeline(gone)).isEqualTo(Timeline.always(Phase.INACTIVE));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-06-30, 2026-06-30, prepared 20260629220000Z=active 20260630220000Z=pending 20260930220000Z=inactive",
                "2026-07-01, 2026-06-30, inactive",
                "2026-07-01, none,       prepared 20260630220000Z=active",
                "none,       2026-06-30, inactive"
            })
    void oneDayIsAStayAndWithoutAnEndItIsOpenEnded(@Nullable String begin, @Nullable String end, String timeline) {
        assertThat(CALENDAR.timeline(Calendars.affiliation("staff", Calendars.stay(begin, end))))
                .hasToString(timeline);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris,      2026-03-28, 2026-03-28T23:00:00Z, the eve of summer time",
        "Europe/Paris,      2026-03-29, 2026-03-29T22:00:00Z, a day of 23 hours",
        "Europe/Paris,      2026-10-24, 2026-10-24T22:00:00Z, the eve of winter time",
        "Europe/Paris,      2026-10-25, 2026-10-25T23:00:00Z, a day of 25 hours",
        "Europe/Paris,      2028-02-29, 2028-02-29T23:00:00Z, a leap day",
        "America/Sao_Paulo, 2018-11-03, 2018-11-04T03:00:00Z, the next day has no midnight: it begins at 1:00",
        "America/Sao_Paulo, 2018-11-04, 2018-11-05T02:00:00Z, and is itself 23 hours long",
        "Indian/Reunion,    2026-06-30, 2026-06-30T20:00:00Z, overseas"
    })
    void theClosingDayEndsAtMidnightOfTheZoneWhateverTheClocksDo(
            String zone, String closing, Instant firstPending, String why) {
        Calendar calendar = Calendars.of(ZoneId.of(zone));
        Timeline timeline = calendar.timeline(Calendars.affiliation("staff", Calendars.stay("2018-01-01", closing)));
        assertThat(timeline.stateAt(firstPending.minusSeconds(1))).as(why).isEqualTo(AccountState.ACTIVE);
        assertThat(timeline.stateAt(firstPending)).as(why).isEqualTo(AccountState.PENDING);
        assertThat(calendar.dayOf(firstPending))
                .isEqualTo(LocalDate.parse(closing).plusDays(1));
        assertThat(calendar.dayOf(firstPending.minusSeconds(1))).isEqualTo(LocalDate.parse(closing));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-30T23:59:59, active,   true,  the last second of the closing day",
        "2027-07-01T00:00:00, pending,  true,  the day after",
        "2027-09-30T23:59:59, pending,  true,  the last second of the grace",
        "2027-10-01T00:00:00, inactive, false, and no longer",
        "2026-08-31T23:59:59, prepared, false, before the opening nothing changes"
    })
    void whereThePopulationSaysSoPendingMayBindThroughTheWholeGrace(
            String time, String state, boolean mayBind, String why) {
        Phase phase = CALENDAR.timeline(Calendars.affiliation("doctoral", Calendars.stay("2026-09-01", "2027-06-30")))
                .phaseAt(LocalDateTime.parse(time).atZone(PARIS).toInstant());
        assertThat(phase.state().word()).as(why).isEqualTo(state);
        assertThat(phase.mayBind()).as(why).isEqualTo(mayBind);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-11-30, prepared 20191231230000Z=active 20271130230000Z=pending+bind 20280229230000Z=inactive, 29 February is the last",
        "2026-11-30, prepared 20191231230000Z=active 20261130230000Z=pending+bind 20270228230000Z=inactive, 28 in a common year",
        "2027-12-28, prepared 20191231230000Z=active 20271228230000Z=pending+bind 20280328220000Z=inactive, summer time begins within",
        "2026-07-31, prepared 20191231230000Z=active 20260731220000Z=pending+bind 20261031230000Z=inactive, winter time begins within",
        "2026-03-28, prepared 20191231230000Z=active 20260328230000Z=pending+bind 20260628220000Z=inactive, the eve of summer time",
        "2026-03-29, prepared 20191231230000Z=active 20260329220000Z=pending+bind 20260629220000Z=inactive, a day of 23 hours",
        "2026-10-25, prepared 20191231230000Z=active 20261025230000Z=pending+bind 20270125230000Z=inactive, a day of 25 hours"
    })
    void theTimelineCarriesThatPendingMayBind(String closing, String timeline, String why) {
        assertThat(CALENDAR.timeline(Calendars.affiliation("doctoral", Calendars.stay("2020-01-01", closing))))
                .as(why)
                .hasToString(timeline);
    }

    @Test
    void withoutAGraceThereIsNoPendingToBindIn() {
        PopulationRule rule = new PopulationRule(
                List.of(DayRule.parse("begin")), List.of(DayRule.parse("end")), Period.ZERO, false, false, 0, true);
        Calendar calendar = new Calendar(PARIS, Map.of(new Population("guest"), rule));
        assertThat(calendar.timeline(Calendars.affiliation("guest", Calendars.stay("2026-01-01", "2026-06-30"))))
                .hasToString("prepared 20251231230000Z=active 20260630220000Z=inactive");
    }

    @Test
    void ofTwoPendingRecordsTheOneThatMayBindDecides() {
        Affiliation staff = Calendars.affiliation("staff", Calendars.stay("2026-01-01", "2026-06-30"));
        Affiliation doctoral = Calendars.affiliation("doctoral", Calendars.stay("2025-01-01", "2026-05-31"));
        Instant inJuly = Instant.parse("2026-07-15T12:00:00Z");
        Instant inSeptember = Instant.parse("2026-09-15T12:00:00Z");
        assertThat(CALENDAR.deciding(List.of(staff, doctoral), inJuly)).contains(doctoral);
        assertThat(CALENDAR.deciding(List.of(staff, doctoral), inSeptember)).contains(staff);
        assertThat(CALENDAR.timeline(List.of(staff, doctoral)))
                .hasToString("prepared 20241231230000Z=active 20260630220000Z=pending+bind"
                        + " 20260831220000Z=pending 20260930220000Z=inactive");
    }

    /** What is valid and what is open are one thing, at every second around a boundary. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Europe/Paris,      2026-09-01, 2027-06-30, no boundary is special",
                "Europe/Paris,      2026-03-29, 2026-03-29, one day of 23 hours",
                "Europe/Paris,      2026-10-25, 2026-10-25, one day of 25 hours",
                "Europe/Paris,      2028-02-29, 2028-02-29, one leap day",
                "Europe/Paris,      2026-09-01, none,       open-ended",
                "Europe/Paris,      2026-09-01, 9999-12-31, and in the words of a database",
                "America/Sao_Paulo, 2018-11-04, 2019-02-16, no midnight at the begin, and the last hour twice"
            })
    void theDaysOfAnAffiliationAreThoseOnWhichItsTimelineIsActive(
            String zone, String begin, @Nullable String end, String why) {
        Calendar calendar = Calendars.of(ZoneId.of(zone));
        Affiliation staff = Calendars.affiliation("staff", Calendars.stay(begin, end));
        OpenDays days = calendar.openDays(staff).orElseThrow();
        assertThat(days.first()).isEqualTo(begin);
        assertThat(days.last()).isEqualTo(end == null || end.startsWith("9999") ? null : LocalDate.parse(end));
        Instant first = calendar.startOf(days.first());
        assertThat(calendar.timeline(staff).phaseAt(first)).as(why).isEqualTo(Phase.ACTIVE);
        assertThat(calendar.timeline(staff).phaseAt(first.minusSeconds(1))).isEqualTo(Phase.PREPARED);
        calendar.endOf(days).ifPresent(after -> {
            assertThat(calendar.timeline(staff).phaseAt(after.minusSeconds(1))).isEqualTo(Phase.ACTIVE);
            assertThat(calendar.timeline(staff).phaseAt(after)).as(why).isEqualTo(Phase.PENDING);
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-07-01, 2026-06-30, inactive, it ends before it begins",
                "none,       2026-06-30, inactive, nothing says when it begins",
                "9999-12-31, none,       prepared, it never begins",
                "9999-12-31, 2026-06-30, inactive, nor is it waited for"
            })
    void whatNeverOpensHasNoDays(@Nullable String begin, @Nullable String end, String timeline, String why) {
        Affiliation staff = Calendars.affiliation("staff", Calendars.stay(begin, end));
        assertThat(CALENDAR.openDays(staff)).as(why).isEmpty();
        assertThat(CALENDAR.timeline(staff)).as(why).hasToString(timeline);
    }

    @Test
    void theDayWithoutMidnightOpensAtItsFirstInstant() {
        Calendar calendar = Calendars.of(ZoneId.of("America/Sao_Paulo"));
        assertThat(calendar.startOf(LocalDate.of(2018, 11, 4))).isEqualTo("2018-11-04T03:00:00Z");
    }

    @Test
    void aContractExtendedAfterItEndedIsActiveAgainAsIfItHadNeverEnded() {
        assertThat(at("2026-11-23T12:00:00", "staff", Calendars.stay("2020-01-01", "2025-12-31")))
                .isEqualTo("inactive");
        assertThat(at("2026-11-23T12:00:00", "staff", Calendars.stay("2020-01-01", "2026-12-31")))
                .isEqualTo("active");
    }

    @Test
    void aStudentWhoBecomesStaffGoesOnWithoutAGap() {
        Timeline timeline = CALENDAR.timeline(List.of(
                Calendars.affiliation(
                        "student",
                        Facts.NONE.withBegin(LocalDate.of(2025, 7, 18)).withYear(2025)),
                Calendars.affiliation("staff", Calendars.stay("2026-09-01", null))));
        assertThat(timeline).hasToString("prepared 20250718220000Z=active");
    }

    @Test
    void farDatesThatStandForOpenEndedNeverClose() {
        assertThat(CALENDAR.timeline(Calendars.affiliation("staff", Calendars.stay("2026-09-01", "9999-12-31"))))
                .hasToString("prepared 20260831220000Z=active");
        assertThat(CALENDAR.timeline(Calendars.affiliation("staff", Calendars.stay("2026-09-01", "8999-12-31"))))
                .hasToString("prepared 20260831220000Z=active 89991231230000Z=pending 90000331220000Z=inactive");
        assertThat(CALENDAR.timeline(Calendars.affiliation("staff", Calendars.stay("9999-12-31", null))))
                .hasToString("prepared");
        assertThat(CALENDAR.timeline(Calendars.affiliation("staff", Calendars.stay("9000-01-01", null))))
                .hasToString("prepared");
    }

    @Test
    void anUnknownPopulationIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> CALENDAR.timeline(Calendars.affiliation("visitor", Facts.NONE)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("'visitor'")
                .hasMessageContaining("[doctoral, hosted, partner, staff, student, teacher-hourly]");
    }
}
