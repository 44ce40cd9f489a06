package fr.sesame.source.jdbc;

import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.ChangeColumn;
import fr.sesame.source.rows.ChangesSeen;
import fr.sesame.source.rows.Header;
import fr.sesame.source.rows.Position;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.RowDigest;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One result, row by row, to its end. Used once. */
final class ViewReader {
    private final String name;
    private final String where;
    private final ReadLimits limits;
    private final Reading reading;
    private final Consumer<Row> each;
    private final RowDigest digest = new RowDigest();
    private final long start = System.nanoTime();
    private int count;
    private @Nullable ChangesSeen seen;
    private @Nullable ChangeTimes times;

    /**
     * @param name what is read, for the positions of rows
     * @param where it is, for what is said of the whole
     */
    ViewReader(String name, String where, ReadLimits limits, Reading reading, Consumer<Row> each) {
        this.name = name;
        this.where = where;
        this.limits = limits;
        this.reading = reading;
        this.each = each;
    }

    int count() {
        return count;
    }

    String digest() {
        return digest.hex();
    }

    /** When the rows changed; null if nobody has asked. */
    Extract.@Nullable Changes changes() {
        ChangeColumn asked = reading.changes();
        if (asked == null) {
            return null;
        }
        return seen == null || times == null
                ? new Extract.Changes(asked.since(), null, 0, 0)
                : seen.end(asked.since(), times::text);
    }

    /** What to ask for, to get what has changed. */
    ChangedRows changedRows(ResultSetMetaData found, ChangeColumn asked) throws SQLException, SourceException {
        Map<String, Integer> places = places(found);
        int place = placeOf(asked.column(), places);
        return new ChangedRows(
                found.getColumnLabel(place),
                found.getColumnLabel(placeOf(asked.key(), places)),
                ChangeTimes.of(found, place, where));
    }

    /** From now on only rows that changed come: there may be none. */
    void expectChanges(ChangesSeen changesOnly) {
        this.seen = changesOnly;
    }

    private Map<String, Integer> places(ResultSetMetaData found) throws SQLException, SourceException {
        return new Header(where, " This is the view of another source: correct 'jdbc.view' or 'jdbc.query'")
                .places(labels(found), reading.needed());
    }

    private static int placeOf(String column, Map<String, Integer> places) {
        return places.getOrDefault(column, -1) + 1;
    }

    void read(ResultSet rows) throws SQLException, SourceException {
        ResultSetMetaData found = rows.getMetaData();
        Map<String, Integer> places = places(found);
        boolean whole = seen == null;
        ChangeColumn asked = reading.changes();
        if (asked != null) {
            times = ChangeTimes.of(found, placeOf(asked.column(), places), where);
            if (whole) {
                seen = new ChangesSeen(null, times.now(reading.clock(), reading.zone()));
            }
        }
        SqlText texts = new SqlText(reading.datePattern(), reading.zone());
        Map<String, Integer> columns = new LinkedHashMap<>();
        List<SqlText.Conversion> conversions = new ArrayList<>();
        for (String column : reading.columns()) {
            columns.put(column, conversions.size());
            conversions.add(texts.conversion(found, places.get(column) + 1));
        }
        while (rows.next()) {
            count++;
            refuseTooMuch();
            List<String> fields = new ArrayList<>(conversions.size());
            for (SqlText.Conversion conversion : conversions) {
                fields.add(conversion.of(rows));
            }
            digest.add(fields);
            if (seen != null && times != null) {
                seen.see(times.of(rows));
            }
            each.accept(new Row(new Position(name, "row", count), fields, columns));
        }
        if (count == 0 && whole) {
            throw new SourceException(
                    where + ": found no row; expected at least one, since an empty view is not an empty "
                            + "university. Nothing was changed; look what became of the view, and whether its user may see its rows");
        }
    }

    /** The labels in the mapping's spelling: databases fold names to capitals, or to small letters. */
    private List<String> labels(ResultSetMetaData found) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int place = 1; place <= found.getColumnCount(); place++) {
            labels.add(spelling(found.getColumnLabel(place), reading.needed()));
        }
        return labels;
    }

    private static String spelling(String label, Collection<String> needed) {
        if (needed.contains(label)) {
            return label;
        }
        return needed.stream().filter(label::equalsIgnoreCase).findFirst().orElse(label);
    }

    private void refuseTooMuch() throws SourceException {
        if (count > limits.maxRows()) {
            throw new SourceException(where + ": found more than " + limits.maxRows()
                    + " rows; expected at most that. Nothing was changed; look at the view, or raise 'jdbc.max-rows'");
        }
        if (System.nanoTime() - start > limits.timeout().toNanos()) {
            throw new SourceException(where + ": after " + count + " rows, " + limits.timeout()
                    + " were over; expected the whole view in that time. Nothing was changed; look why the database is slow, or "
                    + "raise 'jdbc.timeout'");
        }
    }

    SourceException brokenOff(SQLException e) {
        return new SourceException(
                where + ": the read failed after " + count + " rows ("
                        + String.valueOf(e.getMessage()).strip()
                        + "); expected all of them. Nothing was changed; run again when the database answers, or correct "
                        + "'jdbc.view', 'jdbc.query' or 'jdbc.timeout'",
                e);
    }
}
