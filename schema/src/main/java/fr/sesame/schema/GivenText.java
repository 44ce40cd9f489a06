package fr.sesame.schema;

import fr.sesame.account.GivenValue;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.SourceKey;
import java.util.Map;

/** A value that a source gave, as the entry carries it: {@code [source=siham][key=UDM000110089][attribute=title][value=Professeur]}. */
public final class GivenText {
    private GivenText() {}

    /** A value of {@link Attributes#GIVEN}. */
    public static String format(GivenValue given) {
        return new Composite()
                .with("source", given.key().source())
                .with("key", given.key().value())
                .with("attribute", given.attribute())
                .with("value", given.value())
                .toString();
    }

    /** @throws InvalidValueException if the text is not the form of a value that was given */
    public static GivenValue parse(String text) {
        Map<String, String> values = Composite.parse(text);
        return new GivenValue(
                new SourceKey(need(values, "source"), need(values, "key")),
                // Few names, and many people: one text for all of them.
                need(values, "attribute").intern(),
                need(values, "value"));
    }

    private static String need(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new InvalidValueException("a value that was given needs '" + key + "', found " + values);
        }
        return value;
    }
}
