package fr.sesame.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step function, its merge by openness, and the text that an entry carries. */
class TimelineTest {
    private static final String LIFE =
            "prepared 20260831220000Z=active 20270630220000Z=pending 20270930220000Z=inactive";

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, prepared",
        "2026-08-31T21:59:59Z, prepared",
        "2026-08-31T22:00:00Z, active",
        "2027-06-30T21:59:59Z, active",
        "2027-06-30T22:00:00Z, pending",
        "2027-09-30T22:00:00Z, inactive",
        "2999-01-01T00:00:00Z, inactive"
    })
    void aStateHoldsFromItsInstantOnUntilTheNext(Instant at, String state) {
        assertThat(Timeline.parse(LIFE).stateAt(at).word()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-08-31T21:59:59Z, 2026-08-31T22:00:00Z, none",
                "2026-08-31T22:00:00Z, 2027-06-30T22:00:00Z, 2026-08-31T22:00:00Z",
                "2027-06-30T21:59:59Z, 2027-06-30T22:00:00Z, 2026-08-31T22:00:00Z",
                "2027-09-30T22:00:00Z, none,                 2027-09-30T22:00:00Z"
            })
    void theNextChangeIsStrictlyAfterAndTheLastOneIsAtOrBefore(
            Instant at, @Nullable Instant next, @Nullable Instant last) {
        Timeline timeline = Timeline.parse(LIFE);
        assertThat(timeline.nextAfter(at).map(Timeline.Step::at).orElse(null)).isEqualTo(next);
        assertThat(timeline.lastUntil(at).map(Timeline.Step::at).orElse(null)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # overlapping: the pending of the first is under the activity of the second
            prepared 20260101000000Z=active 20260601000000Z=pending 20260901000000Z=inactive | prepared 20260501000000Z=active 20261001000000Z=inactive | prepared 20260101000000Z=active 20261001000000Z=inactive
            # touching: no step between
            prepared 20260101000000Z=active 20260601000000Z=inactive | prepared 20260601000000Z=active 20270101000000Z=inactive | prepared 20260101000000Z=active 20270101000000Z=inactive
            # a gap: prepared for the second is more open than inactive
            prepared 20260101000000Z=active 20260601000000Z=inactive | prepared 20260901000000Z=active | prepared 20260101000000Z=active 20260601000000Z=prepared 20260901000000Z=active
            # a gap under the grace: pending is more open than prepared
            prepared 20260101000000Z=active 20260601000000Z=pending 20260901000000Z=inactive | prepared 20261001000000Z=active | prepared 20260101000000Z=active 20260601000000Z=pending 20260901000000Z=prepared 20261001000000Z=active
            # one that never opened takes nothing away
            inactive | prepared 20260101000000Z=active | prepared 20260101000000Z=active
            # pending that may bind is more open than pending, and less than active
            active 20270630220000Z=pending+bind 20270930220000Z=inactive | prepared 20270731220000Z=pending 20271031230000Z=inactive | active 20270630220000Z=pending+bind 20270930220000Z=pending 20271031230000Z=inactive
            pending 20270630220000Z=inactive | pending+bind 20270430220000Z=inactive | pending+bind 20270430220000Z=pending 20270630220000Z=inactive
            pending+bind | prepared 20270101000000Z=active 20270201000000Z=inactive | pending+bind 20270101000000Z=active 20270201000000Z=pending+bind
            # the same twice
            prepared 20260101000000Z=active | prepared 20260101000000Z=active | prepared 20260101000000Z=active
            """)
    void theMostOpenPhaseCounts(String one, String other, String merged) {
        assertThat(Timeline.mostOpen(List.of(Timeline.parse(one), Timeline.parse(other))))
                .hasToString(merged);
        assertThat(Timeline.mostOpen(List.of(Timeline.parse(other), Timeline.parse(one))))
                .hasToString(merged);
    }

    @Test
    void noTimelineAtAllIsInactiveForEver() {
        assertThat(Timeline.mostOpen(List.of())).isEqualTo(Timeline.always(Phase.INACTIVE));
    }

    @Test
    void opennessIsActiveThenPendingThatMayBindThenPendingThenPreparedThenInactive() {
        assertThat(List.of(Phase.INACTIVE, Phase.PREPARED, Phase.PENDING, Phase.PENDING_MAY_BIND, Phase.ACTIVE))
                .isSorted();
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aPhaseReadsBackFromItsWordWhichBeginsWithItsState(Phase phase) {
        assertThat(Phase.ofWord(phase.word())).isEqualTo(phase);
        assertThat(phase.word()).startsWith(phase.state().word());
    }

    @ParameterizedTest
    @CsvSource({
        "prepared,     prepared, false",
        "active,       active,   true",
        "pending,      pending,  false",
        "pending+bind, pending,  true",
        "inactive,     inactive, false"
    })
    void onlyActiveAndPendingThatMayBindBind(String phase, String state, boolean mayBind) {
        assertThat(Phase.ofWord(phase).state().word()).isEqualTo(state);
        assertThat(Phase.ofWord(phase).mayBind()).isEqualTo(mayBind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inactive",
                "active",
                "prepared 20260914220000Z=active 20271231230000Z=pending 20280101230000Z=inactive",
                "pending 20280229235959Z=inactive",
                "active 20271231230000Z=pending+bind 20280331220000Z=inactive",
                "pending+bind 20280229235959Z=pending"
            })
    void theTextFormReadsBack(String text) {
        assertThat(Timeline.parse(text)).hasToString(text).isEqualTo(Timeline.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                | is not a phase
            Active                                            | is not a phase
            open                                              | is not a phase
            locked                                            | is not a phase
            prepared 20260914220000Z=locked                   | is not a phase
            active 20260914220000Z=pending+                   | is not a phase
            active+bind                                       | is not a phase
            prepared 20260914220000Z=prepared                 | changes the phase
            prepared 20260914220000Z                          | expected a phase, then instant=phase
            'prepared '                                       | expected a phase, then instant=phase
            prepared  20260914220000Z=active                  | expected a phase, then instant=phase
            prepared 20260914220000=active                    | is not a step
            prepared =active                                  | is not a step
            prepared 2026-09-14=active                        | is not a step
            prepared 20260230000000Z=active                   | is not a step
            prepared 20260914240000Z=active                   | is not a step
            prepared 20260914220000Z=open                     | is not a phase
            prepared 20260914220000Z=active 20260914220000Z=pending | ascend
            prepared 20260914220000Z=active 20250914220000Z=pending | ascend
            """)
    void anotherTextIsRefusedSayingWhatIsExpected(String text, String message) {
        assertThatThrownBy(() -> Timeline.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-09-14T22:00:00.5Z", "+10000-01-01T00:00:00Z", "-0001-12-31T00:00:00Z"})
    void aStepThatTheTextCannotCarryIsRefused(Instant at) {
        Timeline.Step step = new Timeline.Step(at, Phase.ACTIVE);
        assertThatThrownBy(() -> new Timeline(Phase.PREPARED, List.of(step)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("whole second");
    }
}
