package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Absence counts after so many extracts in a row, and only in extracts that prove it. */
class AbsencesTest {
    private static final SourceKey KEY = new SourceKey("apogee", "1");
    private static final LocalDate FIRST = LocalDate.of(2028, 2, 28);

    private Map<SourceKey, Remembered.Missed> missed = Map.of();

    /** The next extract does not have the record. */
    private boolean extract(int day, boolean news, boolean proves) {
        Absences absences = new Absences(missed, 3, news, FIRST.plusDays(day));
        boolean gone = absences.isGone(KEY, proves);
        assertThat(absences.isGone(KEY, proves)).as("asked again").isEqualTo(gone);
        missed = absences.missed();
        return gone;
    }

    @Test
    void theThirdInARowEndsIt() {
        assertThat(extract(0, true, true)).isFalse();
        assertThat(extract(1, true, true)).isFalse(); // 29 February
        assertThat(extract(2, true, true)).isTrue();
        assertThat(missed).containsEntry(KEY, new Remembered.Missed(3, FIRST));
    }

    @Test
    void theSameExtractAgainCountsNobodyAndForgetsNobody() {
        extract(0, true, true);
        assertThat(extract(1, false, true)).isFalse();
        assertThat(extract(2, false, true)).isFalse();
        assertThat(missed).containsEntry(KEY, new Remembered.Missed(1, FIRST));
        extract(3, true, true);
        assertThat(extract(4, true, true)).isTrue();
        assertThat(extract(4, false, true)).as("what counted goes on to count").isTrue();
    }

    @Test
    void anExtractThatProvesNothingNeitherCountsNorForgets() {
        extract(0, true, true);
        extract(1, true, true);
        assertThat(extract(2, true, false)).isFalse();
        assertThat(missed).containsEntry(KEY, new Remembered.Missed(2, FIRST));
        assertThat(extract(3, true, true)).isTrue();
        assertThat(extract(4, true, false)).as("even then").isFalse();
    }

    @Test
    void whoIsSeenAgainBeginsAgain() {
        extract(0, true, true);
        extract(1, true, true);
        missed = new Absences(missed, 3, true, FIRST.plusDays(2)).missed(); // nobody is missing
        assertThat(missed).isEmpty();
        assertThat(extract(3, true, true)).isFalse();
        assertThat(missed).containsEntry(KEY, new Remembered.Missed(1, FIRST.plusDays(3)));
    }
}
