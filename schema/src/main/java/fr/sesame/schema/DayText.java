package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** A civil day as entries carry it: ISO 8601, {@code 2027-12-31}, of the years 0000 to 9999. */
public final class DayText {
    private static final int LENGTH = "2027-12-31".length();

    private DayText() {}

    /**
     * By hand: a formatter takes ten times as long, and every look at the directory reads several for each account.
     *
     * @throws InvalidValueException if the text has another form, or is no day
     */
    public static LocalDate parse(String text) {
        if (text.length() == LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-') {
            int year = number(text, 0, 4);
            int month = number(text, 5, 7);
            int day = number(text, 8, LENGTH);
            if (year >= 0 && month >= 0 && day >= 0) {
                try {
                    return LocalDate.of(year, month, day);
                } catch (DateTimeException e) {
                    throw wrong(text);
                }
            }
        }
        throw wrong(text);
    }

    private static InvalidValueException wrong(String text) {
        return new InvalidValueException("'" + text + "' is not a day; expected such as 2027-12-31");
    }

    /** Negative if there is something else than digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
