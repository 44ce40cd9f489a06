package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An instant as GeneralizedTime (RFC 4517, 3.3.13): in UTC, with seconds and no fraction, so that text sorts as time does. */
public final class TimeText {
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private TimeText() {}

    /** Such as {@code 20271231230000Z}; of the years 0000 to 9999, what is less than a second is cut off. */
    public static String format(Instant instant) {
        return GENERALIZED_TIME.format(instant);
    }

    /** @throws InvalidValueException if the text has another form: GeneralizedTime has several, {@link #format} writes this one */
    public static Instant parse(String text) {
        try {
            return GENERALIZED_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new InvalidValueException(
                    "'" + text + "' is not an instant; expected such as 20271231230000Z, in UTC");
        }
    }
}
