package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** So many percent are too many, a small number is not, but everybody always is. */
class LimitTest {
    @ParameterizedTest(name = "{0} %, {1} always: {2} of {3}")
    @CsvSource({
        "5, 3,   5,  100, false",
        "5, 3,   6,  100, true",
        "5, 3, 500, 9999, true",
        "5, 3, 499, 9999, false",
        "5, 3,   1,    3, false",
        "5, 3,   2,    3, true",
        "5, 3,   1,    1, false",
        "5, 3,   2,    2, true",
        "5, 3,   3,    6, false",
        "5, 3,   3,    5, true",
        "5, 3,   4,   10, true",
        "0, 0,   1,  100, true",
        "0, 0,   0,  100, false",
        "100, 0, 9,    9, false"
    })
    void aSmallNumberIsAlwaysAllowedUnlessItIsMostOfThem(int percent, int always, int count, int of, boolean more) {
        assertThat(new Limit(percent, always).isExceededOfFew(count, of)).isEqualTo(more);
    }

    @Test
    void aLimitIsAPercentage() {
        assertThatThrownBy(() -> new Limit(101, 0))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("found 101");
        assertThatThrownBy(() -> new Limit(5, -1)).isInstanceOf(InvalidValueException.class);
    }
}
