package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.Movement;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How many accounts open, close or get another state, by day, population and structure. Nobody is kept, however many there are. */
public final class Movements {

    /**
     * What is counted together.
     *
     * @param day the first day: of the day, the week, or the whole
     * @param population empty if no record decides
     * @param structure empty if the record names none
     */
    public record Group(LocalDate day, String population, String structure) implements Comparable<Group> {
        private static final Comparator<Group> ORDER = Comparator.comparing(Group::day)
                .thenComparing(Group::population)
                .thenComparing(Group::structure);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Movements of one group.
     *
     * @param opens accounts that may bind from then on
     * @param closes accounts that may not any more
     * @param changes accounts with another state, and the same answer to a bind
     */
    public record Count(int opens, int closes, int changes) {
        /** No movement. */
        public static final Count NONE = new Count(0, 0, 0);

        /** Both together. */
        public Count plus(Count other) {
            return new Count(opens + other.opens, closes + other.closes, changes + other.changes);
        }

        private static Count of(Movement.Kind kind) {
            return switch (kind) {
                case OPENS -> new Count(1, 0, 0);
                case CLOSES -> new Count(0, 1, 0);
                case CHANGES -> new Count(0, 0, 1);
            };
        }
    }

    private final Calendar calendar;
    private final LocalDate first;
    private final LocalDate last;
    private final SortedMap<Group, Count> counts = new TreeMap<>();

    private Movements(Calendar calendar, LocalDate first, LocalDate last) {
        this.calendar = calendar;
        this.first = first;
        this.last = last;
    }

    /** Those of all accounts on the civil days from the first to the last, both inclusive, by day. */
    public static SortedMap<Group, Count> of(Directory directory, Calendar calendar, LocalDate first, LocalDate last)
            throws DirectoryException {
        Movements movements = new Movements(calendar, first, last);
        directory.forEachAccount(movements::count);
        return movements.counts;
    }

    private void count(Account account) {
        for (Movement movement : Movement.of(account, calendar, first, last)) {
            Group group = new Group(
                    movement.day(),
                    movement.population() == null ? "" : movement.population().name(),
                    movement.structure() == null ? "" : movement.structure().value());
            counts.merge(group, Count.of(movement.kind()), Count::plus);
        }
    }

    /** The same, counted together under other groups. */
    public static SortedMap<Group, Count> grouped(SortedMap<Group, Count> counts, UnaryOperator<Group> group) {
        SortedMap<Group, Count> grouped = new TreeMap<>();
        counts.forEach((one, count) -> grouped.merge(group.apply(one), count, Count::plus));
        return grouped;
    }
}
