package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.Account;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Snapshot;
import fr.sesame.source.Source;
import fr.sesame.source.csv.CsvFile;
import fr.sesame.source.csv.CsvFormat;
import fr.sesame.source.rows.KeyMapping;
import fr.sesame.source.rows.RenumberedSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The staff of the sample university get other numbers, all in one night. */
class RenumberingTest {
    private static final Clock CLOCK = Clock.fixed(University.TODAY, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private University university;
    private Snapshot before;
    private List<String> rows;

    @BeforeEach
    void load() throws Exception {
        university = new University(folder);
        before = Snapshot.EMPTY;
        for (Source source : university.sources()) {
            before = before.after(university
                    .planner()
                    .plan(before, source.read(), University.TODAY)
                    .changes());
        }
        rows = Files.readAllLines(university.extract("siham"));
    }

    private static String renumbered(String key) {
        return "N" + key.substring(3).replaceFirst("^0+", "");
    }

    /** Writes the extract with other keys, and the file of both; the first people of the file are exchanged, as many as that. */
    private Source renumber(int shifted) throws Exception {
        int column = List.of(rows.get(0).split(";")).indexOf("MATCLE");
        Set<String> keys = new TreeSet<>();
        List<String> made = new ArrayList<>(List.of(rows.get(0)));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(";", -1);
            if (!fields[column].startsWith("REL")) {
                keys.add(fields[column]);
                fields[column] = renumbered(fields[column]);
            }
            made.add(String.join(";", fields));
        }
        Files.write(university.extract("siham"), made);
        List<String> all = List.copyOf(keys);
        List<String> mapping = new ArrayList<>(List.of("old;new"));
        for (int i = 0; i < all.size(); i++) {
            mapping.add(all.get(i) + ";" + renumbered(all.get(i < shifted ? (i + 1) % shifted : i)));
        }
        Path file = folder.resolve("keys.csv");
        Files.write(file, mapping);
        return new RenumberedSource(
                university.source("siham"),
                new KeyMapping(new CsvFile(file, CsvFormat.utf8()), "siham", ZoneId.of("Europe/Paris"), CLOCK));
    }

    private static Map<String, Boolean> states(Snapshot snapshot, Instant at) {
        return snapshot.accounts().stream()
                .collect(Collectors.toMap(
                        account -> account.login().value(),
                        account -> account.decisionAt(at) instanceof fr.sesame.account.Decision.Allowed));
    }

    @Test
    void everybodyKeepsTheirAccountAndTheNextNightChangesNothing() throws Exception {
        Source source = renumber(0);
        Plan plan = university.planner().plan(before, source.read(), University.TODAY);
        assertThat(plan.changes())
                .isNotEmpty()
                .noneMatch(change -> Plan.Kind.of(change, University.TODAY) != Plan.Kind.UPDATE);
        Snapshot after = before.after(plan.changes());
        for (int days : new int[] {0, 1, 30, 400}) {
            Instant at = University.TODAY.plus(Duration.ofDays(days));
            assertThat(states(after, at)).as("in %d days", days).isEqualTo(states(before, at));
        }
        for (Account account : before.accounts()) {
            Set<SourceKey> keys = new HashSet<>();
            after.accounts().stream()
                    .filter(one -> one.login().equals(account.login()))
                    .forEach(one -> keys.addAll(one.keys()));
            assertThat(keys).as("what it had stays").containsAll(account.keys());
        }
        for (int days = 1; days < 3; days++) {
            Instant next = University.TODAY.plus(Duration.ofDays(days));
            assertThat(university.planner().plan(after, source.read(), next).changes())
                    .isEmpty();
        }
    }

    @Test
    void aFileThatIsOffByOneLineGivesNobodySomebodyElsesAccount() throws Exception {
        Plan plan = university.planner().plan(before, renumber(5).read(), University.TODAY);
        Snapshot after = before.after(plan.changes());
        assertThat(plan.held())
                .filteredOn(held -> held.reason().word().equals("another-person"))
                .hasSize(5);
        assertThat(plan.changes()).noneMatch(change -> Plan.Kind.of(change, University.TODAY) == Plan.Kind.CREATE);
        assertThat(states(after, University.TODAY)).isEqualTo(states(before, University.TODAY));
    }
}
