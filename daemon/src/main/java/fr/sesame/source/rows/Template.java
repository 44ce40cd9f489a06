package fr.sesame.source.rows;

import fr.sesame.account.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with columns in it: {@code {BATIMENT} {BUREAU}}. It is filled if all of them are. */
public final class Template {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    /** Alternately a text and a column; a text first and last. */
    private final List<String> texts = new ArrayList<>();

    private final List<String> columns = new ArrayList<>();

    private Template() {}

    /** That column, as it is. */
    public static Template column(String name) {
        Template template = new Template();
        template.texts.addAll(List.of("", ""));
        template.columns.add(name);
        return template;
    }

    /** @throws InvalidValueException if there is no column in it, or a brace that names none */
    public static Template parse(String text) {
        Template template = new Template();
        Matcher matcher = COLUMN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            template.texts.add(text.substring(end, matcher.start()));
            template.columns.add(matcher.group(1).strip());
            end = matcher.end();
        }
        template.texts.add(text.substring(end));
        boolean stray = template.texts.stream().anyMatch(part -> part.contains("{") || part.contains("}"));
        if (template.columns.isEmpty() || stray) {
            throw new InvalidValueException(
                    "'" + text + "' is no text with columns in it; expected such as {BATIMENT} {BUREAU}");
        }
        return template;
    }

    List<String> columns() {
        return columns;
    }

    /** The text with the row's values; empty if one of them is. */
    String fill(Row row) {
        StringBuilder filled = new StringBuilder(texts.get(0));
        for (int i = 0; i < columns.size(); i++) {
            String value = row.get(columns.get(i));
            if (value.isEmpty()) {
                return "";
            }
            filled.append(value).append(texts.get(i + 1));
        }
        return filled.toString().strip();
    }
}
