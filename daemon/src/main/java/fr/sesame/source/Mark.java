package fr.sesame.source;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.PersonRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a source has been read, and what of it is still open: with this, what has changed since says as much as the whole. Losing it
 * hurts nobody: the source is read whole.
 *
 * @param at the latest change that was seen, in the words of the source and by its clock
 * @param waiting records that were read and held back by a plan: their rows may stay as they are, and they be taken over all the same,
 *     because a day has come or somebody has decided
 * @param held rows that were held back when they were read; so they are until their key is read again
 * @param closed the logins that reads of changes have closed since the source was read whole, by the name of their population: many
 *     small plans are not to close what a single one must not
 */
public record Mark(String at, List<PersonRecord> waiting, List<HeldRecord> held, Map<String, Set<String>> closed) {

    public Mark {
        waiting = List.copyOf(waiting);
        held = List.copyOf(held);
        closed = Map.copyOf(closed);
    }
}
