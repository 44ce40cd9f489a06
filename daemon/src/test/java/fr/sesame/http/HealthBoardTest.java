package fr.sesame.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.http.HealthCheck.Health;
import fr.sesame.http.HealthCheck.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the three questions hang on, and since when. */
class HealthBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicReference<Health> serving = new AtomicReference<>(Health.ok("directory", "answers"));
    private final AtomicReference<Health> other = new AtomicReference<>(Health.ok("store", "takes writes"));
    private final HealthBoard board = new HealthBoard(
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now.get();
                }
            },
            serving::get,
            () -> List.of(other::get));

    private static Health health(String name, String word) {
        return switch (word) {
            case "ok" -> Health.ok(name, "well");
            case "warning" -> Health.warning(name, "not for long", "do something");
            case "failing" -> Health.failing(name, "not well", "do something");
            default -> Health.failing(name, "not well", "restart it").curedByRestart();
        };
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # directory, store,   health,      live, ready
            ok,          ok,      200 ok,      200,  200
            ok,          warning, 200 warning, 200,  200
            warning,     ok,      200 warning, 200,  200
            ok,          failing, 503 failing, 200,  200
            failing,     ok,      503 failing, 200,  503
            ok,          restart, 503 failing, 503,  200
            restart,     ok,      503 failing, 503,  503
            """)
    void eachQuestionHasItsOwnAnswer(String directory, String store, String health, int live, int ready) {
        serving.set(health("directory", directory));
        other.set(health("store", store));
        HealthAnswer whole = HealthAnswer.whole(board);
        assertThat(whole.status() + " " + whole.body().get("status")).isEqualTo(health);
        assertThat(HealthAnswer.live(board).status()).isEqualTo(live);
        assertThat(HealthAnswer.ready(board).status()).isEqualTo(ready);
    }

    @Test
    void aStateIsSinceItWasFirstSeenAndItsWordsMayChange() {
        assertThat(board.look()).extracting(HealthBoard.Finding::since).containsOnly(NOON);
        now.set(NOON.plusSeconds(60));
        other.set(Health.failing("store", "no room", "make some"));
        assertThat(board.look().get(1).since()).isEqualTo(NOON.plusSeconds(60));
        now.set(NOON.plusSeconds(120));
        other.set(Health.failing("store", "still no room", "make some"));
        HealthBoard.Finding still = board.look().get(1);
        assertThat(still.since()).isEqualTo(NOON.plusSeconds(60));
        assertThat(still.health().detail()).isEqualTo("still no room");
        assertThat(board.look().get(0).since()).isEqualTo(NOON);
        now.set(NOON.plusSeconds(180));
        other.set(Health.ok("store", "takes writes"));
        assertThat(board.look().get(1).since()).isEqualTo(NOON.plusSeconds(180));
    }

    @Test
    void whatWasSeenLastIsKnownWithoutLooking() {
        assertThat(board.lastSeen()).isEmpty();
        board.look();
        other.set(Health.failing("store", "no room", "make some"));
        assertThat(board.lastSeen()).isEqualTo(Map.of("directory", State.OK, "store", State.OK));
        board.look();
        assertThat(board.lastSeen()).containsEntry("store", State.FAILING);
    }
}
