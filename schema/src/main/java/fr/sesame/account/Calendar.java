package fr.sesame.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An institution's rules by population, and the zone of its civil days. The one place where dates become states: bind,
 * daemon, forecast and explanation all evaluate the {@link Timeline} that is made here.
 */
public record Calendar(ZoneId zone, Map<Population, PopulationRule> rules) {
    /** Databases write 31/12/9999 for "never". An opening or closing day from then on never comes. */
    private static final LocalDate NEVER = LocalDate.of(9000, 1, 1);

    public Calendar {
        rules = Map.copyOf(rules);
    }

    /** @throws InvalidValueException if the population is not in the configuration */
    public PopulationRule ruleOf(Population population) {
        PopulationRule rule = rules.get(population);
        if (rule == null) {
            throw new InvalidValueException("the population '" + population + "' has no rule; expected one of "
                    + new TreeMap<>(rules).keySet());
        }
        return rule;
    }

    /** The first instant of that civil day. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The civil day of that instant. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /**
     * Prepared until the opening day, active through the closing day, pending through the grace (and still able to bind then,
     * if the population says so), then inactive. What closes before it opens never opened: it is inactive for ever. What waits for
     * a validation is prepared, and inactive after its closing day.
     */
    public Timeline timeline(Affiliation affiliation) {
        PopulationRule rule = ruleOf(affiliation.population());
        if (rule.waitsForValidation(affiliation.facts())) {
            return waiting(rule, affiliation.facts());
        }
        OpenDays open = openDays(affiliation).orElse(null);
        if (open == null) {
            boolean opensLater = rule.opening(affiliation.facts()).isPresent()
                    && closing(rule, affiliation.facts()).isEmpty();
            return Timeline.always(opensLater ? Phase.PREPARED : Phase.INACTIVE);
        }
        List<Timeline.Step> steps = new ArrayList<>();
        steps.add(new Timeline.Step(startOf(open.first()), Phase.ACTIVE));
        LocalDate last = open.last();
        if (last != null) {
            LocalDate lastPending = last.plus(rule.grace());
            if (lastPending.isAfter(last)) {
                steps.add(new Timeline.Step(
                        startOf(last.plusDays(1)), rule.pendingMayBind() ? Phase.PENDING_MAY_BIND : Phase.PENDING));
            }
            steps.add(new Timeline.Step(startOf(lastPending.plusDays(1)), Phase.INACTIVE));
        }
        return new Timeline(Phase.PREPARED, steps);
    }

    /** What nobody has validated is prepared until its last day has passed. */
    private Timeline waiting(PopulationRule rule, Facts facts) {
        List<Timeline.Step> steps = new ArrayList<>();
        closing(rule, facts).ifPresent(day -> steps.add(new Timeline.Step(startOf(day.plusDays(1)), Phase.INACTIVE)));
        return new Timeline(Phase.PREPARED, steps);
    }

    /**
     * The days on which the affiliation is valid: the timeline is active on them, and on no other. Empty if it never opens, or
     * not before the year 9000.
     *
     * @throws InvalidValueException if its population is not in the configuration
     */
    public Optional<OpenDays> openDays(Affiliation affiliation) {
        PopulationRule rule = ruleOf(affiliation.population());
        Optional<LocalDate> closing = closing(rule, affiliation.facts());
        return rule.opening(affiliation.facts())
                .filter(day -> day.isBefore(NEVER))
                .filter(day -> closing.filter(last -> last.isBefore(day)).isEmpty())
                .map(day -> new OpenDays(day, closing.orElse(null)));
    }

    /** The first instant after these days; empty if they do not end. */
    public Optional<Instant> endOf(OpenDays days) {
        return Optional.ofNullable(days.last()).map(last -> startOf(last.plusDays(1)));
    }

    private static Optional<LocalDate> closing(PopulationRule rule, Facts facts) {
        return rule.closing(facts).filter(day -> day.isBefore(NEVER));
    }

    /** Of several affiliations of one person: the most open state at each instant. */
    public Timeline timeline(Collection<Affiliation> affiliations) {
        return Timeline.mostOpen(affiliations.stream().map(this::timeline).toList());
    }

    /** The affiliation that decides the state at that instant: the most open one, the first in their order among equals. */
    public Optional<Affiliation> deciding(Collection<Affiliation> affiliations, Instant instant) {
        return affiliations.stream()
                .max(Comparator.comparing((Affiliation affiliation) ->
                                timeline(affiliation).phaseAt(instant))
                        .thenComparing(Comparator.reverseOrder()));
    }
}
