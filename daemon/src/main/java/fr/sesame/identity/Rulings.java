package fr.sesame.identity;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Ruling;
import fr.sesame.account.Ruling.Verdict;
import fr.sesame.account.SourceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was decided of pairs. Between two people of whom several names are known (a login, source keys), the ruling that came last
 * counts.
 */
public final class Rulings {
    /** Nothing was ever decided. */
    public static final Rulings NONE = new Rulings(Set.of());

    /** By either of its two, then by the other: the last ruling. */
    private final Map<String, Map<String, Ruling>> last = new HashMap<>();

    public Rulings(Collection<Ruling> rulings) {
        for (Ruling ruling : rulings) {
            put(ruling.one(), ruling.other(), ruling);
            put(ruling.other(), ruling.one(), ruling);
        }
    }

    private void put(String one, String other, Ruling ruling) {
        last.computeIfAbsent(one, k -> new TreeMap<>()).merge(other, ruling, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    /** Whether anything was decided of that account, by its login or by a key of a record. */
    public boolean speakOf(Account account) {
        return !isEmpty()
                && (last.containsKey(account.login().value())
                        || account.keys().stream().map(SourceKey::toString).anyMatch(last::containsKey));
    }

    /** All with whom something was decided of that one. */
    Set<String> partnersOf(String party) {
        return last.getOrDefault(party, Collections.emptyMap()).keySet();
    }

    /** The last ruling between one who has these names and one who has those. */
    public Optional<Ruling> between(Collection<String> ones, Collection<String> others) {
        Ruling found = null;
        for (String one : ones) {
            Map<String, Ruling> of = last.get(one);
            if (of != null) {
                for (String other : others) {
                    Ruling ruling = of.get(other);
                    if (ruling != null && (found == null || ruling.compareTo(found) > 0)) {
                        found = ruling;
                    }
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * A new ruling of those two, later than any before: two of one second, or a clock that was set back, would leave nobody knowing
     * which counts.
     */
    public Ruling next(
            String one, Collection<String> ones, String other, Collection<String> others, Verdict verdict, Act act) {
        Instant at = between(ones, others)
                .map(before -> before.act().at().plusSeconds(1))
                .filter(later -> later.isAfter(act.at()))
                .orElse(act.at());
        return new Ruling(one, other, verdict, new Act(act.by(), at, act.reason()));
    }

    /** Whether somebody has decided that two of those are one person: whoever has all these names may be called in several ways. */
    boolean haveMet(Collection<String> parties) {
        return !isEmpty()
                && parties.stream()
                        .anyMatch(party -> partnersOf(party).stream()
                                .filter(parties::contains)
                                .anyMatch(partner -> between(Set.of(party), Set.of(partner))
                                        .filter(ruling -> ruling.verdict() == Verdict.SAME)
                                        .isPresent()));
    }

    boolean areApart(Collection<String> ones, Collection<String> others) {
        return !isEmpty()
                && between(ones, others)
                        .filter(ruling -> ruling.verdict() == Verdict.DIFFERENT)
                        .isPresent();
    }
}
