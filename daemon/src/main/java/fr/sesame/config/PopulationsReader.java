package fr.sesame.config;

import fr.sesame.account.DayRule;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.Sponsoring;
import fr.sesame.schema.SupannPopulation;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code populations:} of sesame.yaml. */
final class PopulationsReader {
    private static final String DAYS = "such as begin, begin+1, recorded+1, end, year 09-01 or year+1 12-31";
    private static final String VALIDATION = "validation";
    private static final String END = "end";
    private static final String SPONSOR = "sponsor";
    private static final String REQUIREMENTS = "any of validation, end, sponsor";

    private PopulationsReader() {}

    /**
     * What is said of all populations.
     *
     * @param rules what their dates mean
     * @param supann what they are in the words of SUPANN and eduPerson
     */
    record Populations(Map<Population, PopulationRule> rules, Map<Population, SupannPopulation> supann) {}

    static Populations read(Section section) {
        Map<Population, PopulationRule> rules = new TreeMap<>();
        Map<Population, SupannPopulation> supann = new TreeMap<>();
        for (String name : section.keys()) {
            Section of = section.section(name);
            List<DayRule> opens = days(of, "opens");
            if (opens.isEmpty()) {
                of.problem("opens", "nothing that can be used", DAYS);
                opens = List.of(DayRule.parse("begin"));
            }
            List<DayRule> closes = days(of, "closes");
            Period grace = of.value("grace", PopulationsReader::grace, Period.ZERO, "a period such as P3M, P1D or P0D");
            List<String> requires = of.list("requires", REQUIREMENTS);
            for (String word : requires) {
                if (!Set.of(VALIDATION, END, SPONSOR).contains(word)) {
                    of.problem("requires", "'" + word + "'", REQUIREMENTS);
                }
            }
            int longerThan = (int) of.number("longer-than-days", 0, 0, 366);
            boolean pendingMayBind =
                    of.word("pending-may-bind", List.of(false, true), value -> Boolean.toString(value), false);
            if (pendingMayBind && grace.isZero()) {
                of.problem("pending-may-bind", "'true' without a grace", "a grace, such as P3M, to be pending in");
            }
            SupannPopulation inSupann = SupannReader.read(of, name);
            try {
                Population population = new Population(name);
                supann.put(population, inSupann);
                rules.put(
                        population,
                        new PopulationRule(
                                opens,
                                closes,
                                grace,
                                requires.contains(END),
                                requires.contains(VALIDATION),
                                longerThan,
                                pendingMayBind,
                                sponsoring(of, requires.contains(SPONSOR), section.keys())));
            } catch (InvalidValueException e) {
                section.problem(name, "'" + name + "'", "lower-case words joined by hyphens");
            }
        }
        if (rules.isEmpty()) {
            section.problem("", "no population", "at least one, such as student: {opens: begin+1}");
        }
        return new Populations(rules, supann);
    }

    private static Sponsoring sponsoring(Section of, boolean mandatory, Set<String> known) {
        Period longest = of.has("longest")
                ? of.value("longest", PopulationsReader::longest, null, "a period of a day or more, such as P1Y or P6M")
                : null;
        Set<Population> by = new TreeSet<>();
        for (String name : of.list("answered-by", "a list of populations")) {
            if (known.contains(name)) {
                by.add(new Population(name));
            } else {
                of.problem("answered-by", "'" + name + "'", "one of the populations: " + new TreeSet<>(known));
            }
        }
        return new Sponsoring(mandatory, longest, by);
    }

    private static @Nullable Period longest(String text) {
        Period longest = grace(text);
        if (longest.isZero()) {
            throw new IllegalArgumentException();
        }
        return longest;
    }

    private static Period grace(String text) {
        Period grace = Period.parse(text);
        if (grace.isNegative()) {
            throw new IllegalArgumentException();
        }
        return grace;
    }

    private static List<DayRule> days(Section section, String key) {
        List<DayRule> days = new ArrayList<>();
        for (String text : section.list(key, DAYS)) {
            try {
                days.add(DayRule.parse(text));
            } catch (InvalidValueException e) {
                section.problem(key, "'" + text + "'", DAYS);
            }
        }
        return days;
    }
}
