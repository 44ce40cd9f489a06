package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, times and instants as people write them. The clocks change on 28 March and 31 October 2027. */
class CivilTimesTest {
    private static final CivilTimes PARIS = new CivilTimes(ZoneId.of("Europe/Paris"));

    @ParameterizedTest(name = "{0}: from {1}, until {2}")
    @CsvSource({
        "2027-07-24,                2027-07-23T22:00:00Z, 2027-07-24T22:00:00Z",
        "2027-01-01,                2026-12-31T23:00:00Z, 2027-01-01T23:00:00Z",
        "2028-02-29,                2028-02-28T23:00:00Z, 2028-02-29T23:00:00Z",
        "2027-03-28,                2027-03-27T23:00:00Z, 2027-03-28T22:00:00Z",
        "2027-10-31,                2027-10-30T22:00:00Z, 2027-10-31T23:00:00Z",
        "2027-07-24T08:00,          2027-07-24T06:00:00Z, 2027-07-24T06:00:00Z",
        "2027-07-24T08:00:01,       2027-07-24T06:00:01Z, 2027-07-24T06:00:01Z",
        "2027-03-28T01:59:59,       2027-03-28T00:59:59Z, 2027-03-28T00:59:59Z",
        "2027-03-28T03:00,          2027-03-28T01:00:00Z, 2027-03-28T01:00:00Z",
        "2027-10-31T02:30+02:00,    2027-10-31T00:30:00Z, 2027-10-31T00:30:00Z",
        "2027-10-31T02:30+01:00,    2027-10-31T01:30:00Z, 2027-10-31T01:30:00Z",
        "2027-07-24T06:00:00Z,      2027-07-24T06:00:00Z, 2027-07-24T06:00:00Z"
    })
    void aDayIsMeantWithItsEndAndATimeIsAnInstant(String text, Instant from, Instant until) {
        assertThat(PARIS.beginning("--from", text)).isEqualTo(from);
        assertThat(PARIS.end("--until", text)).isEqualTo(until);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2027-03-28T02:30      | which the clocks of Europe/Paris skip that night
            2027-10-31T02:30      | say which: 2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00
            2027-02-29            | expected a day such as 2027-07-24
            24/07/2027            | expected a day such as 2027-07-24
            tomorrow              | expected a day such as 2027-07-24
            2027-07-24 08:00      | expected a day such as 2027-07-24
            2027-07-24T06:00:00.5Z | expected whole seconds
            """)
    void whatIsNoneOrTwoIsRefused(String text, String told) {
        assertThatThrownBy(() -> PARIS.beginning("--from", text))
                .hasMessageContaining("for --from")
                .hasMessageContaining(told);
    }
}
