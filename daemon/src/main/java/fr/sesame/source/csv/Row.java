package fr.sesame.source.csv;

import java.util.List;
import java.util.Map;

/** One data row: its line in the file, and its fields by the names of the header. */
record Row(int line, List<String> fields, Map<String, Integer> header) {

    /** The field without spaces around it. */
    String get(String column) {
        Integer at = header.get(column);
        if (at == null) {
            throw new IllegalStateException("the column " + column + " was not asked for when the file was read");
        }
        return fields.get(at).strip();
    }

    boolean isWhole() {
        return fields.size() == header.size();
    }
}
