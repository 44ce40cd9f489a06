package fr.sesame.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import fr.sesame.reconcile.Plan;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generated universities: always the same, dirty in known proportions, and reconciled as their makers know they must be. */
class ExtractsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    private Path folder;

    private static UniversitySettings settings(int people, int day) {
        return new UniversitySettings(people, 7, TODAY, day, 1);
    }

    private Path written(String name, UniversitySettings settings) throws Exception {
        Path target = folder.resolve(name);
        new Extracts(settings).write(target);
        new Expectations(settings).write(target);
        return target;
    }

    private static List<String> rows(Path file) throws Exception {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size());
    }

    @Test
    void theSameSettingsMakeTheSameBytes() throws Exception {
        Path one = written("one", settings(3_000, 3));
        Path two = written("two", settings(3_000, 3));

        try (Stream<Path> files = Files.list(one)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(8);
            for (Path file : all) {
                assertThat(two.resolve(file.getFileName().toString())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void anotherSeedMakesOtherPeople() throws Exception {
        Path one = written("one", settings(500, 1));
        Path two = written("two", new UniversitySettings(500, 8, TODAY, 1, 1));
        Set<String> common = new HashSet<>(rows(one.resolve("saghe.csv")));
        common.retainAll(rows(two.resolve("saghe.csv")));

        assertThat(common).isEmpty();
    }

    @ParameterizedTest(name = "{0} people of seed {1} on {2}")
    @CsvSource({
        "3000, 7, 2026-11-23",
        "3000, 1, 2027-07-02",
        "3000, 2, 2028-02-29",
        "3000, 3, 2027-03-28",
        "3000, 4, 2026-12-31",
        "3000, 5, 2027-01-01",
        "3000, 6, 2026-09-01",
        "20,   7, 2026-11-23",
        "500, -9, 2027-08-31"
    })
    void whatIsHeldAndEverybodysStateAreAsTheMakersKnow(int people, long seed, LocalDate today) throws Exception {
        Path extracts = written("extracts", new UniversitySettings(people, seed, today, 1, 1));
        ReconciledUniversity reconciled = ReconciledUniversity.of(extracts, today, Snapshot.EMPTY);

        agree(extracts, reconciled);
    }

    @Test
    void theNextMorningToo() throws Exception {
        Path first = written("first", settings(3_000, 1));
        Path second = written("second", settings(3_000, 2));
        Snapshot before = ReconciledUniversity.of(first, TODAY, Snapshot.EMPTY).snapshot();
        ReconciledUniversity after = ReconciledUniversity.of(second, TODAY.plusDays(1), before);

        agree(second, after);
        assertThat(changes(after, Change.CreateAccount.class)).isBetween(1, 10);
        assertThat(changes(after, Change.UpdateAccount.class)).isBetween(15, 45); // of 3,000 people 1 %
    }

    @Test
    void theGuardLetsAFirstLoadAndAnOrdinaryNightPass() throws Exception {
        Path first = written("first", settings(20_000, 1));
        Path second = written("second", settings(20_000, 2));
        ReconciledUniversity load = ReconciledUniversity.of(first, TODAY, Snapshot.EMPTY);

        assertThat(load.refusals()).isEmpty();
        assertThat(ReconciledUniversity.of(second, TODAY.plusDays(1), load.snapshot())
                        .refusals())
                .isEmpty();
    }

    @Test
    void theSameExtractsAgainChangeNothing() throws Exception {
        Path extracts = written("extracts", settings(3_000, 1));
        Snapshot before =
                ReconciledUniversity.of(extracts, TODAY, Snapshot.EMPTY).snapshot();

        assertThat(ReconciledUniversity.of(extracts, TODAY, before).plans())
                .allSatisfy(plan -> assertThat(plan.changes()).isEmpty());
    }

    private static int changes(ReconciledUniversity reconciled, Class<? extends Change> kind) {
        return (int) reconciled.plans().stream()
                .map(Plan::changes)
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .count();
    }

    private static void agree(Path extracts, ReconciledUniversity reconciled) throws Exception {
        assertThat(reconciled.held()).isEqualTo(new TreeSet<>(rows(extracts.resolve("expected-held.csv"))));
        Map<SourceKey, Account> accounts = reconciled.byKey();
        List<String> wrong = new ArrayList<>();
        Set<SourceKey> expected = new HashSet<>();
        for (String line : rows(extracts.resolve("expected-states.csv"))) {
            String[] fields = line.split(";");
            SourceKey key = new SourceKey(fields[0], fields[1]);
            expected.add(key);
            Account account = accounts.get(key);
            String state = account == null ? "nobody" : reconciled.stateOn(LocalDate.parse(fields[2]), account);
            if (!state.equals(fields[3])) {
                wrong.add(line + ", but " + state + ": " + account);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(accounts.keySet()).isEqualTo(expected);
        onePersonIsOneAccount(extracts, accounts);
    }

    /** Those that are said to be one person's, and no others. */
    private static void onePersonIsOneAccount(Path extracts, Map<SourceKey, Account> accounts) throws Exception {
        Map<Account, Integer> pairs = new HashMap<>();
        for (String line : rows(extracts.resolve("expected-same.csv"))) {
            String[] fields = line.split(";");
            Account account = accounts.get(new SourceKey(fields[0], fields[1]));
            assertThat(accounts.get(new SourceKey(fields[2], fields[3]))).isEqualTo(account);
            pairs.merge(account, 1, Integer::sum);
        }
        new HashSet<>(accounts.values())
                .forEach(account -> assertThat(account.keys()).hasSize(1 + pairs.getOrDefault(account, 0)));
    }

    @Test
    void allDirtIsThereInItsProportion() throws Exception {
        Path extracts = written("extracts", settings(20_000, 1));
        Map<String, Integer> reasons = new HashMap<>();
        rows(extracts.resolve("expected-held.csv"))
                .forEach(line -> reasons.merge(line.substring(line.lastIndexOf(';') + 1), 1, Integer::sum));
        List<String> apogee = Files.readAllLines(extracts.resolve("apogee.csv"), Charset.forName("windows-1252"));
        String siham = Files.readString(extracts.resolve("siham.csv"));

        // Of 16,000 students, 2,000 agents, 1,000 of Harpège and 1,000 of Saghe, as the weights of the cases say.
        assertThat(reasons.get("no-right")).isBetween(385, 400);
        assertThat(reasons.get("not-an-agent")).isBetween(98, 102);
        assertThat(reasons.get("not-validated")).isBetween(58, 62);
        assertThat(reasons.get("no-end-date")).isBetween(38, 42);
        assertThat(reasons.get("too-short")).isBetween(38, 42);
        assertThat(reasons.get("doubtful-match")).isBetween(30, 42);
        assertThat(reasons).containsKeys("bad-date", "bad-row", "no-key", "no-name", "another-person");
        assertThat(apogee.size()).isBetween(19_000, 24_000);
        assertThat(new HashSet<>(apogee)).hasSizeLessThan(apogee.size() - 90); // rows that are there twice
        assertThat(apogee).anyMatch(row -> row.contains("Nguy?n")).anyMatch(row -> row.contains("É"));
        assertThat(siham).contains("Nguyễn", ";2999-12-31;", ";0001-01-01", "REL");
        assertThat(Files.readString(extracts.resolve("saghe.csv"))).contains("24,5", "Иванова", ";2027;");
    }

    @ParameterizedTest(name = "{0} people have {1} to {2} structures")
    @CsvSource({"500, 10, 25", "3000, 25, 40", "100000, 200, 500", "1000000, 400, 2500"})
    void theTreeOfStructuresGrowsWithTheUniversity(int people, int least, int most) {
        List<List<String>> rows = new Structures(people).rows();
        Set<String> codes = new HashSet<>();
        rows.forEach(row -> codes.add(row.get(0)));

        assertThat(rows.size()).isBetween(least, most);
        assertThat(codes).hasSameSizeAs(rows);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.get(3).isEmpty() || codes.contains(row.get(3)))
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"19, 1, 1", "1000001, 1, 1", "3000, 0, 1", "3000, 367, 1", "3000, 1, -1", "3000, 1, 101"})
    void whatCannotBeIsRefused(int people, int day, double percent) {
        assertThatThrownBy(() -> new UniversitySettings(people, 7, TODAY, day, percent))
                .isInstanceOf(InvalidValueException.class);
    }
}
