package fr.sesame.source.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.util.StaticUtils;
import fr.sesame.source.rows.Position;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import java.text.ParseException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Entries as rows: attributes are columns, an attribute that is not there is empty, an instant is the day it falls on. */
final class EntryRows {
    /** The column that is no attribute: the name of the entry. */
    static final String DN = "dn";

    private static final Pattern GENERALIZED_TIME = Pattern.compile("[0-9]{14}([.,][0-9]+)?(Z|[+-][0-9]{4})");

    private final String origin;
    private final Reading reading;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final DateTimeFormatter day;

    EntryRows(String origin, Reading reading) {
        this.origin = origin;
        this.reading = reading;
        reading.columns().forEach(column -> columns.put(column, columns.size()));
        this.day = DateTimeFormatter.ofPattern(reading.datePattern().replace("yyyy", "uuuu"), Locale.ROOT);
    }

    /** What to ask the directory for. */
    List<String> attributes() {
        return reading.needed().stream().filter(column -> !column.equals(DN)).toList();
    }

    Row row(SearchResultEntry entry, int number) {
        List<String> fields = new ArrayList<>(columns.size());
        String damage = "";
        for (String column : columns.keySet()) {
            String[] values = column.equals(DN) ? new String[] {entry.getDN()} : entry.getAttributeValues(column);
            int count = values == null ? 0 : values.length;
            if (count > 1) {
                damage = column + ": found " + count + " values; expected one, since they have no order";
            }
            fields.add(values != null && count == 1 ? text(values[0]) : "");
        }
        return new Row(new Position(origin, "entry", number, entry.getDN()), fields, columns, damage);
    }

    private String text(String value) {
        if (GENERALIZED_TIME.matcher(value).matches()) {
            try {
                return day.format(
                        StaticUtils.decodeGeneralizedTime(value).toInstant().atZone(reading.zone()));
            } catch (ParseException e) {
                return value; // as it is: the mapping says that it is no day
            }
        }
        return value;
    }
}
