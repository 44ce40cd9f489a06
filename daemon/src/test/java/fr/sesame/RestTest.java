package fr.sesame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {

    @Test
    void isOverBeforeTheFirstWork() {
        assertThat(new Rest().isOver()).isTrue();
    }

    @Test
    void isManyTimesAsLongAsTheWork() throws InterruptedException {
        Rest rest = new Rest(20);
        rest.after(Duration.ofMillis(10).toNanos());
        long began = System.nanoTime();
        assertThat(rest.isOver()).isFalse();
        while (!rest.isOver()) {
            Thread.sleep(5);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void isFiftyTimesAsLongUnlessSaid() {
        Rest rest = new Rest();
        rest.after(Duration.ofMinutes(1).toNanos());
        assertThat(rest.isOver()).isFalse();
    }

    @Test
    void endsWhenSomethingHasHappened() {
        Rest rest = new Rest();
        rest.after(Duration.ofHours(1).toNanos());
        rest.end();
        assertThat(rest.isOver()).isTrue();
    }
}
