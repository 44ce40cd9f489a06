package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one record after another into the group that the evidence names, into a new one, or aside. */
final class Placing {
    private final Evidence evidence;
    private final List<Group> groups;
    private final List<HeldRecord> held;

    Placing(Evidence evidence, List<Group> groups, List<HeldRecord> held) {
        this.evidence = evidence;
        this.groups = groups;
        this.held = held;
    }

    /** Places the record, or holds it; the ordinal is its place among all of the run. */
    void place(PersonRecord record, int ordinal) {
        Identity identity = Identity.of(record.civil());
        tryToPlace(record, identity, ordinal).ifPresent(held::add);
    }

    private Optional<HeldRecord> tryToPlace(PersonRecord record, Identity identity, int ordinal) {
        Set<Group> ofKey = evidence.ofKey(record.key());
        List<Set<Group>> levels = new ArrayList<>();
        levels.add(ofKey);
        levels.addAll(evidence.ofNumbers(record));
        if (ofKey.isEmpty()) {
            // Of a known key, two people of equal names born on one day have been told apart long ago.
            levels.add(evidence.ofIdentity(identity));
        }
        for (Group known : ofKey) {
            Group.Member first = known.members().get(0);
            if (!first.identity().agreesWith(identity)) {
                return Optional.of(new HeldRecord(
                        record.key(),
                        HoldReason.ANOTHER_PERSON,
                        "the key is " + first.describe() + "; the record says " + Group.describe(record.civil())
                                + ": neither the names nor the birth date are the same"));
            }
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
        Optional<HeldRecord> contradiction =
                ofKey.isEmpty() ? contradiction(record, identity, chosen) : Optional.empty();
        if (contradiction.isEmpty()) {
            join(record, identity, ordinal, chosen, withAccount);
        }
        return contradiction;
    }

    private static HeldRecord twoAccounts(PersonRecord record, @Nullable Group one, Set<Group> others) {
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
        return new HeldRecord(
                record.key(),
                HoldReason.DOUBTFUL_MATCH,
                Group.describe(record.civil()) + " is recognised as each of the accounts " + logins
                        + "; expected one of them");
    }

    /** A number is believed only of somebody who has the names or the birth date; and so is what would be joined by it. */
    private static Optional<HeldRecord> contradiction(PersonRecord record, Identity identity, Set<Group> chosen) {
        List<Group.Member> members =
                chosen.stream().flatMap(group -> group.members().stream()).toList();
        for (Group.Member member : members) {
            if (!member.identity().agreesWith(identity)) {
                return Optional.of(new HeldRecord(
                        record.key(),
                        HoldReason.DOUBTFUL_MATCH,
                        Group.describe(record.civil()) + " shares a number with " + member.describe()
                                + ", but neither the names nor the birth date are the same"));
            }
        }
        for (int i = 0; i < members.size() && chosen.size() > 1; i++) {
            for (int j = i + 1; j < members.size(); j++) {
                boolean apart = members.get(i).group() != members.get(j).group();
                if (apart
                        && !members.get(i).identity().agreesWith(members.get(j).identity())) {
                    return Optional.of(new HeldRecord(
                            record.key(),
                            HoldReason.DOUBTFUL_MATCH,
                            Group.describe(record.civil()) + " would join "
                                    + members.get(i).describe() + " and "
                                    + members.get(j).describe()
                                    + ", of whom neither the names nor the birth date are the same"));
                }
            }
        }
        return Optional.empty();
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
