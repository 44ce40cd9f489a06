package fr.sesame.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreConditionTest {
    private static final StoreHealth FULL = new StoreHealth(false, false, "full");
    private static final StoreHealth BROKEN = new StoreHealth(false, true, "broken");
    private long now;
    private final StoreCondition condition = new StoreCondition(() -> now);

    @Test
    void itIsWellUntilAWriteFails() {
        condition.succeeded();
        assertThat(condition.health()).isEqualTo(StoreHealth.GOOD);
        condition.failed(FULL, new StoreException("full"));
        assertThat(condition.health()).isEqualTo(FULL);
    }

    @Test
    void itIsWellAgainWhenAWriteSucceededAndNoneFailedForAWhile() {
        condition.failed(FULL, new StoreException("full"));
        condition.succeeded();
        now += StoreCondition.CALM.toNanos();
        assertThat(condition.health()).isEqualTo(FULL);
        now++;
        assertThat(condition.health()).isEqualTo(StoreHealth.GOOD);
    }

    @Test
    void timeAloneDoesNotMendIt() {
        condition.failed(FULL, new StoreException("full"));
        now += 10 * StoreCondition.CALM.toNanos();
        assertThat(condition.health()).isEqualTo(FULL);
    }

    @Test
    void whatNeedsARestartStaysSo() {
        condition.failed(BROKEN, new StoreException("broken"));
        condition.succeeded();
        now += 10 * StoreCondition.CALM.toNanos();
        condition.failed(FULL, new StoreException("full"));
        assertThat(condition.health()).isEqualTo(BROKEN);
    }
}
