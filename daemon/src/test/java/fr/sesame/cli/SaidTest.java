package fr.sesame.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Decision;
import fr.sesame.account.Phase;
import fr.sesame.account.Timeline;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a state. */
class SaidTest {
    private static final Timeline LIFE = Timeline.parse(
            "prepared 20260831220000Z=active 20270630220000Z=pending+bind 20270930220000Z=pending 20271031230000Z=inactive");

    @ParameterizedTest
    @CsvSource({
        "2026-08-31T21:59:59Z, prepared,     prepared",
        "2027-06-30T21:59:59Z, active,       active",
        "2027-06-30T22:00:00Z, pending+bind, pending (may still bind; sursis : peut encore se connecter)",
        "2027-09-30T22:00:00Z, pending,      pending",
        "2027-10-31T23:00:00Z, inactive,     inactive"
    })
    void whoIsPendingAndMayStillBindIsToldSoInBothLanguages(Instant at, String word, String said) {
        Decision decision = Decision.at(LIFE, null, at);
        Phase phase = LIFE.phaseAt(at);
        assertThat(Said.word(decision)).isEqualTo(word).isEqualTo(phase.word());
        assertThat(Said.of(decision)).isEqualTo(said).isEqualTo(Said.of(phase));
    }
}
