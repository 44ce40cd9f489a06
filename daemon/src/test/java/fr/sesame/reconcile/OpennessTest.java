package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guard counts: somebody who could bind is on the way out, also where the way out lets them bind for a while. */
class OpennessTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "active,       active,       false, false",
        "active,       pending+bind, true,  false",
        "active,       pending,      true,  false",
        "active,       inactive,     true,  false",
        "active,       prepared,     true,  false",
        "pending+bind, active,       false, true",
        "pending+bind, pending,      true,  false",
        "pending+bind, inactive,     true,  false",
        "pending,      pending+bind, false, true",
        "pending,      active,       false, true",
        "pending,      inactive,     false, false",
        "prepared,     active,       false, true",
        "inactive,     prepared,     false, false"
    })
    void leavingWhatBindsCloses(String before, String after, boolean closes, boolean opens) {
        Change.UpdateAccount update = new Change.UpdateAccount(account(before), account(after));
        assertThat(Openness.closes(update, NOW)).isEqualTo(closes);
        assertThat(Openness.opens(update, NOW)).isEqualTo(opens);
    }

    private static Account account(String timeline) {
        return new Account(
                new Login("x"),
                new MailAddress("x@univ.example"),
                new CivilIdentity("X", null, "X", LocalDate.of(2000, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(),
                Timeline.parse(timeline),
                null);
    }
}
