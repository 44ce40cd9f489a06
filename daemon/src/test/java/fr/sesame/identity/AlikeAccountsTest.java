package fr.sesame.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Accounts that the directory has already, and that may be one person's. */
class AlikeAccountsTest {
    private static Account account(String login, String key, String name, String given, String born) {
        SourceKey source = SourceKey.parse(key);
        return new Account(
                new Login(login),
                new MailAddress(login + "@univ.example"),
                new CivilIdentity(name, null, given, LocalDate.parse(born)),
                new TreeSet<>(),
                new TreeSet<>(Set.of(new Affiliation(source, new Population("staff"), null, Facts.NONE))),
                Timeline.parse("inactive"),
                null);
    }

    private static List<String> pairs(Rulings rulings, Account... accounts) {
        return AlikeAccounts.of(List.of(accounts), rulings).stream()
                .map(pair -> pair.other().name() + " " + pair.record().name() + " " + pair.score())
                .toList();
    }

    @Test
    void theMostAlikeComeFirstAndEachPairOnce() {
        assertThat(pairs(
                        Rulings.NONE,
                        account("d", "siham:1", "Dupont", "Marie", "1980-02-03"),
                        account("a", "apogee:1", "Dupont", "Marie", "1980-02-03"),
                        account("b", "saghe:1", "Dupond", "Marie", "1980-02-03"),
                        account("c", "harpege:1", "Martin", "Marie", "1980-02-03")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("a d ");
    }

    @Test
    void peopleOfOneSourceAreToldApartByItAndWhatPeopleMakeByHandTellsNobodyApart() {
        Account one = account("a", "apogee:1", "Dupont", "Marie", "1980-02-03");
        assertThat(pairs(Rulings.NONE, one, account("b", "apogee:2", "Dupont", "Marie", "1980-02-03")))
                .isEmpty();
        Account byHand = account("b", "local:1", "Dupont", "Marie", "1980-02-03");
        assertThat(pairs(Rulings.NONE, one, byHand)).hasSize(1);
        assertThat(pairs(Rulings.NONE, byHand, account("c", "local:2", "Dupont", "Marie", "1980-02-03")))
                .hasSize(1);
    }

    @Test
    void whomSomebodyToldApartIsNotListedAgain() {
        Account one = account("a", "apogee:1", "Dupont", "Marie", "1980-02-03");
        Account other = account("b", "siham:1", "Dupont", "Marie", "1980-02-03");
        Ruling apart = new Ruling(
                "a", "siham:1", Ruling.Verdict.DIFFERENT, new Act("x", Instant.parse("2026-11-23T06:00:00Z"), "twins"));
        assertThat(pairs(new Rulings(List.of(apart)), one, other)).isEmpty();
    }

    @Test
    void timeGrowsWithTheirNumberAndADayThatManyShareIsBounded() {
        List<Account> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(account(
                    "x" + i,
                    "local:" + i,
                    "Nom" + (i % 5000),
                    "Jean",
                    i % 2 == 0 ? "1970-01-01" : "1980-0" + (1 + i % 9) + "-11"));
        }
        long begin = System.nanoTime();
        AlikeAccounts.of(many, Rulings.NONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
    }
}
