package fr.sesame.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of the tables of settings of a page: each table whose first column is called {@code Key}, or {@code Key under `section`}.
 *
 * @param key with its sections; {@code <…>} is a name that somebody chooses, or one of the words that the meaning lists
 * @param meaning as it is written
 * @param absent what the last column says of this key
 */
record Reference(String key, String meaning, String absent) {
    private static final Pattern HEADER = Pattern.compile("Key(?: under `([^`]+)`)?");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    /** In a meaning: the keys of what the row's key is. */
    private static final Pattern FIELDS = Pattern.compile("`\\{((?:[a-z<>-]+, )+[a-z<>-]+)}`");

    static List<Reference> of(Path page) throws IOException {
        List<Reference> rows = new ArrayList<>();
        String prefix = null;
        for (String line : Files.readAllLines(page)) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            if (cells.length < 5 || !line.startsWith("|")) {
                prefix = null; // no table, or none of three columns
                continue;
            }
            Matcher header = HEADER.matcher(cells[1].strip());
            if (header.matches()) {
                prefix = header.group(1) == null ? "" : header.group(1) + ".";
            } else if (prefix != null && !cells[1].contains("---")) {
                rows.addAll(row(prefix, cells[1], cells[2].strip(), cells[3].strip()));
            }
        }
        return rows;
    }

    private static List<Reference> row(String prefix, String keys, String meaning, String absent) {
        List<String> named = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(keys);
        String section = "";
        while (quoted.find()) {
            String key = quoted.group(1);
            if (key.startsWith(".")) {
                key = section + key;
            }
            section = key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : "";
            named.add(prefix + key);
        }
        String[] absents = absent.split(", ", -1);
        List<Reference> rows = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            rows.add(new Reference(named.get(i), meaning, absents.length == named.size() ? absents[i] : absent));
        }
        Matcher fields = FIELDS.matcher(meaning);
        if (fields.find()) {
            for (String key : named) {
                for (String field : fields.group(1).split(", ")) {
                    rows.add(new Reference(key + "." + field, meaning, ""));
                }
            }
        }
        return rows;
    }

    /** Whether this row is about that key. */
    boolean isOf(String asked) {
        String[] mine = key.replace("[]", "").split("\\.");
        String[] others = asked.replace("[]", "").split("\\.");
        if (mine.length != others.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            boolean free = mine[i].startsWith("<")
                    && (others[i].equals(KnownKeys.NAME) || meaning.contains("`" + others[i] + "`"));
            if (!free && !mine[i].equals(others[i])) {
                return false;
            }
        }
        return true;
    }
}
