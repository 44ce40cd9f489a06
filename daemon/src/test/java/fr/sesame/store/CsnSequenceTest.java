package fr.sesame.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.directory.api.ldap.model.csn.Csn;
import org.junit.jupiter.api.Test;

class CsnSequenceTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.250Z");

    @Test
    void eachIsAnotherNumberOfTheSameInstant() {
        CsnSequence sequence = new CsnSequence(NOW);
        assertThat(sequence.next()).isEqualTo(new Csn(NOW.toEpochMilli(), 0, 0, 0).toString());
        assertThat(sequence.next()).isEqualTo(new Csn(NOW.toEpochMilli(), 1, 0, 0).toString());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String next = sequence.next();
            assertThat(Csn.isValid(next)).isTrue();
            assertThat(seen.add(next)).isTrue();
        }
    }
}
