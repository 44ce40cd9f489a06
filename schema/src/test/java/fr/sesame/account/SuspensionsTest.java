package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a suspension stops, and when. */
class SuspensionsTest {
    private static final PopulationRule RULE = new PopulationRule(
            List.of(DayRule.parse("begin")), List.of(DayRule.parse("end")), Period.ofMonths(3), false, false, 0, false);
    private static final Population STUDENT = new Population("student");
    private static final Population STAFF = new Population("staff");
    private static final Calendar CALENDAR =
            new Calendar(ZoneId.of("Europe/Paris"), Map.of(STUDENT, RULE, STAFF, RULE));

    /** From midnight at the beginning of 24 July until that at the end of 23 August, in Paris. */
    private static final Suspension SUMMER = window("summer", "2027-07-23T22:00:00Z", "2027-08-23T22:00:00Z");

    private static Suspension window(String id, String from, String until, String... populations) {
        TreeSet<Population> of = new TreeSet<>();
        List.of(populations).forEach(name -> of.add(new Population(name)));
        return new Suspension(
                id,
                Instant.parse(from),
                Instant.parse(until),
                "Fermeture",
                "Closed",
                of,
                new TreeSet<>(List.of(new Login("garde"))),
                "dsi",
                null);
    }

    private static Suspensions planned(Suspension... all) {
        return new Suspensions(CALENDAR, List.of(all), login -> login.value().equals("rssi"));
    }

    private static Affiliation affiliation(Population population, @Nullable String end) {
        Facts facts = Facts.NONE.withBegin(LocalDate.of(2026, 9, 1));
        return new Affiliation(
                new SourceKey("siham", population.name()),
                population,
                null,
                end == null ? facts : facts.withEnd(LocalDate.parse(end)));
    }

    private static Account account(String login, Affiliation... affiliations) {
        Collection<Affiliation> all = new ArrayList<>(List.of(affiliations));
        return new Account(
                new Login(login),
                new MailAddress(login + "@univ.example"),
                new CivilIdentity("A", "A", "B", LocalDate.of(1990, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(all),
                CALENDAR.timeline(all),
                null);
    }

    private static String said(Suspensions suspensions, Account account, Instant at) {
        Decision decision = suspensions.at(account, at);
        if (decision instanceof Decision.Suspended suspended) {
            assertThat(suspended.state()).isEqualTo(account.stateAt(at));
            return suspended.by().id();
        }
        return decision instanceof Decision.Allowed
                ? "allowed"
                : "refused " + decision.state().word();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2027-07-23T21:59:59Z, allowed",
        "2027-07-23T22:00:00Z, summer",
        "2027-08-23T21:59:59Z, summer",
        "2027-08-23T22:00:00Z, allowed"
    })
    void itHoldsFromItsFirstSecondToItsLast(Instant at, String said) {
        assertThat(said(planned(SUMMER), account("jdupont", affiliation(STAFF, null)), at))
                .isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}, until {1}: {2}")
    @CsvSource({
        "jdupont, , summer",
        "garde, , allowed",
        "rssi, , allowed",
        // What dates and lock refuse is refused because of them.
        "jdupont, 2027-06-30, refused pending",
        "garde, 2027-06-30, refused pending"
    })
    void whoIsExemptGoesOnByTheirOwnDates(String login, @Nullable String end, String said) {
        assertThat(said(
                        planned(SUMMER),
                        account(login, affiliation(STAFF, end)),
                        Instant.parse("2027-08-01T00:00:00Z")))
                .isEqualTo(said);
    }

    @Test
    void whoeverIsLockedIsRefusedBecauseOfTheLock() {
        Instant at = Instant.parse("2027-08-01T00:00:00Z");
        Account open = account("jdupont", affiliation(STAFF, null));
        Account locked = new Account(
                open.login(),
                open.mail(),
                open.civil(),
                open.numbers(),
                open.affiliations(),
                open.timeline(),
                new Lock(Lock.Kind.TECHNICAL, at, null, "rssi", "phishing"));
        assertThat(said(planned(SUMMER), locked, at)).isEqualTo("refused locked");
    }

    /** A student whose registration goes on, and whose post as staff ends on 10 August. */
    @ParameterizedTest(name = "{0} suspended, {1}: {2}")
    @CsvSource({
        "student,       2027-08-10T21:59:59Z, allowed",
        "student,       2027-08-10T22:00:00Z, window",
        "staff,         2027-08-01T00:00:00Z, allowed",
        "student staff, 2027-08-01T00:00:00Z, window",
        "'',            2027-08-01T00:00:00Z, window"
    })
    void anAffiliationThatIsOpenInAnotherPopulationKeepsOpen(String populations, Instant at, String said) {
        Suspension window = window(
                "window",
                "2027-07-23T22:00:00Z",
                "2027-08-23T22:00:00Z",
                populations.isEmpty() ? new String[0] : populations.split(" "));
        Account both = account("jdupont", affiliation(STUDENT, null), affiliation(STAFF, "2027-08-10"));
        assertThat(said(planned(window), both, at)).isEqualTo(said);
    }

    @Test
    void whoIsInNoSuspendedPopulationIsNotStopped() {
        Suspension students = window("students", "2027-07-23T22:00:00Z", "2027-08-23T22:00:00Z", "student");
        Account nobodys = account("imported");
        Account open = new Account(
                nobodys.login(),
                nobodys.mail(),
                nobodys.civil(),
                nobodys.numbers(),
                nobodys.affiliations(),
                Timeline.always(Phase.ACTIVE),
                null);
        Instant at = Instant.parse("2027-08-01T00:00:00Z");
        assertThat(said(planned(students), open, at)).isEqualTo("allowed");
        assertThat(said(planned(SUMMER), open, at)).isEqualTo("summer");
    }

    @Test
    void windowsThatOverlapAddUpAndTheOneThatEndsLastIsTold() {
        Suspension students = window("students", "2027-07-01T00:00:00Z", "2027-07-20T00:00:00Z", "student");
        Suspension staff = window("staff", "2027-07-10T00:00:00Z", "2027-08-01T00:00:00Z", "staff");
        Account both = account("jdupont", affiliation(STUDENT, null), affiliation(STAFF, null));
        Suspensions planned = planned(staff, students);
        assertThat(said(planned, both, Instant.parse("2027-07-09T23:59:59Z"))).isEqualTo("allowed");
        assertThat(said(planned, both, Instant.parse("2027-07-10T00:00:00Z"))).isEqualTo("staff");
        assertThat(said(planned, both, Instant.parse("2027-07-20T00:00:00Z"))).isEqualTo("allowed");
        assertThat(planned.planned()).containsExactly(students, staff);
        assertThat(planned.holdingAt(Instant.parse("2027-07-15T00:00:00Z"))).containsExactly(students, staff);
        assertThat(planned.nextAt(Instant.parse("2027-07-20T00:00:00Z"))).contains(staff);
        assertThat(planned.nextAt(Instant.parse("2027-08-01T00:00:00Z"))).isEmpty();
    }

    /** The decision between two changes is the same, and another after one. */
    @Test
    void theNextChangeIsTheNextOtherDecision() {
        Suspension students = window("students", "2027-07-23T22:00:00Z", "2027-08-23T22:00:00Z", "student");
        Account both = account("jdupont", affiliation(STUDENT, null), affiliation(STAFF, "2027-08-10"));
        Suspensions planned = planned(students, window("later", "2027-12-01T00:00:00Z", "2027-12-02T00:00:00Z"));
        List<Instant> changes = new ArrayList<>();
        Optional<Instant> next = planned.nextChangeAfter(both, Instant.parse("2027-01-01T00:00:00Z"));
        while (next.isPresent()) {
            changes.add(next.get());
            next = planned.nextChangeAfter(both, next.get());
        }
        assertThat(changes)
                .containsExactly(
                        Instant.parse("2027-08-10T22:00:00Z"),
                        Instant.parse("2027-08-23T22:00:00Z"),
                        Instant.parse("2027-12-01T00:00:00Z"),
                        Instant.parse("2027-12-02T00:00:00Z"));
    }

    @Test
    void whatIsNoWindowIsNotMade() {
        assertThatThrownBy(() -> window("summer", "2027-08-01T00:00:00Z", "2027-08-01T00:00:00Z"))
                .hasMessageContaining("ends after it begins");
        assertThatThrownBy(() -> window("summer", "2027-08-01T00:00:00.5Z", "2027-08-02T00:00:00Z"))
                .hasMessageContaining("whole second");
        assertThatThrownBy(() -> window("Summer 2027", "2027-08-01T00:00:00Z", "2027-08-02T00:00:00Z"))
                .hasMessageContaining("is not the name of a suspension");
        assertThatThrownBy(() -> new Suspension(
                        "s",
                        SUMMER.from(),
                        SUMMER.until(),
                        "two\nlines",
                        null,
                        SUMMER.populations(),
                        SUMMER.exempt(),
                        "x",
                        null))
                .hasMessageContaining("on one line");
    }
}
