package fr.sesame.source.rows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One row, without spaces around its values; what a database or a directory has no value for is empty.
 *
 * @param position where it is
 * @param fields its values
 * @param columns from a column's name to its place
 * @param damage what makes it no row to believe, though it has all its fields; empty: nothing
 */
public record Row(Position position, List<String> fields, Map<String, Integer> columns, String damage) {

    /** A row that nothing is known against. */
    public Row(Position position, List<String> fields, Map<String, Integer> columns) {
        this(position, fields, columns, "");
    }

    /** The value; the row has as many fields as there are columns. */
    String get(String column) {
        return field(columns.getOrDefault(column, -1));
    }

    /** The values, joined; empty if one of them is. */
    String joined(List<String> names) {
        return names.stream().anyMatch(name -> get(name).isEmpty())
                ? ""
                : names.stream().map(this::get).collect(Collectors.joining());
    }

    /** Whether it has a field for each column: less or more is a row that was cut, or has a separator in a value. */
    public boolean isWhole() {
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
