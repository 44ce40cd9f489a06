package fr.sesame.cli;

import fr.sesame.account.Calendar;
import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** What somebody means by a day or an instant on the command line. */
final class When {
    private When() {}

    /**
     * The instant itself, or the first one of that civil day.
     *
     * @throws InvalidValueException if it is neither
     */
    static Instant begin(String text, Calendar calendar) {
        try {
            return text.contains("T") ? Instant.parse(text) : calendar.startOf(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidValueException("found '" + text
                    + "'; expected a day such as 2027-01-01, or an instant such as 2027-01-01T08:00:00Z");
        }
    }
}
