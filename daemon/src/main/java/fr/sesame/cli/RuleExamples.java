package fr.sesame.cli;

import fr.sesame.account.Calendar;
import fr.sesame.account.DayRule;
import fr.sesame.account.Facts;
import fr.sesame.account.Phase;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.RuleExample;
import fr.sesame.account.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rules of all populations give, as lines for whoever has written them. */
final class RuleExamples {
    /** An academic year begins after the summer: until then the last one's examples are the familiar ones. */
    private static final int SUMMER = 7;

    private final Calendar calendar;
    private final int year;

    /** @param today in the institution's zone; the examples are of the academic year that it is in */
    RuleExamples(Calendar calendar, LocalDate today) {
        this.calendar = calendar;
        this.year = today.getMonthValue() < SUMMER ? today.getYear() - 1 : today.getYear();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Population population : new TreeSet<>(calendar.rules().keySet())) {
            lines.add(population + ": " + rule(calendar.ruleOf(population)));
            for (RuleExample example : RuleExample.of(calendar, population, year)) {
                lines.add("  " + facts(calendar.ruleOf(population), example.facts()) + " -> " + result(example));
            }
        }
        return lines;
    }

    private static String rule(PopulationRule rule) {
        List<String> parts = new ArrayList<>();
        parts.add("opens " + joined(rule.opens(), "the latest of "));
        parts.add(rule.closes().isEmpty() ? "never closes" : "closes " + joined(rule.closes(), "the earliest of "));
        parts.add("grace " + rule.grace() + (rule.pendingMayBind() ? ", in which one may still bind" : ""));
        if (rule.endMandatory()) {
            parts.add("needs an end date");
        }
        if (rule.validationMandatory()) {
            parts.add("needs a validation");
        }
        if (rule.sponsoring().mandatory()) {
            parts.add("needs a sponsor");
        }
        if (rule.longerThanDays() > 0) {
            parts.add("longer than " + rule.longerThanDays() + " days");
        }
        if (rule.preparedBefore() != null) {
            parts.add("prepared " + rule.preparedBefore() + " before the opening");
        }
        return String.join("; ", parts);
    }

    private static String joined(List<DayRule> rules, String several) {
        String text = String.join(", ", rules.stream().map(DayRule::toString).toList());
        return rules.size() > 1 ? several + text : text;
    }

    /** Only the facts that the rule looks at. */
    private static String facts(PopulationRule rule, Facts facts) {
        List<String> parts = new ArrayList<>();
        boolean stay = rule.longerThanDays() > 0;
        add(parts, "begins", facts.begin(), stay || looksAt(rule, "begin"), "without a begin");
        add(parts, "recorded", facts.recorded(), looksAt(rule, "recorded"), "");
        boolean usesYear = rule.opens().stream().anyMatch(day -> day.monthDay().isPresent())
                || rule.closes().stream().anyMatch(day -> day.monthDay().isPresent());
        Integer of = facts.year();
        add(parts, "year", of == null ? null : of + "/" + (of + 1), usesYear, "");
        add(parts, "ends", facts.end(), stay || rule.endMandatory() || looksAt(rule, "end"), "without an end");
        if (rule.validationMandatory()) {
            parts.add(facts.validatedBy() == null ? "not validated" : "validated");
        }
        if (rule.sponsoring().mandatory()) {
            parts.add(facts.answered() == null ? "without a sponsor" : "with a sponsor");
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, @Nullable Object value, boolean told, String absent) {
        if (told && value != null) {
            parts.add(what + " " + value);
        } else if (told && !absent.isEmpty()) {
            parts.add(absent);
        }
    }

    private static boolean looksAt(PopulationRule rule, String fact) {
        List<DayRule> all = new ArrayList<>(rule.opens());
        all.addAll(rule.closes());
        return all.stream().anyMatch(day -> day.fact().filter(fact::equals).isPresent());
    }

    private String result(RuleExample example) {
        Optional<PopulationRule.Refusal> refusal = example.refusal();
        if (refusal.isPresent()) {
            return "held: " + refusal.get().reason() + " (" + refusal.get().detail() + ")";
        }
        List<String> parts = new ArrayList<>();
        example.preparedFrom().ifPresent(day -> parts.add("prepared from " + day));
        List<Timeline.Step> steps = example.timeline().steps();
        if (steps.isEmpty()) {
            parts.add(example.timeline().first().word() + " for ever");
        }
        for (int i = 0; i < steps.size(); i++) {
            LocalDate first = calendar.dayOf(steps.get(i).at());
            LocalDate last =
                    i + 1 < steps.size() ? calendar.dayOf(steps.get(i + 1).at()).minusDays(1) : null;
            String word = steps.get(i).phase() == Phase.ACTIVE
                    ? "open"
                    : steps.get(i).phase().word();
            parts.add(word
                    + (last == null
                            ? " from " + first
                            : first.equals(last) ? " " + first : " " + first + " to " + last));
        }
        return String.join(", ", parts);
    }
}
