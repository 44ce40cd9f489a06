package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.DayRule;
import fr.sesame.account.Facts;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Sponsoring;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import fr.sesame.identity.Correlator;
import fr.sesame.identity.LoginAttribution;
import fr.sesame.identity.NamePatterns;
import fr.sesame.source.Extract;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account is not prepared earlier than its population says. */
class NotYetTest {
    private static final SourceKey KEY = new SourceKey("siham", "UDM1");
    private static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Europe/Paris"),
            Map.of(new Population("staff"), rule(Period.ofDays(60)), new Population("guest"), rule(null)));

    private static PopulationRule rule(Period preparedBefore) {
        return new PopulationRule(
                List.of(DayRule.parse("begin")),
                List.of(DayRule.parse("end")),
                Period.ZERO,
                false,
                false,
                0,
                false,
                preparedBefore,
                Sponsoring.NOT_ASKED);
    }

    private static Planner planner() {
        return new Planner(
                CALENDAR,
                new Correlator(List.of("siham")),
                new LoginAttribution(new NamePatterns(
                        "{given:1}{family}", 20, Set.of(), "{given}.{family}@{domain}", "univ.example")),
                List.of("siham"),
                University.KEY);
    }

    private static Affiliation begins(String population, String day) {
        return new Affiliation(KEY, new Population(population), null, Facts.NONE.withBegin(LocalDate.parse(day)));
    }

    private static Plan plan(Snapshot snapshot, Instant now, Affiliation... affiliations) {
        PersonRecord record = new PersonRecord(
                KEY,
                new CivilIdentity("Dupont", null, "Jeanne", LocalDate.of(1990, 1, 1)),
                Set.of(),
                new TreeSet<>(List.of(affiliations)));
        Extract extract =
                new Extract("siham", List.of(record), List.of(), new Extract.Facts("siham.csv", 1, now, "00"));
        return planner().plan(snapshot, extract, now);
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({"2027-07-02T21:59:59Z, held", "2027-07-02T22:00:00Z, created", "2027-09-01T12:00:00Z, created"})
    void theRunOfItsDayMakesTheAccountOfTheSameExtract(Instant now, String what) {
        Plan plan = plan(Snapshot.EMPTY, now, begins("staff", "2027-09-01"));
        if (what.equals("held")) {
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.held())
                    .containsExactly(new HeldRecord(
                            KEY,
                            HoldReason.NOT_YET,
                            "staff: the account opens on 2027-09-01 and is prepared from 2027-07-03 on (P60D before)"));
            assertThat(plan.records()).isEqualTo(1);
        } else {
            assertThat(plan.held()).isEmpty();
            assertThat(plan.changes()).singleElement().isInstanceOf(Change.CreateAccount.class);
        }
    }

    @Test
    void oneRecordThatIsDueIsEnough() {
        Instant now = Instant.parse("2026-11-23T06:00:00Z");
        assertThat(plan(Snapshot.EMPTY, now, begins("staff", "2028-09-01"), begins("staff", "2026-12-01"))
                        .changes())
                .hasSize(1);
        assertThat(plan(Snapshot.EMPTY, now, begins("staff", "2028-09-01"), begins("guest", "2028-09-01"))
                        .changes())
                .hasSize(1);
    }

    @Test
    void ofSeveralTheFirstThatIsDueIsTold() {
        Plan plan = plan(
                Snapshot.EMPTY,
                Instant.parse("2026-11-23T06:00:00Z"),
                begins("staff", "2028-09-01"),
                begins("staff", "2028-02-29"));
        assertThat(plan.held())
                .singleElement()
                .extracting(HeldRecord::detail)
                .asString()
                .contains("2027-12-31");
    }

    @Test
    void whoHasAnAccountIsNotDelayed() {
        Instant now = Instant.parse("2026-11-23T06:00:00Z");
        List<Change> made = new ArrayList<>(
                plan(Snapshot.EMPTY, now, begins("staff", "2026-12-01")).changes());
        Snapshot known = Snapshot.EMPTY.after(made);
        Plan plan = plan(known, now, begins("staff", "2026-12-01"), begins("staff", "2028-09-01"));
        assertThat(plan.held()).isEmpty();
        assertThat(plan.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.UpdateAccount.class,
                        update -> assertThat(update.after().affiliations()).hasSize(2));
    }
}
