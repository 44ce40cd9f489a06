package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.DayRule;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import fr.sesame.directory.InMemoryGroups;
import fr.sesame.schema.AffiliationText;
import fr.sesame.schema.GroupRule;
import fr.sesame.schema.GroupRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupKeeperTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Population STUDENT = new Population("student");
    private static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Europe/Paris"),
            Map.of(
                    STUDENT,
                    new PopulationRule(
                            List.of(DayRule.parse("begin")),
                            List.of(DayRule.parse("year+1 12-31")),
                            Period.ofDays(1),
                            false,
                            false,
                            0,
                            false)));
    private static final StructureTree TREE =
            new StructureTree(List.of(new Structure(new StructureCode("UFR"), "Sciences", "UFR", null)));

    private final InMemoryGroups groups = new InMemoryGroups();

    private static GroupRule rule(String name, String label) {
        return new GroupRule(name, label, Set.of(STUDENT), Set.of(), Set.of());
    }

    private GroupKeeper.Outcome keep(boolean dryRun, List<GroupRule> rules, String... records) throws Exception {
        GroupKeeper.Round round = new GroupKeeper(groups, CALENDAR, new GroupRules(rules, Map.of())).begin(TREE, NOON);
        for (String record : records) {
            Affiliation affiliation = AffiliationText.parse("[source=apogee][key=1][population=student]" + record);
            round.see(new Account(
                    new Login("x"),
                    new MailAddress("x@univ.example"),
                    new CivilIdentity("X", null, "X", LocalDate.of(2000, 1, 1)),
                    new TreeSet<>(),
                    new TreeSet<>(Set.of(affiliation)),
                    CALENDAR.timeline(affiliation),
                    null));
        }
        return round.end(dryRun);
    }

    private List<String> names() {
        return groups.all().stream().map(ComputedGroup::name).toList();
    }

    @Test
    void theyAreMadeOnceLabelledAndTakenAwayWithTheirRule() throws Exception {
        List<GroupRule> rules = List.of(rule("students", "Étudiants"), rule("s-{structure}", "{label}"));
        assertThat(keep(false, rules).lines())
                .containsExactly("create group=s-UFR label=Sciences", "create group=students label=Étudiants");
        assertThat(keep(false, rules).isNothing()).isTrue();
        GroupKeeper.Outcome labelled =
                keep(false, List.of(rule("students", "Tous les étudiants"), rule("s-{structure}", "{label}")));
        assertThat(labelled.lines()).containsExactly("update group=students label=Tous les étudiants");
        assertThat(labelled.made()).isZero();
        assertThat(labelled.needed()).isEqualTo(2);
        assertThat(keep(false, List.of(rule("s-{structure}", "{label}"))).lines())
                .containsExactly("remove group=students: no rule makes it");
        assertThat(names()).containsExactly("s-UFR");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "2026, true,  the year that is open",
        "2027, true,  the next, registered already",
        "2025, true,  through its last day: 31 December 2026",
        "2024, false, over"
    })
    void aYearHasItsGroupWhileSomebodyIsOrWillBeInIt(int year, boolean made, String why) throws Exception {
        keep(false, List.of(rule("y-{year}", "")), "[begin=" + year + "-07-18][year=" + year + "]");
        assertThat(names()).as(why).isEqualTo(made ? List.of("y-" + year) : List.of());
    }

    @Test
    void thatOfAPastYearStays() throws Exception {
        groups.put(new ComputedGroup("y-2019", ""));
        assertThat(keep(false, List.of(rule("y-{year}", ""))).isNothing()).isTrue();
        assertThat(names()).containsExactly("y-2019");
    }

    @Test
    void aDryRunSaysItAlone() throws Exception {
        assertThat(keep(true, List.of(rule("students", ""))).lines()).hasSize(1);
        assertThat(names()).isEmpty();
    }

    @Test
    void oneThatIsKeptByHandStopsNoOther() throws Exception {
        groups.keptByHand("a");
        GroupKeeper.Outcome outcome = keep(false, List.of(rule("a", ""), rule("b", "")));
        assertThat(outcome.failures()).singleElement().asString().contains("kept by hand");
        assertThat(names()).containsExactly("b");
    }
}
