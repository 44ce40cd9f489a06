package fr.sesame.schema;

import fr.sesame.account.Act;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Ruling;
import java.time.DateTimeException;
import java.util.Map;

/**
 * A ruling as its entry carries it:
 * {@code [verdict=same][one=apogee:20100000][other=mdupont][by=registrar][at=20261125090000Z][because=same diploma]}.
 */
public final class RulingText {

    private RulingText() {}

    /** The value of {@link Attributes#RULING}. */
    public static String format(Ruling ruling) {
        return new Composite()
                .with("verdict", ruling.verdict().word())
                .with("one", ruling.one())
                .with("other", ruling.other())
                .with("by", ruling.act().by())
                .with("at", TimeText.format(ruling.act().at()))
                .with("because", ruling.act().reason())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of a ruling */
    public static Ruling parse(String text) {
        Map<String, String> values = Composite.parse(text);
        try {
            return new Ruling(
                    values.getOrDefault("one", ""),
                    values.getOrDefault("other", ""),
                    Ruling.Verdict.ofWord(values.getOrDefault("verdict", "")),
                    new Act(
                            values.getOrDefault("by", ""),
                            TimeText.parse(values.getOrDefault("at", "")),
                            values.getOrDefault("because", "")));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not a ruling: " + e.getMessage());
        }
    }
}
