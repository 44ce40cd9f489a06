package fr.sesame.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {
    @ParameterizedTest(name = "handshake {0}, silence {1}, request {2}, stall {3}, rest {4}, bound {5}: {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                "10000,     0,     0,      0,      0, false, -",
                "10001,     0,     0,      0,      0, false, SLOW_HANDSHAKE",
                "    0, 30000,     0,      0,      0, false, -",
                "    0, 30001,     0,      0,      0, false, SILENT",
                "    0,     0, 10000,      0,      0, true,  -",
                "    0,     0, 10001,      0,      0, true,  SLOW_REQUEST",
                "    0,     0,     0, 120000,      0, true,  -",
                "    0,     0,     0, 120001,      0, true,  STALLED",
                "    0,     0,     0,      0, 120000, false, -",
                "    0,     0,     0,      0, 120001, false, IDLE",
                "    0,     0,     0,      0, 120001, true,  -",
                "    0,     0,     0,      0, 900000, true,  -",
                "    0,     0,     0,      0, 900001, true,  IDLE",
                "10001, 30001, 10001, 120001, 900001, true,  SLOW_HANDSHAKE",
                "    0,     0,     0,      0,      0, false, -"
            })
    void aDeadlineIsPassedTheMillisecondAfterIt(
            long handshake, long silence, long request, long stall, long rest, boolean bound, @Nullable DoorEvent end) {
        Deadlines.Ages ages = new Deadlines.Ages(
                Duration.ofMillis(handshake),
                Duration.ofMillis(silence),
                Duration.ofMillis(request),
                Duration.ofMillis(stall),
                Duration.ofMillis(rest),
                bound);

        assertThat(new Deadlines(Limits.DEFAULT).passed(ages)).isEqualTo(Optional.ofNullable(end));
    }
}
