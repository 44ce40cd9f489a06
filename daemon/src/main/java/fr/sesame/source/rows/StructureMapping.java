package fr.sesame.source.rows;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which column of a row about a structure is what.
 *
 * @param code the structure's code
 * @param label its name for people
 * @param type its kind
 * @param parent the code of the structure it belongs to, empty at the top
 */
public record StructureMapping(String code, String label, String type, String parent) {

    /** Every column that there must be. */
    SortedSet<String> columns() {
        return new TreeSet<>(List.of(code, label, type, parent));
    }
}
