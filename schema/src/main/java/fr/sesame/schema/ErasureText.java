package fr.sesame.schema;

import fr.sesame.account.Erasure;
import fr.sesame.account.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** An erasure as the tombstone carries it: {@code [at=2026-11-23T08:00:00Z][by=dpo][reason=request]}. */
public final class ErasureText {

    private ErasureText() {}

    /** The value of {@link Attributes#ERASURE}. */
    public static String format(Erasure erasure) {
        return new Composite()
                .with("at", erasure.at())
                .with("by", erasure.by())
                .with("reason", erasure.reason())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of an erasure */
    public static Erasure parse(String text) {
        Map<String, String> values = Composite.parse(text);
        try {
            return new Erasure(
                    Instant.parse(values.getOrDefault("at", "")),
                    values.getOrDefault("by", ""),
                    values.getOrDefault("reason", ""));
        } catch (DateTimeException e) {
            throw new InvalidValueException("'" + text + "' is not an erasure: " + e.getMessage());
        }
    }
}
