package fr.sesame.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private ClockReading clocks = new ClockReading(NOON, "first", Duration.ofDays(10));
    private final ClockReading begin = clocks;

    private ClockWatch watch() {
        return new ClockWatch(folder.resolve("clock"), () -> clocks);
    }

    /** So much later by the wall, and by the machine. */
    private void later(Duration wall, String boot, Duration running) {
        clocks = new ClockReading(begin.wall().plus(wall), boot, running);
    }

    @ParameterizedTest(name = "same start of the machine: {0} by the wall, {1} in truth: {2}")
    @CsvSource({
        "PT5M,        PT5M,   none",
        "PT0S,        PT1H,   none",
        "PT0S,        PT1H1S, -PT1H1S",
        "PT2H,        PT1H,   none",
        "PT2H1S,      PT1H,   PT1H1S",
        "P7D,         P7D,    none",
        "P7D,         P6D,    P1D",
        "PT-1H,       PT0S,   none",
        "PT-1H-1S,    PT0S,   -PT1H1S",
        "P1500D,      PT1S,   PT35999H59M59S"
    })
    void aClockThatWasSetIsNoticed(Duration wall, Duration truth, String step) throws Exception {
        assertThat(watch().look()).isEmpty();
        later(wall, "first", begin.running().plus(truth));
        Optional<ClockWatch.Step> found = watch().look();
        if (step.equals("none")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found)
                    .contains(new ClockWatch.Step(begin.wall(), begin.wall().plus(wall), Duration.parse(step)));
        }
    }

    /** How long a machine was off nobody knows; but no time passes backwards. */
    @ParameterizedTest(name = "after a new start: {0} by the wall: {1}")
    @CsvSource({"P30D, none", "PT0S, none", "PT-1H, none", "PT-1H-1S, -PT1H1S", "P-30D, P-30D"})
    void afterANewStartOnlyAClockThatWentBackIs(Duration wall, String step) throws Exception {
        watch().look();
        later(wall, "second", Duration.ofSeconds(20));
        assertThat(watch().look().map(ClockWatch.Step::by))
                .isEqualTo(step.equals("none") ? Optional.empty() : Optional.of(Duration.parse(step)));
    }

    @Test
    void itIsHeldUntilTheClockIsRightAgain() throws Exception {
        watch().look();
        later(Duration.ofDays(400), "first", begin.running().plusSeconds(60));
        assertThat(watch().look()).isPresent();
        assertThat(watch().look()).as("not forgotten by looking").isPresent();
        later(Duration.ofSeconds(120), "first", begin.running().plusSeconds(120));
        assertThat(watch().look()).isEmpty();
    }

    @Test
    void orUntilSomebodySaysThatItIs() throws Exception {
        watch().look();
        later(Duration.ofDays(400), "first", begin.running().plusSeconds(60));
        assertThat(watch().look()).isPresent();
        watch().accept();
        assertThat(watch().look()).isEmpty();
        assertThat(watch().believed()).contains(clocks.wall());
    }

    @Test
    void aFileThatIsNoReadingHoldsToo() throws Exception {
        Files.writeString(folder.resolve("clock"), "soon");
        assertThatThrownBy(() -> watch().look())
                .isInstanceOf(RunException.class)
                .hasMessageContaining("'soon'")
                .hasMessageContaining("--accept-clock");
        watch().accept();
        assertThat(watch().look()).isEmpty();
    }

    @Test
    void theMachineSaysWhichStartItIs() {
        ClockReading one = ClockReading.now(Clock.systemUTC());
        ClockReading other = ClockReading.now(Clock.systemUTC());
        assertThat(other.boot()).isEqualTo(one.boot()).isNotBlank().doesNotContain(" ");
        assertThat(other.running()).isGreaterThanOrEqualTo(one.running());
        assertThat(other.stepSince(one).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(ClockReading.parse(one.text())).contains(one);
    }
}
