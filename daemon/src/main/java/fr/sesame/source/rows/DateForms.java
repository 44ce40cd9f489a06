package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a source writes civil days.
 *
 * @param patterns such as {@code dd/MM/yyyy}; the first that fits is taken. Letters: d M y H m s; the year has four digits
 * @param empty what stands for "no date", as the source writes it, such as {@code 0001-01-01}
 * @param openEnded what stands for "no end", as the source writes it, such as {@code 2999-12-31}
 * @param endExclusive whether an end is the first day after the right; else it is the last day of it
 */
public record DateForms(List<String> patterns, Set<String> empty, Set<String> openEnded, boolean endExclusive) {
    private static final Pattern LETTERS =
            Pattern.compile("[^A-Za-z]*(([dMHms])\\2?|yyyy)([^A-Za-z]+(([dMHms])\\5?|yyyy))*"
                    + "[^A-Za-z]*|yyyyMMdd|ddMMyyyy|yyyyMMddHHmmss");

    /** @throws InvalidValueException if there is no pattern, or one without a day, a month and a year of four digits */
    public DateForms {
        patterns = List.copyOf(patterns);
        empty = Set.copyOf(empty);
        openEnded = Set.copyOf(openEnded);
        if (patterns.isEmpty()) {
            throw new InvalidValueException("no pattern of a date is given; expected such as dd/MM/yyyy");
        }
        patterns.forEach(DateForms::check);
    }

    private static void check(String pattern) {
        boolean whole = pattern.contains("d") && pattern.contains("M") && pattern.contains("yyyy");
        if (!whole || !LETTERS.matcher(pattern).matches()) {
            throw new InvalidValueException(
                    "'" + pattern
                            + "' is not the pattern of a date; expected day, month and a year of four digits, such as dd/MM/yyyy");
        }
    }
}
