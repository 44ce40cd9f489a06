package fr.sesame.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Civil days of one zone in SUPANN's form, {@code 20261019}. */
record CivilDay(ZoneId zone) {
    private static final int LAST_YEAR = 9999;

    /** The day of that instant; empty if four digits do not hold its year. */
    String of(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return day.getYear() < 0 || day.getYear() > LAST_YEAR ? "" : DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }
}
