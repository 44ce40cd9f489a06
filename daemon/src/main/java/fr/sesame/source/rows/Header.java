package fr.sesame.source.rows;

import fr.sesame.source.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names of the columns: they say whether these are the source's rows at all.
 *
 * @param where they were found, for messages
 * @param foreign what to do if not one of them is this source's
 */
public record Header(String where, String foreign) {

    /**
     * From each column's name to its place. Columns that nobody needs are welcome, doubled ones are not.
     *
     * @param found as they are there, in their order
     * @param needed what the mapping asks for
     * @throws SourceException if one is missing, or there twice
     */
    public Map<String, Integer> places(List<String> found, Collection<String> needed) throws SourceException {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            // An unnamed column gets a name that no mapping can ask for, so that it still counts.
            String name =
                    found.get(i).strip().isEmpty() ? "\0" + i : found.get(i).strip();
            if (places.putIfAbsent(name, i) != null) {
                problems.add("the column '" + name + "' is there twice");
            }
        }
        String expected = "; expected: " + String.join(", ", new TreeSet<>(needed)) + ".";
        if (needed.stream().noneMatch(places::containsKey)) {
            throw new SourceException(where + ": found none of this source's columns but " + String.join(", ", found)
                    + expected + foreign);
        }
        for (String column : new TreeSet<>(needed)) {
            if (!places.containsKey(column)) {
                String hint = Nearest.of(column, places.keySet())
                        .map(near -> "; did it become '" + near + "'?")
                        .orElse("");
                problems.add("the column '" + column + "' is missing" + hint);
            }
        }
        if (!problems.isEmpty()) {
            throw new SourceException(where + ": " + String.join(", ", problems) + " Found: " + String.join(", ", found)
                    + expected + " Correct the extract or the mapping");
        }
        return places;
    }
}
