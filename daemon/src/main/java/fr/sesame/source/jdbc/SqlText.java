package fr.sesame.source.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values of SQL as the same mapping would find them in a file: days in its first form, numbers without an exponent and without
 * zeros at the end of a fraction, everything else as the database writes it; NULL is empty.
 */
final class SqlText {
    /** Oracle's own numbers for TIMESTAMP WITH TIME ZONE and WITH LOCAL TIME ZONE. */
    static final int ORACLE_TIMESTAMP_TZ = -101;

    static final int ORACLE_TIMESTAMP_LTZ = -102;

    private static final String FUTURE = "infinity";
    private static final String PAST = "-infinity";

    private final DateTimeFormatter day;
    private final ZoneId zone;

    /**
     * @param pattern how a day is written, with {@code yyyy} for the year
     * @param zone where days begin and end, for what is an instant
     */
    SqlText(String pattern, ZoneId zone) {
        this.day = DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT);
        this.zone = zone;
    }

    /** How the values of a column become text. */
    interface Conversion {
        /** The text of the current row's value. */
        String of(ResultSet row) throws SQLException;
    }

    /** @param place of the column, from 1 */
    Conversion conversion(ResultSetMetaData columns, int place) throws SQLException {
        String type = columns.getColumnTypeName(place).toLowerCase(Locale.ROOT);
        return switch (columns.getColumnType(place)) {
            case Types.DATE -> type.equals("year") ? year(place) : row -> text(row.getObject(place, LocalDate.class));
            case Types.TIMESTAMP -> type.equals("timestamptz") ? instant(place) : local(place);
            case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_TIMESTAMP_TZ, ORACLE_TIMESTAMP_LTZ -> instant(place);
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.FLOAT, Types.DOUBLE ->
                row -> text(row.getBigDecimal(place));
            default ->
                row -> {
                    String text = row.getString(place);
                    return text == null ? "" : text;
                };
        };
    }

    /** MariaDB's type of years, which its driver takes for days. */
    private static Conversion year(int place) {
        return row -> {
            int year = row.getInt(place);
            return row.wasNull() ? "" : Integer.toString(year);
        };
    }

    private Conversion local(int place) {
        return row -> {
            LocalDateTime time = row.getObject(place, LocalDateTime.class);
            return time == null ? "" : beyond(time.toLocalDate()) ? text(time.toLocalDate()) : day.format(time);
        };
    }

    private Conversion instant(int place) {
        return row -> {
            OffsetDateTime time = row.getObject(place, OffsetDateTime.class);
            return time == null
                    ? ""
                    : beyond(time.toLocalDate()) ? text(time.toLocalDate()) : day.format(time.atZoneSameInstant(zone));
        };
    }

    private String text(@Nullable LocalDate date) {
        if (date == null) {
            return "";
        }
        return beyond(date) ? date.getYear() < 0 ? PAST : FUTURE : day.format(date.atStartOfDay());
    }

    /** PostgreSQL's days before and after all others. */
    private static boolean beyond(LocalDate date) {
        return date.getYear() <= LocalDate.MIN.getYear() || date.getYear() >= LocalDate.MAX.getYear();
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null
                ? ""
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
