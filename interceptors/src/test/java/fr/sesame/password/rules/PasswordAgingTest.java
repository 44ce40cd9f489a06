package fr.sesame.password.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.password.rules.Weakness.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordAgingTest {
    private static final Instant CHANGED = Instant.parse("2026-01-01T08:00:00Z");
    private static final PasswordAging YEAR = PasswordProfile.POITIERS.aging();

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T08:00:00Z, 0, Fresh[]",
        "2026-12-02T07:59:59Z, 0, Fresh[]",
        "2026-12-02T08:00:00Z, 0, Expiring[left=PT720H]",
        "2027-01-01T07:59:59Z, 0, Expiring[left=PT1S]",
        "2027-01-01T08:00:00Z, 0, Grace[remaining=2]",
        "2027-01-01T08:00:00Z, 1, Grace[remaining=1]",
        "2027-01-01T08:00:00Z, 2, Grace[remaining=0]",
        "2027-01-01T08:00:00Z, 3, Expired[]",
        "2027-01-01T07:59:59Z, 3, Expiring[left=PT1S]",
        "2030-01-01T08:00:00Z, 0, Grace[remaining=2]"
    })
    void aPasswordOfPoitiersExpiresAfterAYear(Instant now, int graceUsed, String age) {
        assertThat(YEAR.at(CHANGED, graceUsed, now)).hasToString(age);
    }

    @Test
    void withoutAMaximumOrAnAgeItDoesNotExpire() {
        Instant later = CHANGED.plus(Duration.ofDays(10_000));

        assertThat(PasswordProfile.ANSSI_CNIL.aging().at(CHANGED, 0, later)).isEqualTo(new PasswordAge.Fresh());
        assertThat(YEAR.at(null, 0, later)).isEqualTo(new PasswordAge.Fresh());
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T08:00:00Z, true", "2026-01-02T07:59:59Z, true", "2026-01-02T08:00:00Z, false"})
    void itsOwnerMayChangeItAgainAfterADay(Instant now, boolean tooYoung) {
        assertThat(YEAR.tooYoung(CHANGED, now))
                .isEqualTo(tooYoung ? Optional.of(Weakness.of(Kind.TOO_YOUNG, 24L)) : Optional.empty());
        assertThat(YEAR.tooYoung(null, now)).isEmpty();
        assertThat(PasswordAging.NONE.tooYoung(CHANGED, now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "10, -1, 0, 0", "10, 0, -1, 0", "10, 0, 0, -1", "10, 0, 0, 10"})
    void whatMakesNoSenseIsRefused(long max, long warning, int grace, long min) {
        assertThatThrownBy(() ->
                        new PasswordAging(Duration.ofDays(max), Duration.ofDays(warning), grace, Duration.ofDays(min)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
