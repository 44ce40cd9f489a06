package fr.sesame.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The phase of an account as a function of time: one phase since ever, then steps, each of which holds from its instant
 * on (inclusive) until the next (exclusive). Instants are exact to the second. A lock is never in it (design.md, "One
 * idea carries the rest").
 *
 * <p>Its text form, which the entry carries, is {@code prepared 20260914220000Z=active 20271231230000Z=pending
 * 20280101230000Z=inactive}: the first phase, then the steps in order, in UTC. The words are those of {@link Phase}.
 */
public record Timeline(Phase first, List<Step> steps) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int UTC_LENGTH = "20260914220000Z".length();
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * A change of phase.
     *
     * @param at the first instant of the new phase
     * @param phase the phase from then on
     */
    public record Step(Instant at, Phase phase) {
        /** The visible state from then on. */
        public AccountState state() {
            return phase.state();
        }
    }

    /** @throws InvalidValueException if the steps do not ascend, do not change the phase, or have no text form */
    public Timeline {
        steps = List.copyOf(steps);
        Phase before = first;
        Instant last = Instant.MIN;
        for (Step step : steps) {
            if (!step.at().isAfter(last)) {
                throw new InvalidValueException(
                        "the steps of a timeline ascend, found " + step.at() + " after " + last);
            }
            if (!step.at().truncatedTo(ChronoUnit.SECONDS).equals(step.at())
                    || step.at().isBefore(YEAR_0)
                    || !step.at().isBefore(YEAR_10000)) {
                throw new InvalidValueException(
                        "a step of a timeline is at a whole second of the years 0000 to 9999, found " + step.at());
            }
            if (step.phase() == before) {
                throw new InvalidValueException("a step of a timeline changes the phase, found "
                        + step.phase().word() + " after " + before.word());
            }
            before = step.phase();
            last = step.at();
        }
    }

    /** A timeline without steps. */
    public static Timeline always(Phase phase) {
        return new Timeline(phase, List.of());
    }

    /** The phase at that instant. */
    public Phase phaseAt(Instant instant) {
        Phase phase = first;
        for (Step step : steps) {
            if (step.at().isAfter(instant)) {
                break;
            }
            phase = step.phase();
        }
        return phase;
    }

    /** The visible state at that instant. */
    public AccountState stateAt(Instant instant) {
        return phaseAt(instant).state();
    }

    /** The first change strictly after that instant. */
    public Optional<Step> nextAfter(Instant instant) {
        return steps.stream().filter(step -> step.at().isAfter(instant)).findFirst();
    }

    /** The last change at or before that instant: since when the state of that instant holds; empty if since ever. */
    public Optional<Step> lastUntil(Instant instant) {
        return steps.stream().filter(step -> !step.at().isAfter(instant)).reduce((earlier, later) -> later);
    }

    /**
     * At each instant the most open phase that any of them gives: active, then pending that may bind, then pending, then
     * prepared, then inactive. Of none at all: always inactive.
     */
    public static Timeline mostOpen(Collection<Timeline> timelines) {
        TreeSet<Instant> instants = new TreeSet<>();
        timelines.forEach(timeline -> timeline.steps.forEach(step -> instants.add(step.at())));
        Phase first = mostOpenOf(timelines.stream().map(Timeline::first).toList());
        List<Step> steps = new ArrayList<>();
        Phase before = first;
        for (Instant instant : instants) {
            Phase phase =
                    mostOpenOf(timelines.stream().map(t -> t.phaseAt(instant)).toList());
            if (phase != before) {
                steps.add(new Step(instant, phase));
                before = phase;
            }
        }
        return new Timeline(first, steps);
    }

    private static Phase mostOpenOf(List<Phase> phases) {
        return phases.stream().max(Comparator.naturalOrder()).orElse(Phase.INACTIVE);
    }

    /** @throws InvalidValueException if the text is not the text form of a timeline */
    public static Timeline parse(String text) {
        String[] words = text.split(" ", -1);
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) {
                throw new InvalidValueException(
                        "'" + text + "' is not a timeline; expected a phase, then instant=phase");
            }
            try {
                Instant at = instant(words[i], equals);
                steps.add(new Step(at, Phase.ofWord(words[i].substring(equals + 1))));
            } catch (DateTimeException e) {
                throw new InvalidValueException(
                        "'" + words[i] + "' is not a step of a timeline; expected 20260914220000Z=active");
            }
        }
        return new Timeline(Phase.ofWord(words[0]), steps);
    }

    /** By hand: a formatter takes ten times as long, and every bind reads a timeline. */
    private static Instant instant(String word, int end) {
        if (end != UTC_LENGTH || word.charAt(end - 1) != 'Z') {
            throw new DateTimeException("expected 20260914220000Z");
        }
        return LocalDateTime.of(
                        number(word, 0, 4),
                        number(word, 4, 6),
                        number(word, 6, 8),
                        number(word, 8, 10),
                        number(word, 10, 12),
                        number(word, 12, 14))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String word, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("expected 20260914220000Z");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The text form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(first.word());
        for (Step step : steps) {
            text.append(' ')
                    .append(UTC.format(step.at()))
                    .append('=')
                    .append(step.phase().word());
        }
        return text.toString();
    }
}
