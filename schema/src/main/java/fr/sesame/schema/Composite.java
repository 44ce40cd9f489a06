package fr.sesame.schema;

import fr.sesame.account.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * SUPANN's form of a composite value: {@code [key=value][key=value]…}, keys in a stated order, an absent value leaves its
 * pair out. Brackets and backslashes inside a value are written with a backslash before them.
 */
final class Composite {
    private final StringBuilder text = new StringBuilder();

    Composite with(String key, @Nullable Object value) {
        if (value != null) {
            text.append('[').append(key).append('=');
            value.toString().codePoints().forEach(c -> {
                if (c == '[' || c == ']' || c == '\\') {
                    text.append('\\');
                }
                text.appendCodePoint(c);
            });
            text.append(']');
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** @throws InvalidValueException if the text has another form, or a key twice */
    static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (text.charAt(at) != '[' || equals < 0) {
                throw new InvalidValueException(
                        "'" + text + "' is not a composite value; expected [key=value] at " + at);
            }
            String key = text.substring(at + 1, equals);
            Entry<String, Integer> value = valueFrom(text, equals + 1);
            if (values.put(key, value.getKey()) != null) {
                throw new InvalidValueException("'" + text + "' has the key '" + key + "' twice");
            }
            at = value.getValue();
        }
        return values;
    }

    /** The value from there to its closing bracket, and where the text goes on. */
    private static Entry<String, Integer> valueFrom(String text, int from) {
        StringBuilder value = new StringBuilder();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else if (c == ']') {
                return Map.entry(value.toString(), i + 1);
            } else {
                value.append(c);
            }
        }
        throw new InvalidValueException("'" + text + "' is not a composite value; a bracket is not closed");
    }
}
