package fr.sesame.account;

import static fr.sesame.account.Calendars.affiliation;
import static fr.sesame.account.Calendars.stay;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who opens, who closes, on which day. */
class MovementTest {
    private static final Calendar CALENDAR = Calendars.of(ZoneId.of("Europe/Paris"));

    private static List<Movement> of(String first, String last, Affiliation... affiliations) {
        return Movement.of(
                Accounts.of(CALENDAR, List.of(affiliations), null),
                CALENDAR,
                LocalDate.parse(first),
                LocalDate.parse(last));
    }

    @ParameterizedTest(name = "{0} on {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "staff,    2026-03-29, 2026-03-29, OPENS",
                "staff,    2026-03-29, 2028-03-01, CLOSES",
                "staff,    2026-03-29, 2028-05-30, CHANGES",
                "doctoral, 2026-03-29, 2028-03-01, CHANGES",
                "doctoral, 2026-03-29, 2028-05-30, CLOSES",
                "partner,  2026-03-29, 2028-03-01, CLOSES",
                "staff,    2026-03-29, 2028-02-29, -"
            })
    void aDaysMovements(String population, String begin, String day, Movement.Kind kind) {
        List<Movement> movements = of(day, day, affiliation(population, stay(begin, "2028-02-29")));
        if (kind == null) {
            assertThat(movements).isEmpty();
        } else {
            assertThat(movements).singleElement().satisfies(movement -> {
                assertThat(movement.kind()).isEqualTo(kind);
                assertThat(movement.day()).isEqualTo(LocalDate.parse(day));
                assertThat(movement.at()).isEqualTo(CALENDAR.startOf(LocalDate.parse(day)));
                assertThat(movement.population()).isEqualTo(new Population(population));
            });
        }
    }

    @Test
    void aClosingIsTheRecordsThatKeptItOpen() {
        Affiliation staff = affiliation("staff", stay("2026-01-01", "2026-06-30"));
        Affiliation partner = affiliation("partner", stay("2027-01-01", "2027-12-31"));
        assertThat(of("2026-07-01", "2026-07-01", staff, partner))
                .singleElement()
                .extracting(Movement::kind, Movement::population)
                .containsExactly(Movement.Kind.CLOSES, new Population("staff"));
        assertThat(of("2027-01-01", "2027-01-01", staff, partner))
                .singleElement()
                .extracting(Movement::kind, Movement::population)
                .containsExactly(Movement.Kind.OPENS, new Population("partner"));
    }

    @Test
    void aLockThatEndsByItselfOpens() {
        Lock lock = new Lock(
                Lock.Kind.TECHNICAL,
                Instant.parse("2026-11-23T08:00:00Z"),
                Instant.parse("2026-11-30T08:00:00Z"),
                "rssi",
                "virus");
        Account account = Accounts.of(CALENDAR, List.of(affiliation("staff", stay("2020-01-01", null))), lock);
        assertThat(Movement.of(account, CALENDAR, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)))
                .extracting(Movement::kind)
                .containsExactly(Movement.Kind.CLOSES, Movement.Kind.OPENS);
    }
}
