package fr.sesame.account;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a civil day follows from an affiliation's facts. Its text form, which configuration uses:
 *
 * <pre>
 *   rule = fact [ "+" days ]                      begin, recorded+1, end
 *        | "year" [ "+" years ] " " month "-" day year 09-01, year+1 12-31
 *   fact = "begin" | "end" | "recorded"
 * </pre>
 *
 * {@code 02-29} is the 28th in a common year.
 */
public final class DayRule {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<fact>begin|end|recorded)(?:\\+(?<days>[0-9]{1,3}))?)|(?:year(?:\\+(?<years>[0-9]))? (?<md>[0-9]{2}-[0-9]{2}))");

    private final String text;
    private final @Nullable String fact;
    private final int plus;
    private final @Nullable MonthDay monthDay;

    private DayRule(String text, @Nullable String fact, int plus, @Nullable MonthDay monthDay) {
        this.text = text;
        this.fact = fact;
        this.plus = plus;
        this.monthDay = monthDay;
    }

    /** @throws InvalidValueException if the text has another form, or names a day that no year has */
    public static DayRule parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "'" + text
                            + "' is not a rule for a day; expected such as begin, begin+1, recorded+1, end, year 09-01, year+1 12-31");
        }
        String fact = matcher.group("fact");
        if (fact != null) {
            String days = matcher.group("days");
            return new DayRule(text.strip(), fact, days == null ? 0 : Integer.parseInt(days), null);
        }
        String years = matcher.group("years");
        try {
            MonthDay monthDay = MonthDay.parse("--" + matcher.group("md"));
            return new DayRule(text.strip(), null, years == null ? 0 : Integer.parseInt(years), monthDay);
        } catch (DateTimeException e) {
            throw new InvalidValueException(
                    "'" + text + "' names a day that no year has; expected month-day, such as 12-31");
        }
    }

    /** The fact that it counts from: {@code begin}, {@code end} or {@code recorded}; empty if from the academic year. */
    public Optional<String> fact() {
        return Optional.ofNullable(fact);
    }

    /** The day of the year, if it counts from the academic year. */
    public Optional<MonthDay> monthDay() {
        return Optional.ofNullable(monthDay);
    }

    /** How many days after the fact, or years after the academic year's first. */
    public int plus() {
        return plus;
    }

    /** The day, or empty if the facts lack what the rule needs. */
    public Optional<LocalDate> dayOf(Facts facts) {
        if (monthDay != null) {
            Integer year = facts.year();
            return year == null ? Optional.empty() : Optional.of(monthDay.atYear(year + plus));
        }
        LocalDate day = "begin".equals(fact) ? facts.begin() : "end".equals(fact) ? facts.end() : facts.recorded();
        return Optional.ofNullable(day).map(d -> d.plusDays(plus));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DayRule rule && rule.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text form. */
    @Override
    public String toString() {
        return text;
    }
}
