package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Ruling;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what a record is recognised: the groups that have a key, a number, or names and a birth date. */
final class Evidence {
    private final List<String> numberKinds;
    private final Map<String, Group> byLogin = new HashMap<>();
    private final Map<SourceKey, List<Group>> byKey = new HashMap<>();
    private final Map<PersonNumber, List<Group>> byNumber = new HashMap<>();
    private final Map<Identity, List<Group>> byIdentity = new HashMap<>();

    Evidence(List<String> numberKinds) {
        this.numberKinds = numberKinds;
    }

    void note(Group group, Account account, Identity identity) {
        byLogin.put(account.login().toString(), group);
        account.keys().forEach(key -> put(byKey, key, group));
        note(group, account.numbers(), identity);
    }

    void note(Group group, PersonRecord record, Identity identity) {
        put(byKey, record.key(), group);
        note(group, record.numbers(), identity);
    }

    private void note(Group group, Collection<PersonNumber> numbers, Identity identity) {
        numbers.forEach(number -> put(byNumber, number, group));
        if (identity.names().isComparable()) {
            put(byIdentity, identity, group);
        }
    }

    private static <K> void put(Map<K, List<Group>> index, K key, Group group) {
        List<Group> groups = index.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (groups.isEmpty() || groups.get(groups.size() - 1).root() != group) {
            groups.add(group);
        }
    }

    boolean knows(SourceKey key) {
        return byKey.containsKey(key);
    }

    /** The groups that have the key. */
    Set<Group> ofKey(SourceKey key) {
        return roots(byKey.get(key));
    }

    /** The groups of that login or source key. */
    Set<Group> ofParty(String party) {
        if (Ruling.isKey(party)) {
            return ofKey(SourceKey.parse(party));
        }
        Group group = byLogin.get(party);
        return group == null ? Set.of() : Set.of(group.root());
    }

    /** For each kind that counts, in their order, the groups that have one of the record's numbers. */
    List<Set<Group>> ofNumbers(PersonRecord record) {
        List<Set<Group>> levels = new ArrayList<>();
        for (String kind : numberKinds) {
            Set<Group> groups = new LinkedHashSet<>();
            record.numbers().stream()
                    .filter(number -> number.kind().equals(kind))
                    .sorted()
                    .forEach(number -> groups.addAll(roots(byNumber.get(number))));
            levels.add(groups);
        }
        return levels;
    }

    /** The groups of these very names and birth date. */
    Set<Group> ofIdentity(Identity identity) {
        return roots(byIdentity.get(identity));
    }

    private static Set<Group> roots(@Nullable List<Group> groups) {
        Set<Group> roots = new LinkedHashSet<>();
        if (groups != null) {
            groups.forEach(group -> roots.add(group.root()));
        }
        return roots;
    }
}
