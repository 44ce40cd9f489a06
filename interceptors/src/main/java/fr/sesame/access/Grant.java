package fr.sesame.access;

import java.util.HashSet;
import java.util.Set;

/**
 * What may be done with certain entries.
 *
 * @param sees whether they may be seen at all; what is not seen is as if it were not there
 * @param reads the attributes that are read, compared and searched for
 * @param sets those that may be given values
 * @param clears those that may lose values
 * @param writes what may be done to a whole entry
 * @param populations the populations whose affiliations may be written one by one, without the right to all affiliations
 */
public record Grant(
        boolean sees,
        AttributeSet reads,
        AttributeSet sets,
        AttributeSet clears,
        Set<EntryWrite> writes,
        Set<String> populations) {
    public static final Grant NOTHING =
            new Grant(false, AttributeSet.NONE, AttributeSet.NONE, AttributeSet.NONE, Set.of(), Set.of());

    public Grant {
        writes = Set.copyOf(writes);
        populations = Set.copyOf(populations);
    }

    public static Grant read(AttributeSet attributes) {
        return new Grant(true, attributes, AttributeSet.NONE, AttributeSet.NONE, Set.of(), Set.of());
    }

    /** The same, and these attributes may be written. */
    public Grant modify(AttributeSet attributes) {
        return new Grant(sees, reads, attributes, attributes, with(EntryWrite.MODIFY), populations);
    }

    /** The same, and these attributes may be emptied. */
    public Grant clear(AttributeSet attributes) {
        return new Grant(sees, reads, sets, clears.union(attributes), with(EntryWrite.MODIFY), populations);
    }

    /** The same, and the affiliations of these populations may be written one by one. */
    public Grant affiliationsOf(Set<String> of) {
        return new Grant(sees, reads, sets, clears, of.isEmpty() ? writes : with(EntryWrite.MODIFY), of);
    }

    /** The same, and that may be done to an entry. */
    public Grant write(EntryWrite... more) {
        return new Grant(sees, reads, sets, clears, with(more), populations);
    }

    private Set<EntryWrite> with(EntryWrite... more) {
        Set<EntryWrite> all = new HashSet<>(writes);
        all.addAll(Set.of(more));
        return all;
    }

    public Grant union(Grant other) {
        Set<EntryWrite> allWrites = new HashSet<>(writes);
        allWrites.addAll(other.writes);
        Set<String> allPopulations = new HashSet<>(populations);
        allPopulations.addAll(other.populations);
        return new Grant(
                sees || other.sees,
                reads.union(other.reads),
                sets.union(other.sets),
                clears.union(other.clears),
                allWrites,
                allPopulations);
    }
}
