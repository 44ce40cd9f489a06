package fr.sesame.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Which run an event belongs to. */
class RunContextTest {
    @Test
    void aRunWithinARunGivesWayAgain() {
        assertThat(MDC.get(RunContext.KEY)).isNull();
        try (RunContext outer = RunContext.of("outer")) {
            try (RunContext inner = RunContext.of("inner")) {
                assertThat(MDC.get(RunContext.KEY)).isEqualTo("inner");
            }
            assertThat(MDC.get(RunContext.KEY)).isEqualTo("outer");
        }
        assertThat(MDC.get(RunContext.KEY)).isNull();
    }

    @Test
    void workInAnotherThreadBelongsToWhoeverHandsItOver() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Callable<String> work = () -> String.valueOf(MDC.get(RunContext.KEY));
        try (RunContext run = RunContext.of("one")) {
            assertThat(thread.submit(RunContext.carriedBy(work)).get()).isEqualTo("one");
            assertThat(thread.submit(work).get())
                    .as("the thread is its own again")
                    .isEqualTo("null");
        } finally {
            thread.shutdown();
        }
    }
}
