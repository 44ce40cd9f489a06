package fr.sesame.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one application says of somebody under one key.
 *
 * @param application which
 * @param key the key, or what a row without one is reported as
 * @param rows of the extract, each with the values of its columns; a row that was cut has fewer
 * @param stays the affiliations that follow from those rows that count; none if all are held
 * @param held the reason for which a row is held; null if none is
 */
record SourceRecord(
        Application application,
        String key,
        List<List<String>> rows,
        List<Stay> stays,
        @Nullable String held) {
    SourceRecord {
        rows = List.copyOf(rows);
        stays = List.copyOf(stays);
    }

    static SourceRecord taken(Application application, String key, List<List<String>> rows, List<Stay> stays) {
        return new SourceRecord(application, key, rows, stays, null);
    }

    static SourceRecord held(Application application, String key, String reason, List<List<String>> rows) {
        return new SourceRecord(application, key, rows, List.of(), reason);
    }
}
