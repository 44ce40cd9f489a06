package fr.sesame.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.directory.Change;
import fr.sesame.directory.InMemoryDirectory;
import fr.sesame.history.Lives;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Movements of a directory, counted. */
class MovementsTest {
    private final InMemoryDirectory directory = new InMemoryDirectory();

    @BeforeEach
    void load() throws Exception {
        directory.apply(new Change.CreateAccount(Lives.account(Lives.ending(Lives.STAFF, "2026-12-31"))), Lives.NOW);
    }

    private SortedMap<Movements.Group, Movements.Count> count(String first, String last) throws Exception {
        return Movements.of(directory, Lives.CALENDAR, LocalDate.parse(first), LocalDate.parse(last));
    }

    @Test
    void eachDayIsCountedByPopulationAndStructure() throws Exception {
        assertThat(count("2026-09-01", "2027-04-01"))
                .containsExactly(
                        Map.entry(
                                new Movements.Group(LocalDate.of(2026, 9, 1), "staff", "DRH"),
                                new Movements.Count(1, 0, 0)),
                        Map.entry(
                                new Movements.Group(LocalDate.of(2027, 1, 1), "staff", "DRH"),
                                new Movements.Count(0, 1, 0)),
                        Map.entry(
                                new Movements.Group(LocalDate.of(2027, 4, 1), "staff", "DRH"),
                                new Movements.Count(0, 0, 1)));
    }

    @Test
    void firstAndLastDayAreAmongThem() throws Exception {
        assertThat(count("2027-01-01", "2027-01-01")).hasSize(1);
        assertThat(count("2027-01-02", "2027-03-31")).isEmpty();
    }

    @Test
    void groupsAreAddedUp() throws Exception {
        SortedMap<Movements.Group, Movements.Count> total = Movements.grouped(
                count("2026-09-01", "2027-04-01"), group -> new Movements.Group(LocalDate.EPOCH, "", ""));
        assertThat(total.values()).containsExactly(new Movements.Count(1, 1, 1));
    }
}
