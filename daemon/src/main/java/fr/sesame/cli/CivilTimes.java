package fr.sesame.cli;

import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Times as people write them: a civil day of the institution, {@code 2027-07-24}; a time of its clocks, {@code 2027-07-24T08:00}; or
 * an instant, {@code 2027-07-24T06:00:00Z} or {@code 2027-07-24T08:00+02:00}. A time that the clocks skip or show twice is refused
 * rather than guessed.
 */
record CivilTimes(ZoneId zone) {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z");
    private static final int LENGTH_OF_A_DAY = "2027-07-24".length();

    /** @throws InvalidValueException if the text is none of these, saying what is expected of {@code option} */
    Instant beginning(String option, String text) {
        return instant(option, text, 0);
    }

    /** The first instant after it: a day is meant to its end, inclusive; before a time, exclusive. */
    Instant end(String option, String text) {
        return instant(option, text, 1);
    }

    private Instant instant(String option, String text, int daysAfter) {
        try {
            if (text.length() == LENGTH_OF_A_DAY) {
                return LocalDate.parse(text)
                        .plusDays(daysAfter)
                        .atStartOfDay(zone)
                        .toInstant();
            }
            Instant instant = isLocal(text)
                    ? local(option, LocalDateTime.parse(text))
                    : OffsetDateTime.parse(text).toInstant();
            if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
                throw new InvalidValueException("found '" + text + "' for " + option + "; expected whole seconds");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new InvalidValueException(
                    "found '" + text + "' for " + option + "; expected a day such as 2027-07-24, a time such as"
                            + " 2027-07-24T08:00 (" + zone + "), or an instant such as 2027-07-24T06:00:00Z");
        }
    }

    private static boolean isLocal(String text) {
        int time = text.indexOf('T');
        return time > 0 && text.chars().skip(time).noneMatch(c -> c == 'Z' || c == 'z' || c == '+' || c == '-');
    }

    private Instant local(String option, LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return time.toInstant(offsets.get(0));
        }
        if (offsets.isEmpty()) {
            throw new InvalidValueException("found '" + time + "' for " + option + ", which the clocks of " + zone
                    + " skip that night; expected a time that there is");
        }
        throw new InvalidValueException("found '" + time + "' for " + option + ", which the clocks of " + zone
                + " show twice that night; say which: " + time + offsets.get(0) + " or " + time + offsets.get(1));
    }

    /** As people read it, in the institution's zone. */
    String show(Instant instant) {
        return SHOWN.withZone(zone).format(instant);
    }
}
