package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Erasure;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Tombstone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is taken for somebody who was erased. */
class ErasedPeopleTest {
    private static final IdentityHashes HASHES = key(1);
    private static final Account ERASED =
            People.account("mdupont apogee:1 Dupont-Moretti/Marie/1990-02-01 ine:A hr:7 +siham:9");

    private static IdentityHashes key(int octet) {
        byte[] key = new byte[IdentityHashes.KEY_BYTES];
        Arrays.fill(key, (byte) octet);
        return new IdentityHashes(key);
    }

    private static TombstoneKey found(@Nullable IdentityHashes hashes) {
        return new TombstoneKey() {
            @Override
            public Optional<IdentityHashes> find() {
                return Optional.ofNullable(hashes);
            }

            @Override
            public IdentityHashes findOrMake() {
                throw new AssertionError("looking makes no key");
            }
        };
    }

    private static Tombstone tombstone(String... admissions) {
        return new Tombstone(
                ERASED.login(),
                new TreeSet<>(),
                HASHES.of(ERASED),
                new Erasure(Instant.parse("2026-11-23T12:00:00Z"), "dpo", "request"),
                new TreeSet<>(List.of(admissions)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "apogee:1 Other/Name/1950-01-01,                     held",
        "siham:9 Other/Name/1950-01-01,                      held",
        "siham:1 Other/Name/1950-01-01,                      free",
        "saghe:5 Other/Name/1950-01-01 ine:A,                held",
        "saghe:5 Other/Name/1950-01-01 hr:7,                 held",
        "saghe:5 Other/Name/1950-01-01 ine:7,                free",
        "saghe:5 Dupont-Moretti/Marie/1990-02-01,            held",
        "saghe:5 DUPONT_MORETTI/Marie-Anne/1990-02-01,       held",
        "saghe:5 Dupont_Moretti/Marie/1990-01-02,            held",
        "saghe:5 Dupont-Moretti/Marie/1990-02-02,            free",
        "saghe:5 Dupond-Moretti/Marie/1990-02-01,            free",
        "saghe:5 ???/???/1990-02-01,                         free"
    })
    void aPersonIsRecognisedByWhatTheTombstoneKeeps(String record, String what) {
        ErasedPeople erased = new ErasedPeople(List.of(tombstone()), found(HASHES));
        assertThat(erased.held(People.newcomer(record)))
                .hasSize(what.equals("held") ? 1 : 0)
                .allSatisfy(held -> {
                    assertThat(held.reason()).isEqualTo(HoldReason.ERASED);
                    assertThat(held.detail()).contains("'mdupont'", "sesame admit mdupont " + held.key());
                });
    }

    @Test
    void whoIsAdmittedIsFreeAndNobodyElse() {
        Person.Newcomer back = People.newcomer("apogee:1 Dupont-Moretti/Marie/1990-02-01");
        Person.Newcomer other = People.newcomer("saghe:5 Dupont-Moretti/Julie/1990-02-01");
        String admission = HASHES.of(back.records().get(0).key());
        ErasedPeople erased = new ErasedPeople(List.of(tombstone(admission)), found(HASHES));
        assertThat(erased.held(back)).isEmpty();
        assertThat(erased.held(other)).hasSize(1);
    }

    @Test
    void withoutTheKeyNobodyIsTakenForNew() {
        Person.Newcomer somebody = People.newcomer("saghe:5 Other/Name/1950-01-01");
        for (TombstoneKey key : List.of(found(null), found(key(2)))) {
            assertThat(new ErasedPeople(List.of(tombstone()), key).held(somebody))
                    .singleElement()
                    .satisfies(held -> assertThat(held.detail()).contains("secrets/tombstone.key"));
            assertThat(new ErasedPeople(List.of(), key).held(somebody)).isEmpty();
        }
    }

    @Test
    void aHashTellsNothingWithoutTheKey() {
        assertThat(HASHES.of(ERASED)).hasSize(5).noneMatch(hash -> hash.contains("upont"));
        assertThat(key(2).of(ERASED)).doesNotContainAnyElementsOf(HASHES.of(ERASED));
        assertThat(HASHES.made(tombstone())).isTrue();
        assertThat(key(2).made(tombstone())).isFalse();
    }
}
