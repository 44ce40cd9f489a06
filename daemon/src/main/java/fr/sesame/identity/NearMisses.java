package fr.sesame.identity;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Newcomers who are almost somebody else: the same names with day and month of birth swapped, or the same birth date with
 * one letter off. Only between people who share no source: two students with different numbers are told apart by the
 * registry itself, be they twins. What people make by hand is no registry, and tells nobody apart.
 *
 * <p>Only newcomers are indexed; everybody is looked up once. One letter off leaves one of the two names as it is, so that
 * a birth date and one name find all candidates.
 */
final class NearMisses {
    private final Map<Identity, List<Group.Member>> byIdentity = new HashMap<>();
    private final Map<OneName, List<Group.Member>> byOneName = new HashMap<>();
    private final Map<Group, Miss> misses = new HashMap<>();

    private record OneName(boolean birth, String name, LocalDate birthDate) {
        static List<OneName> of(Identity identity) {
            return List.of(
                    new OneName(true, identity.names().birthName(), identity.birthDate()),
                    new OneName(false, identity.names().givenName(), identity.birthDate()));
        }
    }

    /** That newcomer is almost that other one. */
    private record Miss(Group.Member newcomer, Group.Member other, String rule) {
        private static final Comparator<Miss> ORDER = Comparator.comparingInt((Miss miss) -> miss.newcomer.ordinal())
                .thenComparingInt(miss -> miss.other.ordinal())
                .thenComparing(Miss::rule);
    }

    /** @param others records that somebody has told apart from whoever they almost are */
    NearMisses(Collection<Group> groups, Set<SourceKey> others) {
        List<Group> newcomers = groups.stream()
                .filter(group -> group.account() == null)
                .filter(group -> group.records().stream().noneMatch(record -> others.contains(record.key())))
                .toList();
        for (Group group : newcomers) {
            for (Group.Member member : group.members()) {
                put(byIdentity, member.identity(), member);
                OneName.of(member.identity()).forEach(name -> put(byOneName, name, member));
            }
        }
        if (!newcomers.isEmpty()) {
            groups.forEach(group -> group.members().forEach(this::look));
        }
    }

    private static <K> void put(Map<K, List<Group.Member>> index, K key, Group.Member member) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(member);
    }

    private void look(Group.Member other) {
        if (!other.identity().names().isComparable()) {
            return;
        }
        other.identity()
                .swapped()
                .ifPresent(swapped -> byIdentity
                        .getOrDefault(swapped, List.of())
                        .forEach(newcomer ->
                                note(newcomer, other, "the same names with day and month of birth swapped")));
        for (OneName name : OneName.of(other.identity())) {
            for (Group.Member newcomer : byOneName.getOrDefault(name, List.of())) {
                if (newcomer.identity().names().isOneLetterFrom(other.identity().names())) {
                    note(newcomer, other, "the same birth date with one letter off");
                }
            }
        }
    }

    private void note(Group.Member newcomer, Group.Member other, String rule) {
        Group group = newcomer.group();
        Group otherGroup = other.group();
        if (group == otherGroup
                || otherGroup.rank() > group.rank()
                || !Collections.disjoint(group.registries(), otherGroup.registries())) {
            return;
        }
        misses.merge(group, new Miss(newcomer, other, rule), (a, b) -> Miss.ORDER.compare(a, b) <= 0 ? a : b);
    }

    /** The groups that are neither merged nor created. */
    Set<Group> doubtful() {
        return Collections.unmodifiableSet(misses.keySet());
    }

    /** Their records. */
    List<HeldRecord> held() {
        List<HeldRecord> held = new ArrayList<>();
        misses.forEach((group, miss) -> {
            String detail =
                    miss.newcomer().describe() + " is almost " + miss.other().describe() + ": " + miss.rule()
                            + "; neither merged nor created until somebody decides";
            for (PersonRecord record : group.records()) {
                held.add(new HeldRecord(record.key(), HoldReason.DOUBTFUL_MATCH, detail));
            }
        });
        return held;
    }
}
