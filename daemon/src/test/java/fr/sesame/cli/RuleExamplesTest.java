package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.history.Lives;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says of the rules. */
class RuleExamplesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23 | begins 2026-09-14, year 2026/2027 -> open 2026-09-15 to 2027-12-31, pending 2028-01-01, inactive from 2028-01-02",
                "2027-06-30 | begins 2026-09-14, year 2026/2027 -> open 2026-09-15 to 2027-12-31, pending 2028-01-01, inactive from 2028-01-02",
                "2027-07-01 | begins 2027-09-14, year 2027/2028 -> open 2027-09-15 to 2028-12-31, pending 2029-01-01, inactive from 2029-01-02",
                "2026-11-23 | begins 2028-02-28, year 2027/2028 -> open 2028-02-29 to 2028-12-31, pending 2029-01-01, inactive from 2029-01-02",
                "2026-11-23 | begins 2027-09-01, ends 2027-11-30 -> open 2027-09-01 to 2027-11-30, pending 2027-12-01 to 2028-02-29, inactive from 2028-03-01",
                "2026-11-23 | begins 2027-09-01, ends 2027-11-30 -> open 2027-09-01 to 2027-11-30, pending+bind 2027-12-01 to 2028-02-29, inactive from 2028-03-01"
            })
    void theExamplesAreOfTheAcademicYear(LocalDate today, String line) {
        assertThat(new RuleExamples(Lives.CALENDAR, today).lines()).contains("  " + line);
    }
}
