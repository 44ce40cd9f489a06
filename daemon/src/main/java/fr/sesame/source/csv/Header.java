package fr.sesame.source.csv;

import fr.sesame.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The first line: it says whether this is the source's file at all. */
record Header(Path path, char separator) {
    private static final String OTHER_SEPARATORS = ";,\t|";

    /** From each column's name to its place. Columns that nobody needs are welcome, doubled ones are not. */
    Map<String, Integer> columns(List<String> fields, Collection<String> needed) throws SourceException {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            // An unnamed column gets a name that no mapping can ask for, so that it still counts.
            String name =
                    fields.get(i).strip().isEmpty() ? "\0" + i : fields.get(i).strip();
            if (places.putIfAbsent(name, i) != null) {
                problems.add("the column '" + name + "' is there twice");
            }
        }
        refuseForeign(fields, places, needed);
        for (String column : new TreeSet<>(needed)) {
            if (!places.containsKey(column)) {
                String hint = Nearest.of(column, places.keySet())
                        .map(near -> "; did it become '" + near + "'?")
                        .orElse("");
                problems.add("the column '" + column + "' is missing" + hint);
            }
        }
        if (!problems.isEmpty()) {
            throw new SourceException(path + ": line 1: " + String.join(", ", problems) + " Found: "
                    + String.join(", ", fields) + "; expected: " + String.join(", ", new TreeSet<>(needed))
                    + ". Correct the extract or the mapping");
        }
        return places;
    }

    private void refuseForeign(List<String> fields, Map<String, Integer> places, Collection<String> needed)
            throws SourceException {
        if (needed.stream().anyMatch(places::containsKey)) {
            return;
        }
        String line = String.join("", fields);
        String hint = OTHER_SEPARATORS
                .chars()
                .filter(c -> c != separator && line.indexOf(c) >= 0)
                .mapToObj(c -> " Is the separator '" + (c == '\t' ? "\\t" : Character.toString(c)) + "'?")
                .findFirst()
                .orElse("");
        throw new SourceException(path + ": line 1: found none of this source's columns but "
                + String.join(", ", fields) + "; expected: " + String.join(", ", new TreeSet<>(needed)) + "." + hint
                + " This is the file of another source, or its header is missing: correct the setting 'file', or have "
                + "the extract made again");
    }
}
