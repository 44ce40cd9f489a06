package fr.sesame.cli;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Words, days and hours in one language, for people; the texts are in {@code life.properties} and its translations. */
final class Speech {
    private final ResourceBundle words;
    private final Locale language;
    private final ZoneId zone;
    private final DateTimeFormatter day;
    private final DateTimeFormatter monthDay;
    private final DateTimeFormatter time;

    /** @param zone in which days and hours are told */
    Speech(Locale language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        words = ResourceBundle.getBundle(
                "fr.sesame.cli.life",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        day = DateTimeFormatter.ofPattern("d MMMM uuuu", language);
        monthDay = DateTimeFormatter.ofPattern("d MMMM", language);
        time = DateTimeFormatter.ofPattern("HH:mm:ss", language);
    }

    Locale language() {
        return language;
    }

    /** The text of that key, with the values in the places of {@code {0}}, {@code {1}}, … */
    String say(String key, Object... values) {
        String text = words.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** The text of the first of those keys that there is. */
    String sayFirst(List<String> keys, Object... values) {
        for (String key : keys) {
            if (words.containsKey(key)) {
                return say(key, values);
            }
        }
        return say(keys.get(keys.size() - 1), values);
    }

    /** The word for it, or the word itself if there is none. */
    String word(String prefix, String word) {
        return words.containsKey(prefix + word) ? words.getString(prefix + word) : word;
    }

    /** What people call that population: an institution's own bears its name. */
    String population(Population population) {
        return word("population.", population.name());
    }

    String state(Decision decision) {
        if (decision instanceof Decision.Suspended suspended) {
            return say("state.suspended", state(suspended.state()));
        }
        return say("state." + Said.word(decision));
    }

    String phase(Phase phase) {
        return say("state." + phase.word());
    }

    String state(AccountState state) {
        return say("state." + state.word());
    }

    String day(LocalDate date) {
        return first(date.getDayOfMonth()) + day.format(date).substring(digits(date.getDayOfMonth()));
    }

    String day(MonthDay date) {
        return first(date.getDayOfMonth()) + monthDay.format(date).substring(digits(date.getDayOfMonth()));
    }

    private String first(int dayOfMonth) {
        return dayOfMonth == 1 ? say("first-of-month") : Integer.toString(dayOfMonth);
    }

    private static int digits(int number) {
        return number < 10 ? 1 : 2;
    }

    /** A day with the hour. */
    String instant(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        return say("at-hour", day(at.toLocalDate()), time.format(at));
    }

    /** From that instant on: a day alone, if it is its first instant. */
    String from(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        return isFirst(at) ? day(at.toLocalDate()) : instant(instant);
    }

    /** Until before that instant: the last day, inclusive, if it is a midnight. */
    String until(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        return isFirst(at) ? say("day-inclusive", day(at.toLocalDate().minusDays(1))) : instant(instant);
    }

    private boolean isFirst(ZonedDateTime at) {
        return at.equals(at.toLocalDate().atStartOfDay(zone))
                && at.toLocalTime().isBefore(LocalTime.NOON);
    }

    String period(Period period) {
        List<String> parts = new ArrayList<>();
        add(parts, "year", period.getYears());
        add(parts, "month", period.getMonths());
        add(parts, "day", period.getDays());
        return String.join(" ", parts);
    }

    private void add(List<String> parts, String unit, int number) {
        if (number != 0) {
            parts.add(say(number == 1 ? unit : unit + "s", number));
        }
    }

    ZoneId zone() {
        return zone;
    }
}
