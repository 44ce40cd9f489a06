package fr.sesame.history;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.DayRule;
import fr.sesame.account.Facts;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Jeanne Dupont and what her records say, for tests. */
public final class Lives {
    public static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    /** Of domain.md, and doctoral students who may still bind while they are pending. */
    public static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Europe/Paris"),
            Map.of(
                    new Population("student"), rule("begin+1", "year+1 12-31", Period.ofDays(1), false),
                    new Population("staff"), rule("begin", "end", Period.ofMonths(3), false),
                    new Population("doctoral"), rule("begin", "end", Period.ofMonths(3), true)));

    public static final Affiliation STUDENT = new Affiliation(
            new SourceKey("apogee", "20100000"),
            new Population("student"),
            new StructureCode("UFRSCI"),
            Facts.NONE.withBegin(LocalDate.of(2026, 9, 14)).withYear(2026));
    public static final Affiliation STAFF = new Affiliation(
            new SourceKey("siham", "UDM000110089"),
            new Population("staff"),
            new StructureCode("DRH"),
            Facts.NONE.withBegin(LocalDate.of(2026, 9, 1)).withEnd(LocalDate.of(2027, 6, 30)));

    private Lives() {}

    private static PopulationRule rule(String opens, String closes, Period grace, boolean pendingMayBind) {
        return new PopulationRule(
                List.of(DayRule.parse(opens)), List.of(DayRule.parse(closes)), grace, false, false, 0, pendingMayBind);
    }

    public static Affiliation ending(Affiliation affiliation, String day) {
        return new Affiliation(
                affiliation.key(),
                affiliation.population(),
                affiliation.structure(),
                affiliation.facts().withEnd(LocalDate.parse(day)));
    }

    public static Affiliation in(String population, Affiliation affiliation) {
        return new Affiliation(
                affiliation.key(), new Population(population), affiliation.structure(), affiliation.facts());
    }

    public static Account account(Affiliation... affiliations) {
        return locked(null, affiliations);
    }

    public static Account locked(@Nullable Lock lock, Affiliation... affiliations) {
        return new Account(
                new Login("jdupont"),
                new MailAddress("jeanne.dupont@univ.example"),
                new CivilIdentity("Dupont", null, "Jeanne", LocalDate.of(1990, 1, 1)),
                new TreeSet<>(),
                new TreeSet<>(List.of(affiliations)),
                CALENDAR.timeline(List.of(affiliations)),
                lock);
    }

    static Content content(Affiliation... affiliations) {
        return Content.of(account(affiliations));
    }

    /** A change at that instant; before is null for a new account. */
    static Recorded recorded(String at, @Nullable Content before, Content after) {
        Instant instant = Instant.parse(at);
        return new Recorded(instant, instant.minusSeconds(10), new Login("jdupont"), before, after, false);
    }
}
