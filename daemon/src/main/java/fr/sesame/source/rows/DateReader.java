package fr.sesame.source.rows;

import fr.sesame.account.HoldReason;
import fr.sesame.account.InvalidValueException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads civil days strictly: 31/02 and years beyond reason are held, never guessed at. */
final class DateReader {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DateForms forms;
    private final ZoneId zone;
    private final List<DateTimeFormatter> formatters;

    /** @param zone in which a day begins */
    DateReader(DateForms forms, ZoneId zone) {
        this.forms = forms;
        this.zone = zone;
        // "uuuu" is the year without era, which the strict style needs.
        this.formatters = forms.patterns().stream()
                .map(pattern -> DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** Whether the column says nothing: neither a day nor that there is no end. */
    boolean isEmpty(Row row, String column) {
        return row.get(column).isEmpty() || forms.empty().contains(row.get(column));
    }

    /** The day, or null if the column is not mapped, empty or has a sign for emptiness. */
    @Nullable
    LocalDate day(Row row, @Nullable String column) throws HeldException {
        if (column == null || isEmpty(row, column)) {
            return null;
        }
        String text = row.get(column);
        for (DateTimeFormatter formatter : formatters) {
            try {
                return sane(LocalDate.parse(text, formatter), column, text);
            } catch (DateTimeParseException e) {
                // The next pattern may fit; if none does, that is said below.
            }
        }
        throw new HeldException(
                HoldReason.BAD_DATE, column + ": found '" + text + "'; expected a day of the calendar as " + written());
    }

    /** The day that must be there. */
    LocalDate needed(Row row, String column) throws HeldException {
        LocalDate day = day(row, column);
        if (day == null) {
            throw new HeldException(HoldReason.BAD_DATE, column + ": found no date; expected a day as " + written());
        }
        return day;
    }

    /** The last day of a right, or null if it has none. */
    @Nullable
    LocalDate end(Row row, @Nullable String column) throws HeldException {
        if (column == null || forms.openEnded().contains(row.get(column))) {
            return null;
        }
        LocalDate day = day(row, column);
        return day == null || !forms.endExclusive() ? day : day.minusDays(1);
    }

    /** An academic year's first civil year. */
    int year(Row row, String column) throws HeldException {
        String text = row.get(column);
        int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new HeldException(
                    HoldReason.BAD_DATE,
                    column + ": found '" + text + "'; expected an academic year from " + FIRST_YEAR + " to "
                            + LAST_YEAR);
        }
        return year;
    }

    /**
     * The first instant of a day, as GeneralizedTime (RFC 4517, 3.3.13).
     *
     * @return empty if the text is a sign for no date
     * @throws InvalidValueException if it is no day: what was expected
     */
    String instant(String text) {
        if (forms.empty().contains(text) || forms.openEnded().contains(text)) {
            return "";
        }
        for (DateTimeFormatter formatter : formatters) {
            try {
                LocalDate day = LocalDate.parse(text, formatter);
                if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                    return GENERALIZED_TIME.format(day.atStartOfDay(zone));
                }
            } catch (DateTimeParseException e) {
                // The next pattern may fit; if none does, that is said below.
            }
        }
        throw new InvalidValueException("expected a day from " + FIRST_YEAR + " to " + LAST_YEAR + " as " + written());
    }

    private static LocalDate sane(LocalDate day, String column, String text) throws HeldException {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new HeldException(
                    HoldReason.BAD_DATE,
                    column + ": found '" + text + "'; expected a year from " + FIRST_YEAR + " to " + LAST_YEAR
                            + ", or a sign for no date in 'dates.empty' or 'dates.open-ended'");
        }
        return day;
    }

    private String written() {
        return String.join(" or ", forms.patterns());
    }
}
