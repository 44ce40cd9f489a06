package fr.sesame.audit;

import static fr.sesame.audit.Events.NOON;
import static fr.sesame.audit.Events.known;
import static fr.sesame.audit.Events.refused;
import static fr.sesame.audit.Events.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.SecurityEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final List<SecurityEvent> ones = new ArrayList<>();
    private final List<Windows.Count> counts = new ArrayList<>();
    private final Repeats repeats = new Repeats(Duration.ofMinutes(10), ones::add, counts::add);

    @Test
    void aStrangerWhoInventsNamesFillsNoDisk() {
        for (int i = 0; i < 100_000; i++) {
            repeats.take(refused(NOON, unknown("guess" + i), "10.0.0.1"));
        }
        repeats.tell(NOON.plusSeconds(60));
        assertThat(ones).hasSize(Repeats.NAMES_OF_AN_ADDRESS + 1);
        assertThat(ones.get(Repeats.NAMES_OF_AN_ADDRESS).actor().name()).isEqualTo("*");
        assertThat(ones.size() + counts.stream().mapToLong(Windows.Count::times).sum())
                .isEqualTo(100_000);
        assertThat(counts)
                .allSatisfy(count -> assertThat(count.what().origin().address()).isEqualTo("10.0.0.1"));
    }

    @Test
    void norDoesOneWithAsManyAddresses() {
        for (int i = 0; i < 200_000; i++) {
            repeats.take(refused(NOON, unknown("guess" + i), "2001:db8::" + Integer.toHexString(i)));
        }
        assertThat(ones).hasSize(Repeats.MOST + 1);
        assertThat(ones.get(Repeats.MOST).origin().address()).isEqualTo("*");
        repeats.tell(NOON.plusSeconds(60));
        assertThat(ones.size() + counts.stream().mapToLong(Windows.Count::times).sum())
                .isEqualTo(200_000);
    }

    @Test
    void accountsThatExistKeepTheirNamesWhoeverTriesThem() {
        for (int i = 0; i < 1000; i++) {
            repeats.take(refused(NOON, known("person" + i), "10.0.0.1"));
        }
        assertThat(ones).hasSize(1000).noneMatch(event -> event.actor().name().equals("*"));
    }

    @Test
    void aWindowEndsAfterItsLengthAndNotBefore() {
        repeats.take(refused(NOON, known("alice"), "10.0.0.1"));
        repeats.take(refused(NOON.plusSeconds(1), known("alice"), "10.0.0.1"));
        repeats.tell(NOON.plusSeconds(60).minusNanos(1));
        assertThat(counts).isEmpty();
        repeats.tell(NOON.plusSeconds(60));
        assertThat(counts).hasSize(1);
        repeats.tell(NOON.plusSeconds(120));
        assertThat(counts).as("nothing more came").hasSize(1);
        repeats.take(refused(NOON.plusSeconds(121), known("alice"), "10.0.0.1"));
        assertThat(ones).as("it is a first one again").hasSize(2);
    }

    @Test
    void anotherAddressIsAnotherLine() {
        repeats.take(refused(NOON, known("alice"), "10.0.0.1"));
        repeats.take(refused(NOON, known("alice"), "10.0.0.2"));
        assertThat(ones).hasSize(2);
    }

    @Test
    void whatWasDoneIsNeverACount() {
        for (int i = 0; i < 3; i++) {
            repeats.take(Events.accepted(NOON, Kind.LOCK, "alice"));
            repeats.take(Events.accepted(NOON, Kind.WRITE, "alice"));
        }
        assertThat(ones).hasSize(6);
    }

    @Test
    void atTheEndNothingIsLeftUntold() {
        repeats.take(refused(NOON, known("alice"), "10.0.0.1"));
        repeats.take(refused(NOON, known("alice"), "10.0.0.1"));
        repeats.tellAll();
        assertThat(counts).hasSize(1).first().extracting(Windows.Count::times).isEqualTo(1L);
    }
}
