package fr.sesame.account;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a population's rule makes of plausible facts, so that whoever writes a rule sees what it gives: an ordinary year, both sides of
 * a year's end, 29 February, and what is held back. Made by the rule itself.
 *
 * @param facts what a source might say
 * @param refusal why these facts give no account, or empty
 * @param timeline what the calendar makes of them; inactive for ever if they are refused
 * @param preparedFrom the first day on which the account is made, if it is not at once
 */
public record RuleExample(
        Facts facts, Optional<PopulationRule.Refusal> refusal, Timeline timeline, Optional<LocalDate> preparedFrom) {
    private static final SourceKey SOMEBODY = new SourceKey("example", "1");

    /** The examples of that population's rule, for the academic year that begins in that civil year. */
    public static List<RuleExample> of(Calendar calendar, Population population, int year) {
        PopulationRule rule = calendar.ruleOf(population);
        List<RuleExample> examples = new ArrayList<>();
        Set<Object> results = new LinkedHashSet<>();
        for (Facts facts : accepted(rule, year)) {
            RuleExample example = of(calendar, population, facts);
            if (examples.isEmpty() || results.add(example.timeline())) {
                examples.add(example);
            }
            results.add(example.timeline());
        }
        for (Facts facts : refused(rule, year)) {
            examples.add(of(calendar, population, facts));
        }
        return examples;
    }

    /** What the rule of that population makes of those facts. */
    public static RuleExample of(Calendar calendar, Population population, Facts facts) {
        PopulationRule rule = calendar.ruleOf(population);
        Optional<PopulationRule.Refusal> refusal = rule.refusal(facts);
        Timeline timeline = refusal.isPresent()
                ? Timeline.always(Phase.INACTIVE)
                : calendar.timeline(new Affiliation(SOMEBODY, population, null, facts));
        return new RuleExample(facts, refusal, timeline, rule.preparedFrom(facts));
    }

    /** An ordinary year first; then days at which a month, a year or a February ends. */
    private static List<Facts> accepted(PopulationRule rule, int year) {
        int leap = year;
        while (!Year.isLeap(leap + 1)) {
            leap++;
        }
        List<Facts> facts = new ArrayList<>();
        facts.add(stay(rule, LocalDate.of(year, Month.SEPTEMBER, 14), LocalDate.of(year + 1, Month.AUGUST, 31), year));
        facts.add(stay(rule, LocalDate.of(year, Month.DECEMBER, 31), LocalDate.of(year + 1, Month.JUNE, 30), year));
        LocalDate lastOfFebruary = LocalDate.of(leap + 1, Month.FEBRUARY, 28);
        if (uses(rule.opens(), "begin")) {
            facts.add(stay(rule, lastOfFebruary, LocalDate.of(leap + 1, Month.DECEMBER, 31), leap));
        }
        if (uses(rule.closes(), "end")) {
            facts.add(stay(rule, LocalDate.of(leap, Month.SEPTEMBER, 1), endBefore(rule, lastOfFebruary), leap));
        }
        return facts;
    }

    /** A closing day whose grace lasts until the end of that February, if it is one of months. */
    private static LocalDate endBefore(PopulationRule rule, LocalDate lastOfFebruary) {
        return rule.grace().toTotalMonths() == 0
                ? lastOfFebruary
                : lastOfFebruary
                        .minus(Period.ofMonths((int) rule.grace().toTotalMonths()))
                        .with(TemporalAdjusters.lastDayOfMonth());
    }

    private static List<Facts> refused(PopulationRule rule, int year) {
        LocalDate begin = LocalDate.of(year, Month.SEPTEMBER, 14);
        Facts whole = stay(rule, begin, LocalDate.of(year + 1, Month.AUGUST, 31), year);
        List<Facts> facts = new ArrayList<>();
        if (rule.validationMandatory()) {
            facts.add(whole.withValidatedBy(null));
        }
        if (rule.sponsoring().mandatory()) {
            facts.add(whole.withAnswered(null));
        }
        if (rule.endMandatory()) {
            facts.add(whole.withEnd(null));
        }
        if (rule.longerThanDays() > 0) {
            facts.add(whole.withEnd(begin.plusDays(rule.longerThanDays() - 1L)));
        }
        return facts;
    }

    private static Facts stay(PopulationRule rule, LocalDate begin, LocalDate end, int year) {
        String validatedBy = rule.validationMandatory() ? "somebody" : null;
        return new Facts(begin, end, begin, year, null, validatedBy, null)
                .withAnswered(
                        rule.sponsoring().mandatory() ? new Answered(new Login("somebody"), null, null, null) : null);
    }

    private static boolean uses(List<DayRule> rules, String fact) {
        return rules.stream().anyMatch(rule -> rule.fact().filter(fact::equals).isPresent());
    }
}
