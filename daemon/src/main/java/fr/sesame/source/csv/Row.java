package fr.sesame.source.csv;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One row under its header, without spaces around its values.
 *
 * @param line its line in the file, the header's being 1
 * @param fields its values
 * @param columns from a column's name to its place
 */
record Row(long line, List<String> fields, Map<String, Integer> columns) {

    /** The value; the row has as many fields as the header. */
    String get(String column) {
        return field(columns.getOrDefault(column, -1));
    }

    /** The values, joined; empty if one of them is. */
    String joined(List<String> names) {
        return names.stream().anyMatch(name -> get(name).isEmpty())
                ? ""
                : names.stream().map(this::get).collect(Collectors.joining());
    }

    boolean isWhole() {
        return fields.size() == columns.size();
    }

    /** The value, if it is surely there whole: the last field of a row that is too short may have been cut. */
    String certain(String column) {
        int place = columns.getOrDefault(column, -1);
        return isWhole() || place < Math.min(fields.size(), columns.size()) - 1 ? field(place) : "";
    }

    private String field(int place) {
        return place >= 0 && place < fields.size() ? fields.get(place).strip() : "";
    }
}
