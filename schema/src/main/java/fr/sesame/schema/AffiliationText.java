package fr.sesame.schema;

import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Answered;
import fr.sesame.account.Facts;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.account.Population;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An affiliation as the entry carries it:
 * {@code [source=apogee][key=20100000][population=student][structure=UFRSCI][begin=2026-10-07][year=2026][steps=L3HIS]}. Facts that are
 * not there are left out; days are ISO 8601. A record that was made by hand goes on with {@code
 * [validated-on=2026-11-25][sponsor=mdurand][made-by=…][made-at=20261125090000Z][made-because=…]}, and the same for {@code changed-…}.
 */
public final class AffiliationText {
    /** A code has no blank in it: its reader sees to that. */
    private static final String STEP_SEPARATOR = " ";

    private static final Answered NOBODY = new Answered(null, null, null, null);
    /** What rules add to a day or a year stays a day. */
    private static final ValueRange FOUR_DIGITS = ValueRange.of(0, 9999);

    private AffiliationText() {}

    /** The value of {@link Attributes#AFFILIATION}. */
    public static String format(Affiliation affiliation) {
        Facts facts = affiliation.facts();
        Composite text = new Composite()
                .with("source", affiliation.key().source())
                .with("key", affiliation.key().value())
                .with("population", affiliation.population())
                .with("structure", affiliation.structure())
                .with("begin", facts.begin())
                .with("end", facts.end())
                .with("recorded", facts.recorded())
                .with("year", facts.year())
                .with("cancelled", facts.cancelled())
                .with("validated", facts.validatedBy())
                .with("gone", facts.gone());
        if (!facts.steps().isEmpty()) {
            text.with("steps", String.join(STEP_SEPARATOR, facts.steps()));
        }
        Answered answered = facts.answered();
        if (answered != null) {
            text.with("validated-on", answered.validatedOn()).with("sponsor", answered.sponsor());
            act(text, "made", answered.made());
            act(text, "changed", answered.changed());
        }
        return text.toString();
    }

    private static void act(Composite text, String prefix, @Nullable Act act) {
        if (act != null) {
            text.with(prefix + "-by", act.by())
                    .with(prefix + "-at", TimeText.format(act.at()))
                    .with(prefix + "-because", act.reason());
        }
    }

    private static @Nullable Answered answered(Map<String, String> values) {
        String sponsor = values.get("sponsor");
        Answered answered = new Answered(
                sponsor == null ? null : new Login(sponsor),
                day(values, "validated-on"),
                act(values, "made"),
                act(values, "changed"));
        return answered.equals(NOBODY) ? null : answered;
    }

    private static @Nullable Act act(Map<String, String> values, String prefix) {
        return values.containsKey(prefix + "-at")
                ? new Act(
                        need(values, prefix + "-by"),
                        TimeText.parse(need(values, prefix + "-at")),
                        need(values, prefix + "-because"))
                : null;
    }

    /** @throws InvalidValueException if the text is not the form of an affiliation */
    public static Affiliation parse(String text) {
        Map<String, String> values = Composite.parse(text);
        try {
            String structure = values.get("structure");
            return new Affiliation(
                    new SourceKey(need(values, "source"), need(values, "key")),
                    new Population(need(values, "population")),
                    structure == null ? null : new StructureCode(structure),
                    new Facts(
                            day(values, "begin"),
                            day(values, "end"),
                            day(values, "recorded"),
                            year(values),
                            day(values, "cancelled"),
                            values.get("validated"),
                            day(values, "gone"),
                            answered(values),
                            steps(values)));
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidValueException("'" + text + "' is not an affiliation: " + e.getMessage());
        }
    }

    private static SortedSet<String> steps(Map<String, String> values) {
        String steps = values.get("steps");
        return steps == null ? new TreeSet<>() : new TreeSet<>(List.of(steps.split(STEP_SEPARATOR)));
    }

    private static @Nullable LocalDate day(Map<String, String> values, String key) {
        String value = values.get(key);
        return value == null ? null : DayText.parse(value);
    }

    private static @Nullable Integer year(Map<String, String> values) {
        String value = values.get("year");
        return value == null ? null : FOUR_DIGITS.checkValidIntValue(Integer.parseInt(value), ChronoField.YEAR);
    }

    private static String need(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new InvalidValueException("an affiliation needs '" + key + "', found " + values);
        }
        return value;
    }
}
