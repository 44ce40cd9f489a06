package fr.sesame.source.rows;

import java.util.List;

/**
 * Where a row says who it is.
 *
 * @param column the key
 * @param fallbackLabel the word before what names a row without key in the report, such as {@code INE}
 * @param fallback the columns, joined, that name it; none, or all empty: the line number does
 */
public record KeyColumns(String column, String fallbackLabel, List<String> fallback) {
    public KeyColumns {
        fallback = List.copyOf(fallback);
    }

    /** A key without fallback. */
    public static KeyColumns of(String column) {
        return new KeyColumns(column, "", List.of());
    }
}
