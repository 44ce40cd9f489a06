package fr.sesame.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of settings, of which single values are changed and everything else is kept, its comments too. A setting that is a comment
 * ({@code # key: value} within its section) becomes one when it is set.
 */
final class SettingsText {
    private static final int INDENT = 2;
    private static final Pattern COMMENTED = Pattern.compile("( +)# ( *[a-z0-9-]+:(?: .*)?)");
    private static final Pattern SETTING = Pattern.compile("( *)([^ #:]+):(?: +(?!#)((?:[^ ]| (?! *#))*))?( +#.*)?");

    private final List<String> lines;

    SettingsText(String text) {
        lines = new ArrayList<>(text.lines().toList());
    }

    /**
     * Gives a setting another value.
     *
     * @param path the key with its sections: {@code institution.uai}
     * @param value as it is written in YAML
     * @throws IllegalArgumentException if the file has no such setting
     */
    void set(String path, String value) {
        int line = find(path);
        Matcher setting = setting(lines.get(line));
        String said = setting.group(1) + setting.group(2) + ": " + value;
        String comment = setting.group(4);
        if (comment == null) {
            lines.set(line, said);
        } else {
            int column = Math.max(said.length() + INDENT, setting.start(4) + leading(comment));
            lines.set(line, said + " ".repeat(column - said.length()) + comment.strip());
        }
    }

    /** Writes one more setting, as the first of that section. */
    void add(String section, String key, String value) {
        int line = find(section);
        String indent = setting(lines.get(line)).group(1) + " ".repeat(INDENT);
        lines.add(line + 1, indent + key + ": " + value);
    }

    /** The line of that setting, which is none that is a comment afterwards, nor are its sections. */
    private int find(String path) {
        String[] keys = path.split("\\.");
        int line = -1;
        for (int depth = 0; depth < keys.length; depth++) {
            line = find(keys[depth], depth * INDENT, line + 1, path);
            lines.set(line, uncommented(lines.get(line)));
        }
        return line;
    }

    private int find(String key, int indent, int from, String path) {
        for (int i = from; i < lines.size(); i++) {
            String line = uncommented(lines.get(i));
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (leading(line) < indent) {
                break; // the section is over
            }
            Matcher setting = SETTING.matcher(line);
            if (leading(line) == indent && setting.matches() && setting.group(2).equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no setting '" + path + "', not even as a comment");
    }

    private static Matcher setting(String line) {
        Matcher matcher = SETTING.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + line + "' is no setting");
        }
        return matcher;
    }

    private static String uncommented(String line) {
        Matcher matcher = COMMENTED.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        String said = matcher.group(1) + matcher.group(2);
        Matcher setting = SETTING.matcher(said);
        boolean explained = setting.matches() && setting.group(4) != null; // its comment stays where it was
        return explained ? said.substring(0, setting.start(4)) + "  " + setting.group(4) : said;
    }

    private static int leading(String text) {
        return text.length() - text.stripLeading().length();
    }

    /** A text that stays one in YAML, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
