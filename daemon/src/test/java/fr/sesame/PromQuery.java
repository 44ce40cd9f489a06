package fr.sesame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PromQL expression asks for. Whether it is well-formed is Prometheus's business. */
final class PromQuery {
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*\\{([^}]*)\\}");
    private static final Set<String> LANGUAGE = Set.of(
            "and",
            "or",
            "unless",
            "on",
            "ignoring",
            "by",
            "without",
            "group_left",
            "group_right",
            "bool",
            "offset",
            "sum",
            "min",
            "max",
            "count",
            "avg",
            "time",
            "vector",
            "rate",
            "increase",
            "max_over_time",
            "label_values");

    private final String text;

    PromQuery(String text) {
        this.text = text;
    }

    /** Everything in it that has to be a metric. */
    Set<String> metrics() {
        String bare = text.replaceAll("\\{[^}]*\\}", " ")
                .replaceAll("\\[[^\\]]*\\]", " ")
                .replaceAll("\\b(on|by|ignoring|without|group_left|group_right)\\s*\\([^)]*\\)", " ")
                .replaceAll("label_values\\(([^,)]*),[^)]*\\)", "$1")
                .replaceAll("\\b\\d[\\d.e]*\\b", " ");
        Set<String> found = new TreeSet<>();
        Matcher word = WORD.matcher(bare);
        while (word.find()) {
            if (!LANGUAGE.contains(word.group())) {
                found.add(word.group());
            }
        }
        return found;
    }

    /** A metric, and what is asked of its labels: name of the label, then a regular expression; a variable asks for nothing. */
    record Selector(String metric, Map<String, String> wanted) {
        boolean fits(Exposition.Series series) {
            return series.name().equals(metric)
                    && wanted.entrySet().stream()
                            .allMatch(one -> series.labels()
                                    .getOrDefault(one.getKey(), "")
                                    .matches(one.getValue()));
        }
    }

    /** Those with labels that something has to fit. */
    List<Selector> selectors() {
        List<Selector> found = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(text);
        while (selector.find()) {
            Map<String, String> wanted = new TreeMap<>();
            Matcher matcher = MATCHER.matcher(selector.group(2));
            while (matcher.find()) {
                boolean variable = matcher.group(3).contains("$");
                boolean ofTarget = Set.of("job", "instance").contains(matcher.group(1));
                if (!variable && !ofTarget && !matcher.group(2).startsWith("!")) {
                    wanted.put(
                            matcher.group(1),
                            matcher.group(2).equals("=") ? Pattern.quote(matcher.group(3)) : matcher.group(3));
                }
            }
            if (!wanted.isEmpty()) {
                found.add(new Selector(selector.group(1), wanted));
            }
        }
        return found;
    }
}
