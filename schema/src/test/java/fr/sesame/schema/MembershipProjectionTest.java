package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.ComputedGroup;
import fr.sesame.account.DayRule;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.StructureTree;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in which computed group, to the second. */
class MembershipProjectionTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Population STUDENT = new Population("student");
    private static final Population STAFF = new Population("staff");
    private static final Calendar CALENDAR = new Calendar(
            PARIS,
            Map.of(
                    STUDENT,
                    new PopulationRule(days("begin+1"), days("year+1 12-31"), Period.ofDays(1), false, false, 0, false),
                    STAFF,
                    new PopulationRule(days("begin"), days("end"), Period.ofMonths(3), false, false, 0, true)));

    private static final StructureTree TREE = new StructureTree(List.of(
            structure("UNIV", null), structure("UFR", "UNIV"), structure("LAB", "UFR"), structure("DSI", "UNIV")));

    private static final GroupRules RULES = new GroupRules(
            List.of(
                    rule("students", "Étudiants", Set.of(STUDENT), Set.of(), Set.of()),
                    rule("employees", "", Set.of(), Set.of(EduPersonAffiliation.EMPLOYEE), Set.of()),
                    rule("s-{structure}", "{label} ({structure})", Set.of(), Set.of(), Set.of()),
                    rule("science", "Sciences", Set.of(), Set.of(), Set.of(new StructureCode("UFR"))),
                    rule("{year}/{step}", "{step} de {year}", Set.of(STUDENT), Set.of(), Set.of())),
            Map.of(
                    STUDENT, SupannPopulations.of(PopulationCode.parse("AGE")).orElseThrow(),
                    STAFF, SupannPopulations.of(PopulationCode.parse("RGP")).orElseThrow()));

    private static final String STUDIES =
            "[source=apogee][key=1][population=student][structure=LAB][begin=2026-07-18][year=2026][steps=L3HIS M1]";
    private static final String WORK =
            "[source=siham][key=2][population=staff][structure=DSI][begin=2026-09-01][end=2027-06-30]";

    private static List<DayRule> days(String rule) {
        return List.of(DayRule.parse(rule));
    }

    private static Structure structure(String code, @Nullable String parent) {
        return new Structure(
                new StructureCode(code), "Label of " + code, "", parent == null ? null : new StructureCode(parent));
    }

    private static GroupRule rule(
            String name,
            String label,
            Set<Population> populations,
            Set<EduPersonAffiliation> affiliations,
            Set<StructureCode> within) {
        return new GroupRule(name, label, populations, affiliations, within);
    }

    private static Projection.Subject subject(@Nullable Lock lock, StructureTree tree, String... values) {
        List<Affiliation> all =
                Arrays.stream(values).map(AffiliationText::parse).toList();
        return new Projection.Subject(CALENDAR.timeline(all), lock, true, all, tree);
    }

    private static String groups(Projection.Subject subject, String local) {
        Instant at = LocalDateTime.parse(local).atZone(PARIS).toInstant();
        return String.join(
                " ",
                new MembershipProjection(CALENDAR, RULES)
                        .of(subject, at, Map.of())
                        .getOrDefault(Attributes.MEMBER_OF_GROUP, List.of("not projected")));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "2026-07-18T23:59:59, '', the day of the registration: prepared",
        "2026-07-19T00:00:00, '2026/L3HIS 2026/M1 s-LAB s-UFR s-UNIV science students', the first second",
        "2027-12-31T23:59:59, '2026/L3HIS 2026/M1 s-LAB s-UFR s-UNIV science students', the last",
        "2028-01-01T00:00:00, '', pending",
    })
    void aStudentIsInThemWhileTheYearIsOpen(String time, String expected, String why) {
        assertThat(groups(subject(null, TREE, STUDIES), time)).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "2026-08-31T23:59:59, '', before the day of entry",
        "2026-09-01T00:00:00, 'employees s-DSI s-UNIV', the day of entry",
        "2026-10-25T02:30:00, 'employees s-DSI s-UNIV', the hour that is there twice",
        "2027-06-30T23:59:59, 'employees s-DSI s-UNIV', the last second of the exit date",
        "2027-07-01T00:00:00, '', pending: may still bind and has left",
    })
    void anAgentIsInThemThroughTheExitDate(String time, String expected, String why) {
        assertThat(groups(subject(null, TREE, WORK), time)).as(why).isEqualTo(expected);
    }

    @Test
    void whoHasTwoAffiliationsIsInThoseOfTheOneThatIsValid() {
        Projection.Subject both = subject(null, TREE, STUDIES, WORK);
        assertThat(groups(both, "2026-08-01T12:00:00")).doesNotContain("s-DSI").contains("students");
        assertThat(groups(both, "2026-11-01T12:00:00")).contains("s-DSI", "students");
        assertThat(groups(both, "2027-07-01T00:00:00"))
                .as("the account stays active, the agent has gone")
                .doesNotContain("s-DSI")
                .contains("students");
    }

    @Test
    void whoIsLockedHasLeftUntilTheLockEnds() {
        Lock lock = new Lock(
                Lock.Kind.TECHNICAL,
                Instant.parse("2026-11-01T11:00:00Z"),
                Instant.parse("2026-11-01T12:00:00Z"),
                "rssi",
                "virus");
        Projection.Subject locked = subject(lock, TREE, WORK);
        assertThat(groups(locked, "2026-11-01T11:59:59")).contains("s-DSI");
        assertThat(groups(locked, "2026-11-01T12:00:00")).isEmpty();
        assertThat(groups(locked, "2026-11-01T12:59:59")).isEmpty();
        assertThat(groups(locked, "2026-11-01T13:00:00")).contains("s-DSI");
    }

    @Test
    void aStructureThatIsNotKnownGivesNoGroupOfItsOwn() {
        assertThat(groups(subject(null, StructureTree.EMPTY, WORK), "2026-11-01T12:00:00"))
                .isEqualTo("employees");
    }

    /** Whoever waits for the changes misses nothing: between two of them the groups are the same. */
    @Test
    void allChangesAreKnown() {
        Lock lock = new Lock(
                Lock.Kind.TECHNICAL,
                Instant.parse("2026-11-01T11:00:00Z"),
                Instant.parse("2026-11-01T12:00:00Z"),
                "rssi",
                "virus");
        Projection.Subject subject = subject(lock, TREE, STUDIES, WORK);
        MembershipProjection projection = new MembershipProjection(CALENDAR, RULES);
        List<Instant> changes =
                new ArrayList<>(projection.changes(subject).distinct().sorted().toList());
        assertThat(changes).hasSize(7);
        for (Instant change : changes) {
            Map<String, List<String>> before = projection.of(subject, change.minusSeconds(1), Map.of());
            Instant earlier = changes.stream()
                    .filter(change::isAfter)
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
            assertThat(projection.of(subject, earlier, Map.of()))
                    .as("from " + earlier)
                    .isEqualTo(before);
        }
    }

    @Test
    void theGroupsThatHaveToBeThere() {
        Affiliation studies = AffiliationText.parse(STUDIES);
        assertThat(RULES.needed(TREE, List.of(studies.kind()).stream()))
                .containsExactlyInAnyOrder(
                        new ComputedGroup("students", "Étudiants"),
                        new ComputedGroup("employees", ""),
                        new ComputedGroup("science", "Sciences"),
                        new ComputedGroup("s-UNIV", "Label of UNIV (UNIV)"),
                        new ComputedGroup("s-UFR", "Label of UFR (UFR)"),
                        new ComputedGroup("s-LAB", "Label of LAB (LAB)"),
                        new ComputedGroup("s-DSI", "Label of DSI (DSI)"),
                        new ComputedGroup("2026/L3HIS", "L3HIS de 2026"),
                        new ComputedGroup("2026/M1", "M1 de 2026"));
    }

    @ParameterizedTest
    @CsvSource({
        "students, true",
        "STUDENTS, true",
        "s-ANY, true",
        "2019/L1, true",
        "others, false",
        "students2, false",
        "xs-ANY, false"
    })
    void aGroupOfAPastYearIsStillOneOfARule(String name, boolean made) {
        assertThat(RULES.make(name)).isEqualTo(made);
    }

    @Test
    void aPartOfTheTreeHasGroupsOfItsOwn() {
        GroupRules rules = new GroupRules(
                List.of(rule("u-{structure}", "", Set.of(), Set.of(), Set.of(new StructureCode("UFR")))), Map.of());
        assertThat(rules.needed(TREE, List.<Affiliation>of().stream()))
                .extracting(ComputedGroup::name)
                .containsExactly("u-LAB", "u-UFR");
        assertThat(rules.of(AffiliationText.parse(STUDIES), TREE).map(ComputedGroup::name))
                .containsExactly("u-LAB", "u-UFR");
        assertThat(rules.of(AffiliationText.parse(WORK), TREE)).isEmpty();
    }

    /** What a source calls a step is made a name; and one that no name has room for gives no group. */
    @Test
    void aStepIsMadeAName() {
        GroupRules rules = new GroupRules(List.of(rule("{step}", "{step}", Set.of(), Set.of(), Set.of())), Map.of());
        String odd = "[source=a][key=1][population=student][year=2026][steps=L3,HIS+1 " + "x".repeat(300) + "]";
        assertThat(rules.of(AffiliationText.parse(odd), TREE))
                .containsExactly(new ComputedGroup("L3-HIS-1", "L3,HIS+1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a{structure", "{what}", "a,b", "{label}"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> rule(name, "", Set.of(), Set.of(), Set.of()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void otherRulesAreOtherSettings() {
        String one = new MembershipProjection(CALENDAR, RULES).settings();
        assertThat(new MembershipProjection(CALENDAR, RULES).settings()).isEqualTo(one);
        assertThat(new MembershipProjection(CALENDAR, GroupRules.NONE).settings())
                .isNotEqualTo(one);
    }
}
