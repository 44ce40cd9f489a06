package fr.sesame.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The structures of the institution and what each belongs to, at one moment. A parent that is not known is the top; whoever
 * belongs to itself through its parents belongs to those that are met until then.
 */
public final class StructureTree {
    /** No structure at all. */
    public static final StructureTree EMPTY = new StructureTree(List.of());

    private final Map<StructureCode, Structure> byCode;

    /** @param structures each code once; of the same code the last one counts */
    public StructureTree(Collection<Structure> structures) {
        Map<StructureCode, Structure> all = new TreeMap<>();
        structures.forEach(structure -> all.put(structure.code(), structure));
        byCode = Collections.unmodifiableMap(all);
    }

    /** All of them, ordered by code. */
    public Collection<Structure> structures() {
        return byCode.values();
    }

    /** The one of that code, if it is known. */
    public Optional<Structure> find(StructureCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The structure of that code and all that it belongs to, from there to the top; none if it is not known. */
    public List<Structure> upFrom(StructureCode code) {
        Map<StructureCode, Structure> met = new LinkedHashMap<>();
        Structure at = byCode.get(code);
        while (at != null && met.putIfAbsent(at.code(), at) == null) {
            StructureCode parent = at.parent();
            at = parent == null ? null : byCode.get(parent);
        }
        return new ArrayList<>(met.values());
    }

    /** What of it groups and people hang on, as text: the same tree gives the same. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byCode.values()
                .forEach(structure -> text.append(structure.code())
                        .append('<')
                        .append(structure.parent())
                        .append(' '));
        return text.toString();
    }
}
