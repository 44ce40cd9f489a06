package fr.sesame.source.jdbc;

import fr.sesame.source.SourceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The column that says when a row changed: days, times without zone, or instants, which are taken in UTC. */
final class ChangeTimes {
    private static final String UTC = "Z";

    private enum Kind {
        DAY,
        LOCAL,
        INSTANT
    }

    private final Kind kind;
    private final int place;

    private ChangeTimes(Kind kind, int place) {
        this.kind = kind;
        this.place = place;
    }

    /**
     * @param place of the column, from 1
     * @param where the rows are, for messages
     * @throws SourceException if it holds something else
     */
    static ChangeTimes of(ResultSetMetaData columns, int place, String where) throws SQLException, SourceException {
        String type = columns.getColumnTypeName(place).toLowerCase(Locale.ROOT);
        return switch (columns.getColumnType(place)) {
            case Types.DATE -> new ChangeTimes(Kind.DAY, place);
            case Types.TIMESTAMP -> new ChangeTimes(type.equals("timestamptz") ? Kind.INSTANT : Kind.LOCAL, place);
            case Types.TIMESTAMP_WITH_TIMEZONE, SqlText.ORACLE_TIMESTAMP_TZ, SqlText.ORACLE_TIMESTAMP_LTZ ->
                new ChangeTimes(Kind.INSTANT, place);
            default ->
                throw new SourceException(where + ": the column '" + columns.getColumnLabel(place) + "' is of type "
                        + type + "; expected a date or a time, since 'changed.column' says when a row last changed."
                        + " Nothing was changed; correct 'changed.column'");
        };
    }

    /** When the current row changed; null if it does not say. */
    @Nullable
    LocalDateTime of(ResultSet row) throws SQLException {
        return switch (kind) {
            case DAY -> {
                LocalDate day = row.getObject(place, LocalDate.class);
                yield day == null ? null : day.atStartOfDay();
            }
            case LOCAL -> row.getObject(place, LocalDateTime.class);
            case INSTANT -> {
                OffsetDateTime time = row.getObject(place, OffsetDateTime.class);
                yield time == null ? null : inUtc(time);
            }
        };
    }

    /** PostgreSQL's times before and after all others have no other offset. */
    private static LocalDateTime inUtc(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return LocalDateTime.MAX;
        }
        return time.equals(OffsetDateTime.MIN)
                ? LocalDateTime.MIN
                : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    /** Our clock in the zone of the column; of one without zone, that of the institution is as good as any. */
    LocalDateTime now(Clock clock, ZoneId zone) {
        return LocalDateTime.ofInstant(clock.instant(), kind == Kind.INSTANT ? ZoneOffset.UTC : zone);
    }

    String text(LocalDateTime time) {
        return switch (kind) {
            case DAY -> time.toLocalDate().toString();
            case LOCAL -> time.toString();
            case INSTANT -> time + UTC;
        };
    }

    /** Empty if that is no value of this column, whose type was another one then. */
    Optional<LocalDateTime> parse(String text) {
        try {
            return switch (kind) {
                case DAY -> Optional.of(LocalDate.parse(text).atStartOfDay());
                case LOCAL -> Optional.of(LocalDateTime.parse(text));
                case INSTANT ->
                    Optional.of(LocalDateTime.parse(text.substring(0, text.length() - UTC.length())))
                            .filter(time -> text.endsWith(UTC));
            };
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** What a statement compares the column with: so long before that time. */
    void bind(PreparedStatement statement, int index, LocalDateTime time, Duration before) throws SQLException {
        LocalDateTime from = time.minus(before);
        switch (kind) {
            case DAY -> statement.setObject(index, from.toLocalDate());
            case LOCAL -> statement.setObject(index, from);
            case INSTANT -> statement.setObject(index, from.atOffset(ZoneOffset.UTC));
        }
    }
}
