package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.AccountState;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureTree;
import fr.sesame.config.Configuration;
import fr.sesame.directory.Snapshot;
import fr.sesame.schema.AffiliationProjection;
import fr.sesame.schema.Projection;
import fr.sesame.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample university, from its extracts to its states, against what an independent program expects. */
class SampleTest {
    @TempDir
    static Path folder;

    private static University university;
    private static Snapshot directory = Snapshot.EMPTY;
    private static final List<HeldRecord> HELD = new ArrayList<>();
    private static final Map<SourceKey, Account> BY_KEY = new HashMap<>();

    @BeforeAll
    static void reconcile() throws Exception {
        university = new University(folder);
        for (Source source : university.sources()) {
            Plan plan = university.planner().plan(directory, source.read(), University.TODAY);
            HELD.addAll(plan.held());
            directory = directory.after(plan.changes());
        }
        directory.accounts().forEach(account -> account.keys().forEach(key -> BY_KEY.put(key, account)));
    }

    static Stream<String[]> expectedStates() throws IOException {
        return rows("expected-states.csv");
    }

    private static Stream<String[]> rows(String file) throws IOException {
        return Files.readAllLines(Path.of("src", "test", "resources", "univ", file)).stream()
                .skip(1)
                .map(line -> line.split(";"));
    }

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @MethodSource("expectedStates")
    void everyKeyIsInItsStateOnEveryDay(String source, String key, LocalDate date, String state) {
        Account account = BY_KEY.get(new SourceKey(source, key));
        assertThat(account).isNotNull();
        Instant morning = university.configuration().calendar().startOf(date);
        Instant lastSecond =
                university.configuration().calendar().startOf(date.plusDays(1)).minusSeconds(1);
        assertThat(account.stateAt(morning)).isEqualTo(AccountState.ofWord(state));
        assertThat(account.stateAt(lastSecond)).isEqualTo(AccountState.ofWord(state));
    }

    /** Each shipped population is something: who is active is somebody, and who is not, in grace too, is nobody. */
    @Test
    void whoeverIsActiveIsSomebodyAndNobodyElseIs() throws IOException {
        Configuration configuration = university.configuration();
        AffiliationProjection projection = new AffiliationProjection(
                configuration.calendar(),
                configuration.supannPopulations(),
                configuration.institution().mailDomain(),
                configuration.institution().uai());
        expectedStates().forEach(row -> {
            Account account = Objects.requireNonNull(BY_KEY.get(new SourceKey(row[0], row[1])));
            Projection.Subject subject = new Projection.Subject(
                    account.timeline(), account.lock(), true, account.affiliations(), StructureTree.EMPTY);
            Map<String, List<String>> values =
                    projection.of(subject, configuration.calendar().startOf(LocalDate.parse(row[2])), Map.of());
            assertThat(values.get("eduPersonAffiliation").isEmpty())
                    .as(String.join(";", row))
                    .isEqualTo(!row[3].equals("active"));
            assertThat(values.get("supannCodePopulation").isEmpty()).isEqualTo(!row[3].equals("active"));
        });
    }

    @Test
    void nobodyIsThereWhoIsNotExpected() throws IOException {
        TreeSet<SourceKey> expected = new TreeSet<>();
        expectedStates().forEach(row -> expected.add(new SourceKey(row[0], row[1])));
        assertThat(new TreeSet<>(BY_KEY.keySet())).isEqualTo(expected);
    }

    @Test
    void whatIsHeldIsHeldForTheExpectedReason() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        rows("expected-held.csv").forEach(row -> expected.add(String.join(";", row)));
        TreeSet<String> found = new TreeSet<>();
        HELD.forEach(
                record -> found.add(record.key().source() + ";" + record.key().value() + ";" + record.reason()));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void recordsOfOnePersonAreOneAccount() throws IOException {
        TreeSet<String> merged = new TreeSet<>();
        directory.accounts().stream()
                .filter(account -> account.keys().size() > 1)
                .forEach(account -> merged.add(account.keys().toString()));
        TreeSet<String> expected = new TreeSet<>();
        rows("expected-same.csv")
                .forEach(row -> expected.add(
                        new TreeSet<>(List.of(new SourceKey(row[0], row[1]), new SourceKey(row[2], row[3])))
                                .toString()));
        assertThat(merged).isEqualTo(expected);
    }

    @Test
    void theSameExtractsAgainChangeNothing() throws Exception {
        for (Source source : university.sources()) {
            Plan plan = university.planner().plan(directory, source.read(), University.TODAY.plusSeconds(86_400));
            assertThat(plan.changes()).isEmpty();
        }
    }
}
