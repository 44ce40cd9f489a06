package fr.sesame.cli;

import fr.sesame.account.DayRule;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** A population's rule in a sentence. */
final class RuleWords {
    private final Speech speech;

    RuleWords(Speech speech) {
        this.speech = speech;
    }

    String rule(Population population, PopulationRule rule) {
        List<String> parts = new ArrayList<>();
        parts.add(speech.say("rule.opens", days(population, rule.opens(), "rule.latest")));
        parts.add(
                rule.closes().isEmpty()
                        ? speech.say("rule.never-closes")
                        : speech.say("rule.closes", days(population, rule.closes(), "rule.earliest")));
        if (!rule.closes().isEmpty()) {
            parts.add(
                    rule.grace().isZero()
                            ? speech.say("rule.no-grace")
                            : speech.say(
                                    rule.pendingMayBind() ? "rule.grace-may-bind" : "rule.grace",
                                    speech.period(rule.grace())));
        }
        Period before = rule.preparedBefore();
        if (before != null) {
            parts.add(speech.say("rule.prepared-before", speech.period(before)));
        }
        return speech.population(population) + speech.say("colon") + String.join(speech.say("semicolon"), parts);
    }

    private String days(Population population, List<DayRule> rules, String several) {
        List<String> days = rules.stream().map(rule -> day(population, rule)).toList();
        return days.size() == 1 ? days.get(0) : speech.say(several, String.join(speech.say("or"), days));
    }

    private String day(Population population, DayRule rule) {
        if (rule.monthDay().isPresent()) {
            String key = rule.plus() == 0 ? "day.year" : rule.plus() == 1 ? "day.year-after" : "day.years-after";
            return speech.say(key, speech.day(rule.monthDay().get()), rule.plus());
        }
        String fact = rule.fact().orElseThrow();
        String of = speech.sayFirst(List.of("fact." + fact + "." + population, "fact." + fact));
        String key = rule.plus() == 0 ? "day.same" : rule.plus() == 1 ? "day.next" : "day.later";
        return speech.say(key, of, rule.plus());
    }
}
