package fr.sesame.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedProgressTest {
    private final AtomicLong nanos = new AtomicLong(-7);
    private final List<String> lines = new ArrayList<>();
    private final Progress progress =
            new LoggedProgress((what, estimate) -> lines.add(what + ": " + estimate), () -> true, nanos::get);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 80000 | 5      | 0 of 80000 (0 %), 0/s
            1200  | 80000 | 5      | 1200 of 80000 (1 %), 240/s, 5 min 29 s left
            79999 | 80000 | 100    | 79999 of 80000 (99 %), 800/s, 1 s left
            80000 | 80000 | 100    | 80000 of 80000 (100 %), 800/s
            10    | 80000 | 100    | 10 of 80000 (0 %), 0/s, 222 h 11 min left
            5     | -1    | 10     | 5, 1/s
            0     | 0     | 0      | 0 of 0
            """)
    void anEstimateIsWords(long done, long total, int seconds, String words) {
        assertThat(new Estimate(done, total, Duration.ofSeconds(seconds))).hasToString(words);
    }

    @Test
    void whatIsDoneSoonSaysNothing() {
        Progress.Stretch stretch = progress.begin("writing", 10);
        nanos.addAndGet(Duration.ofMillis(4999).toNanos());
        stretch.at(9);

        assertThat(lines).isEmpty();
    }

    @Test
    void aLineComesEveryFiveSeconds() {
        Progress.Stretch stretch = progress.begin("writing", 100);
        for (int second = 1; second <= 12; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            stretch.at(second);
        }

        assertThat(lines)
                .containsExactly(
                        "writing: 5 of 100 (5 %), 1/s, 1 min 35 s left",
                        "writing: 10 of 100 (10 %), 1/s, 1 min 30 s left");
    }
}
