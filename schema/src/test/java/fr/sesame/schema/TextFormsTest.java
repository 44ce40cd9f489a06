package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Answered;
import fr.sesame.account.Erasure;
import fr.sesame.account.Facts;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry carries is read back as it was written, whatever somebody typed into it. */
class TextFormsTest {

    @ParameterizedTest
    @ValueSource(strings = {"resp1", "a [b] c", "\\", "\\]", "[x=y]", "é Œ 🎓", "a=b", "]", "[["})
    void aValueIsReadBackAsItWas(String nasty) {
        Affiliation affiliation = new Affiliation(
                new SourceKey("harpege", nasty),
                new Population("hosted"),
                new StructureCode("LABIRI"),
                new Facts(
                                LocalDate.of(2026, 2, 28),
                                LocalDate.of(2028, 2, 29),
                                LocalDate.of(2026, 1, 1),
                                2026,
                                LocalDate.of(2027, 1, 1),
                                nasty,
                                LocalDate.of(2027, 2, 2))
                        .withAnswered(new Answered(
                                new Login("mdurand"),
                                LocalDate.of(2026, 11, 26),
                                new Act(nasty, Instant.parse("2026-11-25T09:00:00Z"), nasty),
                                new Act("jchef", Instant.parse("2027-05-03T08:00:00Z"), nasty)))
                        .withSteps(new TreeSet<>(Set.of("L3HIS", "M1-INFO/2"))));
        assertThat(AffiliationText.parse(AffiliationText.format(affiliation))).isEqualTo(affiliation);

        Lock lock = new Lock(Lock.Kind.TECHNICAL, Instant.parse("2026-11-23T08:00:00Z"), null, nasty, nasty);
        assertThat(LockText.parse(LockText.format(lock))).isEqualTo(lock);
    }

    @Test
    void anErasureIsReadBackAsItWas() {
        Erasure erasure = new Erasure(Instant.parse("2026-11-23T08:00:00Z"), "a [b] \\ c", "retention-over");
        assertThat(ErasureText.parse(ErasureText.format(erasure))).isEqualTo(erasure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[at=now][by=dpo][reason=request]",
                "[at=2026-11-23T08:00:00Z][by=][reason=request]",
                "[at=2026-11-23T08:00:00Z][by=dpo][reason=Marie Dupont asked]",
                "[at=2026-11-23T08:00:00Z][by=dpo]"
            })
    void whatIsNoErasureIsRefused(String text) {
        assertThatThrownBy(() -> ErasureText.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void theFormIsThatOfSupann() {
        Affiliation affiliation = new Affiliation(
                new SourceKey("apogee", "20100000"),
                new Population("student"),
                null,
                Facts.NONE.withBegin(LocalDate.of(2026, 10, 7)).withYear(2026));
        assertThat(AffiliationText.format(affiliation))
                .isEqualTo("[source=apogee][key=20100000][population=student][begin=2026-10-07][year=2026]");
    }

    @Test
    void whatWasMadeByHandSaysWhoAnswersForIt() {
        Affiliation affiliation = new Affiliation(
                new SourceKey("local", "20261125-1"),
                new Population("partner"),
                null,
                Facts.NONE
                        .withValidatedBy("jchef")
                        .withAnswered(new Answered(
                                new Login("mdurand"),
                                LocalDate.of(2026, 11, 26),
                                new Act("counter", Instant.parse("2026-11-25T09:00:00.5Z"), "contrat"),
                                null)));
        assertThat(AffiliationText.format(affiliation))
                .isEqualTo("[source=local][key=20261125-1][population=partner][validated=jchef]"
                        + "[validated-on=2026-11-26][sponsor=mdurand]"
                        + "[made-by=counter][made-at=20261125090000Z][made-because=contrat]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[source=apogee",
                "[source=apogee][key=1]",
                "[source=apogee][key=1][population=student][begin=31/02/2026]",
                "[source=apogee][source=apogee][key=1][population=student]",
                "[source=apogee][key=1][population=student][year=next]",
                "[source=local][key=1][population=partner][sponsor=M. Durand]",
                "[source=local][key=1][population=partner][made-at=20261125090000Z][made-by=counter]",
                "[source=local][key=1][population=partner][made-at=yesterday][made-by=counter][made-because=x]"
            })
    void whatIsNoAffiliationIsRefused(String text) {
        assertThatThrownBy(() -> AffiliationText.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[kind=technical]", "[kind=other][since=2026-11-23T08:00:00Z]", "[kind=technical][since=now]"
            })
    void whatIsNoLockIsRefused(String text) {
        assertThatThrownBy(() -> LockText.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
