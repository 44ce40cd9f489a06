package fr.sesame.identity;

import fr.sesame.account.Clue;
import fr.sesame.account.Doubt;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Newcomers who are almost somebody else ({@link Resemblance}). Only between people who share no source: two students with different
 * numbers are told apart by the registry itself, be they twins. What people make by hand is no registry, and tells nobody apart.
 * Whom somebody has told apart is not doubtful any more.
 *
 * <p>Only newcomers are indexed, by birth date and each part of their names; everybody is looked up once. A birth date and a name that
 * more than {@value #MOST_IN_A_BLOCK} of them share are no evidence (a form that was filled with 1 January 1970): there nobody is compared, or time
 * would grow with the square of their number.
 */
final class NearMisses {
    private static final int MOST_IN_A_BLOCK = 500;

    private final Hints hints;
    private final Map<Long, List<Newcomer>> index = new HashMap<>();
    private final Set<Integer> days = new HashSet<>();
    private final Map<Group, Map<Group, Miss>> misses = new HashMap<>();

    /** A group as it stands now that all are placed. */
    private record Placed(Group group, int rank, Set<String> registries) {
        static Placed of(Group group) {
            return new Placed(group, group.rank(), group.registries());
        }

        boolean isNew() {
            return group.account() == null;
        }
    }

    /** Equal to itself alone. */
    private static final class Newcomer {
        private final Placed placed;
        private final Group.Member member;
        private final Resemblance looks;

        Newcomer(Placed placed, Group.Member member) {
            this.placed = placed;
            this.member = member;
            this.looks = Resemblance.of(member.civil());
        }
    }

    /** That newcomer is almost that other one. */
    private record Miss(Group.Member newcomer, Group.Member other, List<Clue> clues) {
        private static final Comparator<Miss> ORDER = Comparator.comparingInt((Miss miss) -> -Clue.score(miss.clues))
                .thenComparingInt(miss -> miss.newcomer.ordinal())
                .thenComparingInt(miss -> miss.other.ordinal());

        Doubt doubt() {
            return new Doubt(newcomer.side(), other.side(), clues, null);
        }
    }

    NearMisses(Collection<Group> groups, Hints hints) {
        this.hints = hints;
        if (groups.stream().noneMatch(group -> group.account() == null)) {
            return; // nobody is new
        }
        List<Placed> all = groups.stream().map(Placed::of).toList();
        Set<Set<String>> different = all.stream().map(Placed::registries).collect(Collectors.toSet());
        if (different.size() == 1 && !different.contains(Set.of())) {
            return; // one registry, which tells them apart
        }
        all.stream().filter(Placed::isNew).filter(this::isOpen).forEach(this::put);
        index.values().removeIf(block -> block.size() > MOST_IN_A_BLOCK);
        if (!index.isEmpty()) {
            all.forEach(this::look);
        }
    }

    private boolean isOpen(Placed newcomer) {
        return newcomer.group.records().stream()
                .noneMatch(record -> hints.others().contains(record.key()));
    }

    private void put(Placed placed) {
        for (Group.Member member : placed.group.members()) {
            if (member.identity().names().isComparable()) {
                Newcomer newcomer = new Newcomer(placed, member);
                newcomer.looks
                        .blocks()
                        .forEach(block -> index.computeIfAbsent(block, k -> new ArrayList<>(1))
                                .add(newcomer));
                days.add(Resemblance.day(member.civil().birthDate()));
            }
        }
    }

    private void look(Placed placed) {
        for (Group.Member other : placed.group.members()) {
            if (days.contains(Resemblance.day(other.civil().birthDate()))
                    && other.identity().names().isComparable()) {
                look(placed, other, Resemblance.of(other.civil()));
            }
        }
    }

    private void look(Placed placed, Group.Member other, Resemblance looks) {
        Set<Newcomer> candidates = new HashSet<>();
        for (long block : looks.blocks()) {
            for (Newcomer newcomer : index.getOrDefault(block, List.of())) {
                if (placed.rank < newcomer.placed.rank
                        && Collections.disjoint(placed.registries, newcomer.placed.registries)
                        && candidates.add(newcomer)) {
                    compare(newcomer, placed, other, looks);
                }
            }
        }
    }

    private void compare(Newcomer newcomer, Placed placed, Group.Member other, Resemblance looks) {
        List<Clue> clues = newcomer.looks.cluesWith(looks);
        if (Clue.score(clues) >= Resemblance.DOUBTFUL
                && !hints.rulings().areApart(newcomer.placed.group.parties(), placed.group.parties())) {
            Miss miss = new Miss(newcomer.member, other, clues);
            misses.computeIfAbsent(newcomer.placed.group, k -> new HashMap<>())
                    .merge(placed.group, miss, (a, b) -> Miss.ORDER.compare(a, b) <= 0 ? a : b);
        }
    }

    /** The groups that are neither merged nor created. */
    Set<Group> doubtful() {
        return Collections.unmodifiableSet(misses.keySet());
    }

    /** Their records. */
    List<HeldRecord> held() {
        List<HeldRecord> held = new ArrayList<>();
        misses.forEach((group, others) -> {
            List<Miss> ordered = others.values().stream().sorted(Miss.ORDER).toList();
            Miss first = ordered.get(0);
            List<Doubt> doubts = ordered.stream().map(Miss::doubt).toList();
            String detail =
                    first.newcomer().describe() + " is almost " + first.other().describe() + ": "
                            + doubts.get(0).score() + " points of " + Clue.SURE + " ("
                            + doubts.get(0).evidence() + ")"
                            + (ordered.size() == 1 ? "" : ", and " + (ordered.size() - 1) + " more")
                            + "; neither merged nor created until somebody decides: sesame same or different "
                            + doubts.get(0).other().name() + " "
                            + doubts.get(0).record().name();
            for (PersonRecord record : group.records()) {
                held.add(new HeldRecord(record.key(), HoldReason.DOUBTFUL_MATCH, detail, doubts));
            }
        });
        return held;
    }
}
