package fr.sesame.identity;

import fr.sesame.account.SourceKey;
import java.util.Map;
import java.util.Set;

/**
 * What is known of who is who beside what records and accounts say.
 *
 * @param rulings what somebody has decided of pairs
 * @param others the keys of records of which somebody has decided that they are another person than whoever they almost are
 * @param formerKeys of records that were given another key: what their source called them before
 */
public record Hints(Rulings rulings, Set<SourceKey> others, Map<SourceKey, SourceKey> formerKeys) {
    /** Nothing. */
    public static final Hints NONE = new Hints(Rulings.NONE, Set.of(), Map.of());

    public Hints {
        others = Set.copyOf(others);
        formerKeys = Map.copyOf(formerKeys);
    }
}
