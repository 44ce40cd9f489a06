package fr.sesame.account;

import java.util.Collection;
import java.util.stream.Stream;

/** Which computed groups there are to be, whoever is in them. */
public interface Grouping {
    /**
     * The groups that have to be there, each name once: those that are there for everybody or for a structure, with members or
     * without, and those that one of the affiliations gives or will give.
     */
    Collection<ComputedGroup> needed(StructureTree tree, Stream<Affiliation> affiliations);

    /** Whether a group of that name is made by a rule, be it for a year that is over. */
    boolean make(String name);
}
