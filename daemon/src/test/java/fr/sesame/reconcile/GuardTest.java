package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.CivilIdentity;
import fr.sesame.account.Facts;
import fr.sesame.account.HoldReason;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan may do to a population, a structure, the structures, and those who are protected. */
class GuardTest {
    private static final Instant NOW = University.TODAY;
    private static final Population STAFF = new Population("staff");

    @TempDir
    static Path folder;

    private static Calendar calendar;

    @BeforeAll
    static void load() throws Exception {
        calendar = new University(folder).configuration().calendar();
    }

    private static SourceKey key(int number) {
        return new SourceKey("siham", "M" + number);
    }

    private static Account account(int number, String name, Affiliation... records) {
        SortedSet<Affiliation> affiliations = new TreeSet<>(List.of(records));
        return new Account(
                new Login("agent" + number),
                new MailAddress("agent" + number + "@univ.example"),
                new CivilIdentity(name, null, "Ada", LocalDate.of(1980, 1, 1)),
                new TreeSet<>(),
                affiliations,
                calendar.timeline(affiliations),
                null);
    }

    private static int number(Account account) {
        return Integer.parseInt(account.affiliations().first().key().value().substring(1));
    }

    private static Affiliation record(int number, String structure, LocalDate end) {
        return new Affiliation(
                key(number),
                STAFF,
                new StructureCode(structure),
                Facts.NONE.withBegin(LocalDate.of(2020, 1, 1)).withEnd(end));
    }

    private static Account member(int number, String structure) {
        return account(number, "Agent", record(number, structure, null));
    }

    /** So many members of staff, of whom each fifth is of the laboratory. */
    private static List<Account> staff(int number) {
        return IntStream.range(0, number)
                .mapToObj(one -> member(one, one % 5 == 0 ? "LABO" : "UFR"))
                .toList();
    }

    private static Plan plan(List<Account> accounts, int changed, UnaryOperator<Account> change) {
        List<Change> changes = new ArrayList<>();
        accounts.stream()
                .limit(changed)
                .forEach(account -> changes.add(new Change.UpdateAccount(account, change.apply(account))));
        return new Plan("siham", NOW, changes, List.of(), accounts.size(), 0);
    }

    private static Snapshot snapshot(List<Account> accounts) {
        return new Snapshot(accounts, List.of(), List.of(), Set.of());
    }

    private static List<String> reasons(GuardLimits limits, Plan plan, List<Account> accounts) {
        Verdict verdict = new Guard(calendar, limits).review(plan, snapshot(accounts));
        return verdict instanceof Verdict.Refused refused ? refused.reasons() : List.of();
    }

    private static Account until(Account account, LocalDate end) {
        Affiliation record = account.affiliations().first();
        return account(
                number(account),
                account.civil().birthName(),
                record.with(record.facts().withEnd(end)));
    }

    @ParameterizedTest(name = "{0} of {1} until {2}")
    @CsvSource({
        "5,  100, 2026-11-22, ",
        "6,  100, 2026-11-22, 6 of 100 open staff accounts would close",
        "6,  100, 2026-11-29, 6 of 100 open staff accounts would close", // within the week
        "6,  100, 2026-11-30, ",
        "3,   10, 2026-11-22, ",
        "4,   10, 2026-11-22, 4 of 10 open staff accounts would close",
        "1,    2, 2026-11-22, ",
        "2,    2, 2026-11-22, 2 of 2 open staff accounts would close"
    })
    void closedAccountsAreCountedTodayAndForAWeek(int closing, int of, LocalDate end, String refused) {
        List<Account> staff = staff(of);
        List<String> reasons =
                reasons(GuardLimits.DEFAULT, plan(staff, closing, account -> until(account, end)), staff);
        assertThat(reasons.stream().filter(text -> text.contains("would close")).toList())
                .hasSize(refused == null ? 0 : 1)
                .allSatisfy(text -> assertThat(text).startsWith(refused).contains("rule close-percent", "agent0"));
    }

    @ParameterizedTest(name = "{0} of 100 renamed")
    @CsvSource({"10, false", "11, true"})
    void renamedAccountsAreCounted(int renamed, boolean refused) {
        List<Account> staff = staff(100);
        Plan plan = plan(
                staff,
                renamed,
                account ->
                        account(number(account), "Autre", account.affiliations().first()));
        assertThat(reasons(GuardLimits.DEFAULT, plan, staff))
                .filteredOn(text -> text.contains("rule rename-percent"))
                .hasSize(refused ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} beside 100")
    @CsvSource({"50, false", "51, true"})
    void newAccountsAreCountedBesideThoseThatAreOpen(int more, boolean refused) {
        List<Account> staff = staff(100);
        List<Change> changes = new ArrayList<>();
        IntStream.range(1000, 1000 + more).forEach(one -> changes.add(new Change.CreateAccount(member(one, "UFR"))));
        Plan plan = new Plan("siham", NOW, changes, List.of(), 100 + more, 100);
        assertThat(reasons(GuardLimits.DEFAULT, plan, staff)).hasSize(refused ? 1 : 0);
        assertThat(reasons(GuardLimits.DEFAULT, plan, List.of()))
                .as("a first load")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} records of 100")
    @CsvSource({"2, false", "3, true"})
    void recordsThatGoToAnotherAccountAreCounted(int moved, boolean refused) {
        List<Account> staff = staff(100);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < moved; i++) {
            Account to = staff.get(50 + i);
            changes.add(new Change.UpdateAccount(
                    to, account(50 + i, "Agent", to.affiliations().first(), record(i, "UFR", null))));
        }
        List<String> reasons = reasons(GuardLimits.DEFAULT, new Plan("siham", NOW, changes, List.of(), 100, 0), staff);
        assertThat(reasons).hasSize(refused ? 1 : 0);
        assertThat(reasons).allSatisfy(text -> assertThat(text).contains("siham:M0, siham:M1", "rule move-percent"));
    }

    @ParameterizedTest(name = "{0} of {1} leave the laboratory")
    @CsvSource({"10, 20, false", "11, 20, true", "4, 4, false", "5, 5, true"})
    void aStructureDoesNotLoseMostOfItsPeople(int leaving, int of, boolean refused) {
        List<Account> people = new ArrayList<>();
        IntStream.range(0, of).forEach(one -> people.add(member(one, "LABO")));
        IntStream.range(1000, 1400).forEach(one -> people.add(member(one, "UFR")));
        Plan plan = plan(
                people, leaving, account -> account(number(account), "Agent", record(number(account), "UFR", null)));
        List<String> reasons = reasons(GuardLimits.DEFAULT, plan, people);
        assertThat(reasons).hasSize(refused ? 1 : 0);
        assertThat(reasons)
                .allSatisfy(text -> assertThat(text)
                        .contains(
                                leaving + " of " + of + " people would leave the structure LABO", "rule lose-percent"));
    }

    @ParameterizedTest(name = "{0} structures of 30")
    @CsvSource({"3, false", "4, true"})
    void structuresDoNotChangeTheirParentsAllAtOnce(int moved, boolean refused) {
        List<Structure> structures = IntStream.range(0, 30)
                .mapToObj(one -> new Structure(new StructureCode("S" + one), "S", "UFR", null))
                .toList();
        List<Change> changes = structures.stream()
                .limit(moved)
                .<Change>map(one -> new Change.UpdateStructure(
                        one, new Structure(one.code(), one.label(), one.type(), new StructureCode("S29"))))
                .toList();
        Verdict verdict = new Guard(calendar, GuardLimits.DEFAULT)
                .review(
                        new Plan(Planner.STRUCTURES, NOW, changes, List.of(), 30, 30 - moved),
                        new Snapshot(List.of(), structures, List.of(), Set.of()));
        assertThat(verdict instanceof Verdict.Refused).isEqualTo(refused);
    }

    @ParameterizedTest(name = "until {0}")
    @CsvSource({"2026-11-22, true", "2027-06-30, true", ", false"})
    void whoIsProtectedIsClosedByNoRunTodayOrLater(LocalDate end, boolean held) {
        List<Account> staff = staff(100);
        Plan plan = plan(staff, 3, account -> until(account, end));
        Plan kept = Safekeeping.of(plan, Set.of(new Login("agent1")));
        assertThat(kept.changes()).hasSize(held ? 2 : 3);
        assertThat(kept.held()).hasSize(held ? 1 : 0);
        assertThat(kept.held()).allSatisfy(one -> {
            assertThat(one.key()).isEqualTo(key(1));
            assertThat(one.reason()).isEqualTo(HoldReason.PROTECTED);
            assertThat(one.detail()).contains("agent1 is protected");
        });
    }

    @Test
    void anEmptyExtractIsRefusedAndNobodyCanApproveIt() {
        Verdict verdict = new Guard(calendar, GuardLimits.DEFAULT)
                .review(new Plan("siham", NOW, List.of(), List.of(), 0, 100), snapshot(staff(100)));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.approvable()).isFalse();
            assertThat(refused.reasons())
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains("gives nobody"));
        });
    }
}
