package fr.sesame.source.rows;

import fr.sesame.account.GivenAttributes;
import fr.sesame.account.InvalidValueException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The attributes of a person in one row. A value that cannot be is said, and takes nothing else of the row with it. */
final class AttributeReader {
    /** More than anybody is called, and less than what a directory chokes on. */
    private static final int LONGEST = 1024;

    private final List<AttributeColumns> attributes;
    private final DateReader dates;

    AttributeReader(List<AttributeColumns> attributes, DateReader dates) {
        this.attributes = attributes;
        this.dates = dates;
    }

    /** @param said is told of each value that cannot be: where, what was found, what was expected */
    GivenAttributes read(Row row, Consumer<String> said) {
        if (attributes.isEmpty()) {
            return GivenAttributes.NONE;
        }
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        Set<String> held = new HashSet<>();
        for (AttributeColumns attribute : attributes) {
            try {
                values.put(attribute.attribute(), values(row, attribute));
            } catch (InvalidValueException e) {
                held.add(attribute.attribute());
                said.accept(attribute.attribute() + ": " + e.getMessage());
            }
        }
        return new GivenAttributes(values, held);
    }

    private SortedSet<String> values(Row row, AttributeColumns attribute) {
        String text = "";
        for (Template template : attribute.templates()) {
            text = template.fill(row);
            if (!text.isEmpty()) {
                break;
            }
        }
        String separator = attribute.separator();
        String[] parts = separator == null ? new String[] {text} : text.split(Pattern.quote(separator));
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts) {
            String value = part.isBlank() ? "" : value(part.strip(), attribute);
            if (!value.isEmpty()) {
                values.putIfAbsent(attribute.form().normal(value), value);
            }
        }
        if (attribute.form().isSingle() && values.size() > 1) {
            throw new InvalidValueException("found " + values.size() + " values in '" + text + "'; expected one");
        }
        return new TreeSet<>(values.values());
    }

    private String value(String text, AttributeColumns attribute) {
        String value = text;
        for (Conversion conversion : attribute.conversions()) {
            try {
                value = conversion.apply(value, dates);
            } catch (InvalidValueException e) {
                throw new InvalidValueException("found '" + text + "'; " + e.getMessage());
            }
        }
        value = looked(value, attribute);
        if (value.isEmpty()) {
            return "";
        }
        value = attribute.prefix() + value;
        if (value.length() > LONGEST) {
            throw new InvalidValueException(
                    "found " + value.length() + " characters; expected " + LONGEST + " at most");
        }
        String found = value;
        attribute.form().refusal(value).ifPresent(expected -> {
            throw new InvalidValueException("found '" + found + "'; expected " + expected);
        });
        return value;
    }

    private static String looked(String value, AttributeColumns attribute) {
        if (attribute.table().isEmpty()) {
            return value;
        }
        String stands = attribute.table().get(value);
        if (stands != null) {
            return stands;
        }
        return switch (attribute.unknown()) {
            case HOLD ->
                throw new InvalidValueException("found '" + value + "'; expected one of "
                        + new TreeSet<>(attribute.table().keySet()));
            case KEEP -> value;
            case LEAVE_OUT -> "";
            case DEFAULT -> attribute.standIn();
        };
    }
}
