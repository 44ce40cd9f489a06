package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.Clue;
import fr.sesame.account.Doubt;
import fr.sesame.account.SourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Pairs of accounts whose names and birth dates are almost, or quite, the same ({@link Resemblance}): perhaps one person, who has two. As
 * between records, people of one source are told apart by it, and whom somebody has told apart is told no more.
 *
 * <p>Accounts are compared that share a birth date and a part of a name; what more than {@value #MOST_IN_A_BLOCK}
 * share (a form that was filled with 1 January 1970) is no evidence, or time would grow with the square of their number.
 */
public final class AlikeAccounts {
    private static final int MOST_IN_A_BLOCK = 500;

    private AlikeAccounts() {}

    private record Candidate(Account account, Resemblance looks, Set<String> registries) {
        static Candidate of(Account account) {
            Set<String> registries = account.keys().stream()
                    .map(SourceKey::source)
                    .filter(source -> !source.equals(SourceKey.LOCAL))
                    .collect(Collectors.toSet());
            return new Candidate(account, Resemblance.of(account.civil()), registries);
        }

        Set<String> names() {
            Set<String> names = new HashSet<>(Set.of(account.login().toString()));
            account.keys().forEach(key -> names.add(key.toString()));
            return names;
        }

        Doubt.Side side() {
            return new Doubt.Side(
                    account.login().toString(),
                    List.copyOf(account.keys()),
                    account.civil().birthName() + " " + account.civil().givenName(),
                    account.civil().birthDate().toString());
        }
    }

    /** Each pair once, the most alike first. */
    public static List<Doubt> of(Collection<Account> accounts, Rulings rulings) {
        List<Candidate> candidates = accounts.stream()
                .filter(account -> Identity.of(account.civil()).names().isComparable())
                .sorted(Comparator.comparing(Account::login))
                .map(Candidate::of)
                .toList();
        Map<Long, List<Integer>> index = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (long block : candidates.get(i).looks.blocks()) {
                index.computeIfAbsent(block, k -> new ArrayList<>(1)).add(i);
            }
        }
        index.values().removeIf(block -> block.size() == 1 || block.size() > MOST_IN_A_BLOCK);
        List<Doubt> pairs = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate one = candidates.get(i);
            int place = i;
            Set<Integer> before = new TreeSet<>();
            for (long block : one.looks.blocks()) {
                index.getOrDefault(block, List.of()).stream()
                        .filter(other -> other < place)
                        .forEach(before::add);
            }
            before.forEach(other -> compare(candidates.get(other), one, rulings, pairs));
        }
        pairs.sort(Comparator.comparingInt((Doubt pair) -> -pair.score())
                .thenComparing(pair -> pair.record().name())
                .thenComparing(pair -> pair.other().name()));
        return pairs;
    }

    private static void compare(Candidate other, Candidate one, Rulings rulings, List<Doubt> pairs) {
        if (!Collections.disjoint(one.registries, other.registries)) {
            return;
        }
        List<Clue> clues = one.looks.cluesWith(other.looks);
        if (Clue.score(clues) >= Resemblance.DOUBTFUL && !rulings.areApart(one.names(), other.names())) {
            pairs.add(new Doubt(one.side(), other.side(), clues, null));
        }
    }
}
