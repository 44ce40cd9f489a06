package fr.sesame.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.Lock;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.StructureTree;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is, to the second, by the rules of domain.md. */
class AffiliationProjectionTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String STAFF = "[source=siham][key=UDM1][population=staff]";
    private static final String STUDENT = "[source=apogee][key=20100000][population=student]";

    private static final Calendar CALENDAR = calendar(PARIS);

    private static Calendar calendar(ZoneId zone) {
        return new Calendar(
                zone,
                Map.of(
                        new Population("student"), rule(List.of("begin+1"), "year+1 12-31", "P1D"),
                        new Population("staff"), rule(List.of("begin"), "end", "P3M"),
                        new Population("hosted"), rule(List.of("begin", "recorded+1"), "end", "P3M"),
                        new Population("teacher-hourly"), rule(List.of("year 09-01"), "year+1 08-31", "P3M"),
                        new Population("partner"), rule(List.of("begin"), "end", "P0D"),
                        new Population("alumni"), rule(List.of("begin"), "end", "P0D"),
                        new Population("guest"), rule(List.of("begin"), "end", "P0D"),
                        new Population("entrant"), rule(List.of("begin"), "end", "P0D")));
    }

    private static PopulationRule rule(List<String> opens, String closes, String grace) {
        return new PopulationRule(
                opens.stream().map(DayRule::parse).toList(),
                List.of(DayRule.parse(closes)),
                Period.parse(grace),
                false,
                false,
                0,
                false);
    }

    private static Map<Population, SupannPopulation> populations() {
        Map<Population, SupannPopulation> all = new HashMap<>();
        CALENDAR.rules().keySet().forEach(population -> all.put(population, SupannPopulations.shipped(population)));
        all.put(
                new Population("guest"),
                new SupannPopulation(
                        PopulationCode.parse("{UAI:0751717J}GUEST"), List.of(EduPersonAffiliation.AFFILIATE), 0));
        all.put(
                new Population("entrant"),
                SupannPopulations.of(PopulationCode.parse("TER")).orElseThrow());
        return all;
    }

    private static AffiliationProjection projection(ZoneId zone) {
        return new AffiliationProjection(calendar(zone), populations(), "univ.example", "0751717J");
    }

    private static Projection.Subject subject(String... affiliations) {
        return account(null, "active", affiliations);
    }

    private static Projection.Subject account(@Nullable Lock lock, String timeline, String... affiliations) {
        List<Affiliation> all =
                Arrays.stream(affiliations).map(AffiliationText::parse).toList();
        return new Projection.Subject(Timeline.parse(timeline), lock, true, all, StructureTree.EMPTY);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static Map<String, List<String>> show(Projection.Subject subject, Instant at) {
        return projection(PARIS).of(subject, at, Map.of());
    }

    /** What is there, a word for each attribute. */
    private static String affiliations(Projection.Subject subject, Instant at) {
        return String.join(" ", show(subject, at).get(Attributes.EDU_PERSON_AFFILIATION));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({
        "[begin=2026-09-01][end=2027-06-30], 2026-08-31T23:59:59, no,  the second before the day of entry",
        "[begin=2026-09-01][end=2027-06-30], 2026-09-01T00:00:00, yes, its first second",
        "[begin=2026-09-01][end=2027-06-30], 2027-06-30T23:59:59, yes, the last second of the exit date",
        "[begin=2026-09-01][end=2027-06-30], 2027-07-01T00:00:00, no,  pending: in grace nobody is employed",
        "[begin=2026-09-01][end=2027-06-30], 2027-09-30T23:59:59, no,  still in grace",
        "[begin=2026-03-29][end=2026-03-29], 2026-03-28T23:59:59, no,  before the day of 23 hours",
        "[begin=2026-03-29][end=2026-03-29], 2026-03-29T00:00:00, yes, its first second",
        "[begin=2026-03-29][end=2026-03-29], 2026-03-29T23:59:59, yes, its last",
        "[begin=2026-03-29][end=2026-03-29], 2026-03-30T00:00:00, no,  after it",
        "[begin=2026-10-25][end=2026-10-25], 2026-10-24T23:59:59, no,  before the day of 25 hours",
        "[begin=2026-10-25][end=2026-10-25], 2026-10-25T00:00:00, yes, its first second",
        "[begin=2026-10-25][end=2026-10-25], 2026-10-25T23:59:59, yes, its last",
        "[begin=2026-10-25][end=2026-10-25], 2026-10-26T00:00:00, no,  after it",
        "[begin=2028-02-29][end=2028-02-29], 2028-02-28T23:59:59, no,  before the leap day",
        "[begin=2028-02-29][end=2028-02-29], 2028-02-29T00:00:00, yes, its first second",
        "[begin=2028-02-29][end=2028-02-29], 2028-02-29T23:59:59, yes, its last",
        "[begin=2028-02-29][end=2028-02-29], 2028-03-01T00:00:00, no,  after it",
        "[begin=2026-09-01],                 2080-01-01T00:00:00, yes, open-ended",
        "[begin=2026-09-01][end=9999-12-31], 2080-01-01T00:00:00, yes, and in the words of a database",
        "[begin=2026-09-01][end=2026-05-31], 2026-09-01T00:00:00, no,  ended before it began: a retroactive end",
        "[begin=2020-09-01][end=2026-05-31], 2026-06-01T00:00:00, no,  a retroactive end is an end",
        "[begin=2020-01-01][gone=2026-11-23], 2026-11-22T23:59:59, yes, the last second before it was gone",
        "[begin=2020-01-01][gone=2026-11-23], 2026-11-23T00:00:00, no,  gone from its source",
        "[begin=2026-11-23][gone=2026-11-23], 2026-11-23T00:00:00, no,  gone before it opened",
        "[begin=2026-09-01][cancelled=2026-10-01], 2026-10-01T23:59:59, yes, the day of the cancellation is the last",
        "[begin=2026-09-01][cancelled=2026-10-01], 2026-10-02T00:00:00, no,  cancelled",
        "'',                                 2026-11-23T12:00:00, no,  without a begin"
    })
    void staffIsEmployedFromTheFirstSecondOfTheEntryThroughTheLastOfTheExit(
            String facts, String time, String yes, String why) {
        assertThat(affiliations(subject(STAFF + facts), at(time)))
                .as(why)
                .isEqualTo(yes.equals("yes") ? "employee member" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-18T23:59:59, '',               the day of the registration",
        "2026-07-19T00:00:00, 'student member', the day after it",
        "2027-12-31T23:59:59, 'student member', the last second of the year after",
        "2028-01-01T00:00:00, '',               pending for a day"
    })
    void aStudentIsOneByTheRuleOfItsPopulation(String time, String affiliations, String why) {
        assertThat(affiliations(subject(STUDENT + "[begin=2026-07-18][year=2026]"), at(time)))
                .as(why)
                .isEqualTo(affiliations);
    }

    @ParameterizedTest
    @CsvSource({
        "hosted,         [begin=2026-02-18][end=2026-07-05][recorded=2026-02-20], 2026-02-20T23:59:59, ''",
        "hosted,         [begin=2026-02-18][end=2026-07-05][recorded=2026-02-20], 2026-02-21T00:00:00, member",
        "hosted,         [begin=2026-02-18][end=2026-07-05][recorded=2026-02-20], 2026-07-06T00:00:00, ''",
        "teacher-hourly, [year=2026], 2026-08-31T23:59:59, ''",
        "teacher-hourly, [year=2026], 2026-09-01T00:00:00, employee teacher member",
        "teacher-hourly, [year=2026], 2027-08-31T23:59:59, employee teacher member",
        "teacher-hourly, [year=2026], 2027-09-01T00:00:00, ''",
        "partner,        [begin=2026-01-01][end=2026-06-30], 2026-01-01T00:00:00, affiliate",
        "partner,        [begin=2026-01-01][end=2026-06-30], 2026-07-01T00:00:00, ''",
        "alumni,         [begin=2026-01-01], 2026-06-01T00:00:00, ''",
        "guest,          [begin=2026-01-01], 2026-06-01T00:00:00, affiliate",
        "entrant,        [begin=2026-01-01], 2026-06-01T00:00:00, member",
        "no-longer,      [begin=2026-01-01], 2026-06-01T00:00:00, ''"
    })
    void eachPopulationIsWhatTheTableSays(String population, String facts, String time, String affiliations) {
        String value = "[source=local][key=1][population=" + population + "]" + facts;
        assertThat(affiliations(subject(value), at(time))).isEqualTo(affiliations);
    }

    @Test
    void aRegistrationIsDescribedWhole() {
        Map<String, List<String>> values =
                show(subject(STUDENT + "[structure=UFRSCI][begin=2026-07-18][year=2026]"), at("2026-11-23T12:00:00"));
        assertThat(present(values))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "eduPersonAffiliation", List.of("student", "member"),
                        "eduPersonPrimaryAffiliation", List.of("student"),
                        "eduPersonScopedAffiliation", List.of("student@univ.example", "member@univ.example"),
                        "supannEntiteAffectation", List.of("UFRSCI"),
                        "supannEntiteAffectationPrincipale", List.of("UFRSCI"),
                        "supannCodePopulation", List.of("{SUPANN}AGE"),
                        "supannEtuInscription",
                                List.of("[etab={UAI}0751717J][anneeinsc=2026][affect=UFRSCI][population={SUPANN}AGE]"
                                        + "[datefin=20271231225959Z]"),
                        "supannEtuAnneeInscription", List.of("2026"),
                        "supannEtuDateFin", List.of("20271231225959Z")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "staff,          [structure=DSI][begin=2026-09-01][end=2027-06-30], supannEmpProfil, [etab={UAI}0751717J][affil=employee][affect=DSI][population={SUPANN}RGP][datefin=20270630215959Z], supannEmpDateFin, 20270630215959Z",
                "staff,          [begin=2026-09-01], supannEmpProfil, [etab={UAI}0751717J][affil=employee][population={SUPANN}RGP], supannEmpDateFin, none",
                "hosted,         [begin=2026-09-01][end=2026-12-31], supannEmpProfil, [etab={UAI}0751717J][affil=member][population={SUPANN}RHJ][datefin=20261231225959Z], supannEmpDateFin, 20261231225959Z",
                "teacher-hourly, [structure=UFRSCI][year=2026], supannEmpProfil, [etab={UAI}0751717J][affil=employee][affect=UFRSCI][population={SUPANN}RGIE][datefin=20270831215959Z], supannEmpDateFin, 20270831215959Z",
                "partner,        [begin=2026-09-01][end=2026-12-31], supannExtProfil, [etab={UAI}0751717J][affil=affiliate][population={SUPANN}PXI][datefin=20261231225959Z], supannExtDateFin, 20261231225959Z"
            })
    void whoWorksHereAndWhoIsAPartnerHaveAProfile(
            String population, String facts, String name, String profile, String endName, @Nullable String end) {
        Map<String, List<String>> values = show(
                subject("[source=local][key=1][population=" + population + "]" + facts), at("2026-11-23T12:00:00"));
        assertThat(values.get(name)).containsExactly(profile);
        assertThat(values.get(endName)).isEqualTo(end == null ? List.of() : List.of(end));
        for (String other : List.of("supannEtuInscription", "supannEmpProfil", "supannExtProfil")) {
            assertThat(values.get(other).isEmpty()).as(other).isEqualTo(!other.equals(name));
        }
    }

    @ParameterizedTest
    @CsvSource({"alumni, ''", "guest, {UAI:0751717J}GUEST", "entrant, {SUPANN}TER"})
    void aPopulationThatSupannDoesNotDescribeHasItsStructureAndItsCodeAlone(String population, String code) {
        Map<String, List<String>> values = show(
                subject("[source=local][key=1][population=" + population + "][structure=DSI][begin=2026-01-01]"),
                at("2026-11-23T12:00:00"));
        assertThat(values.get("supannEntiteAffectation")).containsExactly("DSI");
        assertThat(values.get("supannCodePopulation")).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
        assertThat(values.get("supannEtuInscription")).isEmpty();
        assertThat(values.get("supannEmpProfil")).isEmpty();
        assertThat(values.get("supannExtProfil")).isEmpty();
    }

    /** The heaviest population first, then the affiliation that opened last; both are what one is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T12:00:00 | employee member student | employee | DSI UFRSCI | who works and studies here is first an employee",
                "2027-06-30T23:59:59 | employee member student | employee | DSI UFRSCI | through the exit date",
                "2027-07-01T00:00:00 | student member          | student  | UFRSCI     | then a student, though the account has not changed",
                "2027-12-31T23:59:59 | student member          | student  | UFRSCI     | until that ends too",
                "2028-01-01T00:00:00 |                         |          |            | and nothing any more"
            })
    void ofTwoThatOverlapEachCountsAsLongAsItIsValid(
            String time,
            @Nullable String affiliations,
            @Nullable String primary,
            @Nullable String structures,
            String why) {
        Projection.Subject both = subject(
                STUDENT + "[structure=UFRSCI][begin=2026-07-18][year=2026]",
                STAFF + "[structure=DSI][begin=2026-09-01][end=2027-06-30]");
        Map<String, List<String>> values = show(both, at(time));
        assertThat(values.get("eduPersonAffiliation")).as(why).isEqualTo(words(affiliations));
        assertThat(values.get("eduPersonPrimaryAffiliation")).as(why).isEqualTo(words(primary));
        assertThat(values.get("supannEntiteAffectation")).as(why).isEqualTo(words(structures));
        assertThat(values.get("supannEntiteAffectationPrincipale"))
                .isEqualTo(words(structures).stream().limit(1).toList());
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-15T12:00:00, member",
        "2027-03-31T23:59:59, member",
        "2027-04-01T00:00:00, ''",
        "2027-08-31T23:59:59, ''",
        "2027-09-01T00:00:00, member"
    })
    void inAGapNobodyIsAnything(String time, String member) {
        Projection.Subject twice =
                subject(STAFF + "[begin=2026-09-01][end=2027-03-31]", STAFF + "[begin=2027-09-01][end=2028-08-31]");
        assertThat(affiliations(twice, at(time))).isEqualTo(member.isEmpty() ? "" : "employee member");
    }

    @Test
    void theNewYearOfAStudentComesBeforeTheOneThatIsEnding() {
        Projection.Subject two = subject(
                STUDENT + "[structure=UFRDRT][begin=2025-09-01][year=2025]",
                STUDENT + "[structure=UFRSCI][begin=2026-09-01][year=2026]");
        Map<String, List<String>> values = show(two, at("2026-11-23T12:00:00"));
        assertThat(values.get("supannEntiteAffectationPrincipale")).containsExactly("UFRSCI");
        assertThat(values.get("supannEtuAnneeInscription")).containsExactly("2026", "2025");
        assertThat(values.get("supannEtuInscription")).hasSize(2);
        assertThat(values.get("supannEtuDateFin")).as("the later one").containsExactly("20271231225959Z");
        assertThat(values.get("supannCodePopulation")).containsExactly("{SUPANN}AGE");
    }

    @Test
    void whoHasOneAssignmentWithoutAnEndHasNoEnd() {
        Projection.Subject two = subject(
                STAFF + "[structure=DSI][begin=2020-01-01]",
                STAFF + "[structure=DRH][begin=2026-01-01][end=2026-12-31]");
        Map<String, List<String>> values = show(two, at("2026-11-23T12:00:00"));
        assertThat(values.get("supannEmpDateFin")).isEmpty();
        assertThat(values.get("supannEmpProfil")).hasSize(2);
    }

    /** The structure of the first that has one. */
    @Test
    void theMainStructureIsOneOfTheStructures() {
        Projection.Subject both =
                subject(STAFF + "[begin=2026-09-01]", STUDENT + "[structure=UFRSCI][begin=2026-07-18][year=2026]");
        Map<String, List<String>> values = show(both, at("2026-11-23T12:00:00"));
        assertThat(values.get("eduPersonPrimaryAffiliation")).containsExactly("employee");
        assertThat(values.get("supannEntiteAffectationPrincipale")).containsExactly("UFRSCI");
    }

    /** eduPerson: the two are independent. */
    @ParameterizedTest
    @CsvSource({
        "prepared,     employee member",
        "active,       employee member",
        "pending,      employee member",
        "pending+bind, employee member",
        "inactive,     employee member"
    })
    void theStateOfTheAccountSaysNothingOfIt(String timeline, String affiliations) {
        Instant now = at("2026-11-23T12:00:00");
        Lock lock = new Lock(Lock.Kind.ADMINISTRATIVE, now.minusSeconds(1), null, "dgs", "charter");
        for (Lock laid : new Lock[] {null, lock}) {
            assertThat(affiliations(account(laid, timeline, STAFF + "[begin=2026-09-01]"), now))
                    .isEqualTo(affiliations);
            assertThat(affiliations(account(laid, timeline, STAFF + "[begin=2020-09-01][end=2026-11-22]"), now))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/Martinique, 2026-07-01T03:59:59Z, 2026-07-01T04:00:00Z, 20260701035959Z",
        "Indian/Reunion,     2026-06-30T19:59:59Z, 2026-06-30T20:00:00Z, 20260630195959Z"
    })
    void theDayIsThatOfTheInstitution(String zone, Instant last, Instant after, String end) {
        AffiliationProjection there = projection(ZoneId.of(zone));
        Projection.Subject staff = subject(STAFF + "[begin=2026-01-01][end=2026-06-30]");
        assertThat(there.of(staff, last, Map.of()).get("eduPersonAffiliation")).isNotEmpty();
        assertThat(there.of(staff, last, Map.of()).get("supannEmpDateFin")).containsExactly(end);
        assertThat(there.of(staff, after, Map.of()).get("eduPersonAffiliation")).isEmpty();
    }

    @Test
    void everyAttributeIsThereWithOrWithoutValues() {
        assertThat(show(subject(), at("2026-11-23T12:00:00")))
                .containsOnlyKeys(AffiliationProjection.ATTRIBUTES)
                .allSatisfy((name, values) -> assertThat(values).isEmpty());
    }

    private static Map<String, List<String>> present(Map<String, List<String>> values) {
        Map<String, List<String>> present = new HashMap<>(values);
        present.values().removeIf(List::isEmpty);
        return present;
    }

    /**
     * The account is active all through, so that its state never changes; what the person is changes at each boundary of each
     * record, and at no other second.
     */
    @Test
    void theNextChangeIsTheNextBoundaryOfAnAffiliationThoughTheStateStays() {
        Projections all = new Projections(new StateProjection(PARIS, Map.of()), projection(PARIS));
        Projection.Subject both = subject(
                STUDENT + "[structure=UFRSCI][begin=2026-07-18][year=2026]",
                STAFF + "[structure=DSI][begin=2026-09-01][end=2027-06-30]");
        List<String> changes = new ArrayList<>();
        Instant now = at("2026-01-01T00:00:00");
        while (true) {
            Map<String, List<String>> values = all.of(both, now, Map.of());
            assertThat(values).containsOnlyKeys(all.attributes());
            assertThat(values.get("sesameState")).containsExactly("active");
            List<String> next = values.get("sesameNextChange");
            if (next.isEmpty()) {
                break;
            }
            changes.add(next.get(0));
            Instant before = now;
            now = projection(PARIS)
                    .changes(both)
                    .filter(change -> TimeText.format(change).equals(next.get(0)))
                    .findFirst()
                    .orElseThrow();
            assertThat(all.of(both, now.minusSeconds(1), Map.of())).isEqualTo(all.of(both, before, Map.of()));
            assertThat(projection(PARIS).of(both, now, Map.of()))
                    .isNotEqualTo(projection(PARIS).of(both, before, Map.of()));
        }
        assertThat(changes).containsExactly("20260718220000Z", "20260831220000Z", "20270630220000Z", "20271231230000Z");
    }

    @Test
    void theEarlierOfStateAndAffiliationIsTheNextChange() {
        Projections all = new Projections(new StateProjection(PARIS, Map.of()), projection(PARIS));
        Projection.Subject staff =
                account(null, "active 20270930220000Z=inactive", STAFF + "[begin=2026-09-01][end=2027-06-30]");
        assertThat(all.of(staff, at("2026-11-23T12:00:00"), Map.of()).get("sesameNextChange"))
                .containsExactly("20270630220000Z");
        assertThat(all.of(staff, at("2027-07-01T00:00:00"), Map.of()).get("sesameNextChange"))
                .containsExactly("20270930220000Z");
    }

    @Test
    void theSameSettingsAreTheSameTextAndOthersAnother() {
        String settings = projection(PARIS).settings();
        assertThat(projection(PARIS).settings())
                .isEqualTo(settings)
                .contains("{SUPANN}AGE", "univ.example", "0751717J");
        assertThat(projection(ZoneId.of("Indian/Reunion")).settings()).isNotEqualTo(settings);
        Map<Population, SupannPopulation> others = populations();
        others.put(
                new Population("student"),
                SupannPopulations.of(PopulationCode.parse("AGAD")).orElseThrow());
        assertThat(new AffiliationProjection(CALENDAR, others, "univ.example", "0751717J").settings())
                .isNotEqualTo(settings);
    }

    @Test
    void twoProjectionsDoNotShareAnAttribute() {
        assertThatThrownBy(() -> new Projections(projection(PARIS), projection(PARIS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("projected twice");
        assertThat(new TreeSet<>(new Projections(projection(PARIS)).objectClasses()))
                .containsExactly("eduPerson", "supannPerson");
    }
}
