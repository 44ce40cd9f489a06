package fr.sesame.schema;

import fr.sesame.account.Act;
import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.util.Map;

/** An act as an entry carries it: {@code [by=registrar][at=20261125090000Z][because=both cards seen]}. */
public final class ActText {

    private ActText() {}

    /** The value of {@link Attributes#MERGE}. */
    public static String format(Act act) {
        return new Composite()
                .with("by", act.by())
                .with("at", TimeText.format(act.at()))
                .with("because", act.reason())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of an act */
    public static Act parse(String text) {
        Map<String, String> values = Composite.parse(text);
        try {
            return new Act(
                    values.getOrDefault("by", ""),
                    TimeText.parse(values.getOrDefault("at", "")),
                    values.getOrDefault("because", ""));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not an act: " + e.getMessage());
        }
    }
}
