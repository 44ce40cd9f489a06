package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.Clue;
import fr.sesame.account.Doubt;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts one record after another into the group that the evidence names, into a new one, or aside. */
final class Placing {
    private final Evidence evidence;
    private final Hints hints;
    private final List<Group> groups;
    private final List<HeldRecord> held;

    Placing(Evidence evidence, Hints hints, List<Group> groups, List<HeldRecord> held) {
        this.evidence = evidence;
        this.hints = hints;
        this.groups = groups;
        this.held = held;
    }

    /** Whether an account has its key, or that which it had before. */
    boolean knows(PersonRecord record) {
        return !ofKey(record).isEmpty();
    }

    /** Places the record, or holds it; the ordinal is its place among all of the run. */
    void place(PersonRecord record, int ordinal) {
        Identity identity = Identity.of(record.civil());
        tryToPlace(record, identity, ordinal).ifPresent(held::add);
    }

    private Optional<HeldRecord> tryToPlace(PersonRecord record, Identity identity, int ordinal) {
        Set<Group> ofKey = ofKey(record);
        Set<Group> told = toldTheSame(record);
        for (Group known : ofKey) {
            Group.Member first = known.members().get(0);
            if (!told.contains(known)
                    && !isStill(first, record, identity)
                    && !hints.rulings().haveMet(known.parties())) {
                return Optional.of(hold(
                        record,
                        HoldReason.ANOTHER_PERSON,
                        "the key is " + first.describe() + "; the record says " + Group.describe(record.civil())
                                + ": neither the names nor the birth date are the same",
                        List.of(first),
                        Clue.KEY_SAME));
            }
        }
        List<Set<Group>> levels = new ArrayList<>();
        levels.add(ofKey);
        levels.add(told);
        evidence.ofNumbers(record).forEach(level -> levels.add(notApart(record, level)));
        if (ofKey.isEmpty()) {
            // Of a known key, two people of equal names born on one day have been told apart long ago.
            levels.add(notApart(record, evidence.ofIdentity(identity)));
        }
        Set<Group> chosen = new LinkedHashSet<>();
        Group withAccount = null;
        for (Set<Group> level : levels) {
            Set<Group> withAccounts = level.stream()
                    .filter(g -> g.account() != null)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            level.stream().filter(g -> g.account() == null).forEach(chosen::add);
            boolean undecided = withAccount == null && withAccounts.size() > 1;
            boolean contrary = withAccount != null && !withAccounts.isEmpty() && !withAccounts.contains(withAccount);
            if (undecided || contrary) {
                return Optional.of(twoAccounts(record, withAccount, withAccounts));
            }
            if (withAccount == null && !withAccounts.isEmpty()) {
                withAccount = withAccounts.iterator().next();
            }
        }
        if (withAccount != null) {
            chosen.add(withAccount);
        }
        Optional<HeldRecord> contradiction = ofKey.isEmpty()
                ? contradiction(record, identity, chosen, told).or(() -> toldApart(record, chosen))
                : toldApart(record, chosen);
        if (contradiction.isEmpty()) {
            join(record, identity, ordinal, chosen, withAccount);
        }
        return contradiction;
    }

    private Set<Group> ofKey(PersonRecord record) {
        Set<Group> ofKey = evidence.ofKey(record.key());
        SourceKey former = hints.formerKeys().get(record.key());
        return ofKey.isEmpty() && former != null ? evidence.ofKey(former) : ofKey;
    }

    /** Two of names and birth date the same; or the birth date, and a name that is written in another way. */
    private static boolean isStill(Group.Member known, PersonRecord record, Identity identity) {
        return known.identity().agreesWith(identity)
                || Resemblance.of(known.civil()).isStill(Resemblance.of(record.civil()));
    }

    private Set<Group> toldTheSame(PersonRecord record) {
        String key = record.key().toString();
        Set<Group> told = new LinkedHashSet<>();
        for (String partner : hints.rulings().partnersOf(key)) {
            for (Group group : evidence.ofParty(partner)) {
                hints.rulings()
                        .between(Set.of(key), group.parties())
                        .filter(ruling -> ruling.verdict() == Ruling.Verdict.SAME)
                        .ifPresent(ruling -> told.add(group));
            }
        }
        return told;
    }

    private Set<Group> notApart(PersonRecord record, Set<Group> level) {
        if (level.isEmpty() || hints.rulings().isEmpty()) {
            return level;
        }
        Set<String> key = Set.of(record.key().toString());
        return level.stream()
                .filter(group -> !hints.rulings().areApart(key, group.parties()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a record would join, and somebody has told apart. */
    private Optional<HeldRecord> toldApart(PersonRecord record, Set<Group> chosen) {
        List<Group> all = List.copyOf(chosen);
        for (int i = 0; i < all.size() && !hints.rulings().isEmpty(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                if (hints.rulings().areApart(all.get(i).parties(), all.get(j).parties())) {
                    Group.Member one = all.get(i).members().get(0);
                    Group.Member other = all.get(j).members().get(0);
                    return Optional.of(hold(
                            record,
                            HoldReason.DOUBTFUL_MATCH,
                            Group.describe(record.civil()) + " is recognised as " + one.describe() + " and as "
                                    + other.describe() + ", who were told apart; say which one it is",
                            List.of(one, other)));
                }
            }
        }
        return Optional.empty();
    }

    private HeldRecord twoAccounts(PersonRecord record, @Nullable Group one, Set<Group> others) {
        Set<Group> all = new LinkedHashSet<>();
        if (one != null) {
            all.add(one);
        }
        all.addAll(others);
        String logins = all.stream()
                .map(Group::account)
                .filter(Objects::nonNull)
                .map(Account::login)
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(" and "));
        return hold(
                record,
                HoldReason.DOUBTFUL_MATCH,
                Group.describe(record.civil()) + " is recognised as each of the accounts " + logins
                        + "; expected one of them",
                all.stream().map(group -> group.members().get(0)).toList());
    }

    /** A number is believed only of somebody who has the names or the birth date; and so is what would be joined by it. */
    private Optional<HeldRecord> contradiction(
            PersonRecord record, Identity identity, Set<Group> chosen, Set<Group> told) {
        List<Group.Member> members =
                chosen.stream().flatMap(group -> group.members().stream()).toList();
        for (Group.Member member : members) {
            if (!told.contains(member.group()) && !member.identity().agreesWith(identity)) {
                return Optional.of(hold(
                        record,
                        HoldReason.DOUBTFUL_MATCH,
                        Group.describe(record.civil()) + " shares a number with " + member.describe()
                                + ", but neither the names nor the birth date are the same",
                        List.of(member)));
            }
        }
        for (int i = 0; i < members.size() && chosen.size() > 1; i++) {
            for (int j = i + 1; j < members.size(); j++) {
                Group.Member one = members.get(i);
                Group.Member other = members.get(j);
                boolean decided = told.contains(one.group()) || told.contains(other.group());
                if (one.group() != other.group() && !decided && !one.identity().agreesWith(other.identity())) {
                    return Optional.of(hold(
                            record,
                            HoldReason.DOUBTFUL_MATCH,
                            Group.describe(record.civil()) + " would join " + one.describe() + " and "
                                    + other.describe()
                                    + ", of whom neither the names nor the birth date are the same",
                            List.of(one, other)));
                }
            }
        }
        return Optional.empty();
    }

    private HeldRecord hold(
            PersonRecord record, HoldReason reason, String detail, Collection<Group.Member> others, Clue... proofs) {
        List<Doubt> doubts = others.stream()
                .map(other -> doubt(record, other, proofs))
                .sorted(Comparator.comparingInt((Doubt doubt) -> -doubt.score())
                        .thenComparing(doubt -> doubt.other().name()))
                .toList();
        return new HeldRecord(record.key(), reason, detail, doubts);
    }

    private Doubt doubt(PersonRecord record, Group.Member other, Clue... proofs) {
        boolean number = evidence.ofNumbers(record).stream().anyMatch(level -> level.contains(other.group()));
        Stream<Clue> seen = Resemblance.of(record.civil()).someCluesWith(Resemblance.of(other.civil())).stream();
        List<Clue> clues = Stream.of(
                        Stream.of(proofs), number ? Stream.of(Clue.NUMBER_SAME) : Stream.<Clue>empty(), seen)
                .flatMap(some -> some)
                .toList();
        Doubt.Side own = new Doubt.Side(
                record.key().toString(),
                List.of(record.key()),
                record.civil().birthName() + " " + record.civil().givenName(),
                record.civil().birthDate().toString());
        return new Doubt(own, other.side(), clues, null);
    }

    private void join(PersonRecord record, Identity identity, int ordinal, Set<Group> chosen, @Nullable Group account) {
        Group into = account;
        for (Group group : chosen) {
            if (into == null) {
                into = group;
            } else if (group != into) {
                into.absorb(group);
            }
        }
        if (into == null) {
            into = new Group();
            groups.add(into);
        }
        into.add(record, identity, ordinal);
        evidence.note(into, record, identity);
    }
}
