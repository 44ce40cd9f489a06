package fr.sesame.account;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calendar of domain.md, for tests, and short ways to say an affiliation. */
final class Calendars {
    static final Period THREE_MONTHS = Period.ofMonths(3);

    private Calendars() {}

    static Calendar of(ZoneId zone) {
        return new Calendar(
                zone,
                Map.of(
                        new Population("student"), rule("begin+1", "year+1 12-31", Period.ofDays(1)),
                        new Population("staff"), rule("begin", "end", THREE_MONTHS),
                        new Population("hosted"), hosted(),
                        new Population("teacher-hourly"), rule("year 09-01", "year+1 08-31", THREE_MONTHS),
                        new Population("doctoral"), doctoral(),
                        new Population("partner"), rule("begin", "end", Period.ZERO)));
    }

    static PopulationRule hosted() {
        return new PopulationRule(
                List.of(DayRule.parse("begin"), DayRule.parse("recorded+1")),
                List.of(DayRule.parse("end")),
                THREE_MONTHS,
                true,
                true,
                3,
                false);
    }

    /** Whoever is pending may still bind. */
    static PopulationRule doctoral() {
        return new PopulationRule(
                List.of(DayRule.parse("begin")), List.of(DayRule.parse("end")), THREE_MONTHS, false, false, 0, true);
    }

    static PopulationRule rule(String opens, String closes, Period grace) {
        return new PopulationRule(
                List.of(DayRule.parse(opens)), List.of(DayRule.parse(closes)), grace, false, false, 0, false);
    }

    static Affiliation affiliation(String population, Facts facts) {
        return new Affiliation(new SourceKey("siham", "UDM1"), new Population(population), null, facts);
    }

    static Facts stay(@Nullable String begin, @Nullable String end) {
        return Facts.NONE.withBegin(day(begin)).withEnd(day(end));
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
