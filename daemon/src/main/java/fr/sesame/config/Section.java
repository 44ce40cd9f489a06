package fr.sesame.config;

import fr.sesame.source.rows.Nearest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/**
 * A part of a configuration file. Its getters note what is wrong instead of throwing, and give a stand-in so that reading
 * goes on; {@link #close()} notes the keys that nobody asked for. What was asked for, and what it is if nobody says, is what the
 * reference of the configuration is compared with.
 */
final class Section {
    /** In the place of a default: there is none, and nothing goes on without a value. */
    static final String NEEDED = "(needed)";
    /** In the place of a default: whoever says nothing means nothing. */
    static final String NONE = "(none)";

    private final String file;
    private final String path;
    private final ImmutableNode node;
    private final List<Problem> problems;
    /** Each key that was asked for, with what it is if nobody says: empty while only its being there was asked. */
    private final Map<String, String> asked = new LinkedHashMap<>();

    private final List<Section> children = new ArrayList<>();

    Section(String file, String path, ImmutableNode node, List<Problem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** Notes a problem of that key. */
    void problem(String key, String found, String expected) {
        problems.add(new Problem(file, full(key), found, expected));
    }

    /** Whether the key is there, even without a value. */
    boolean has(String key) {
        asked.putIfAbsent(key, "");
        return !nodes(key).isEmpty();
    }

    /** The keys of this section, each of which counts as asked for. */
    Set<String> keys() {
        Set<String> keys = node.getChildren().stream()
                .map(ImmutableNode::getNodeName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        keys.forEach(key -> asked.putIfAbsent(key, ""));
        return keys;
    }

    /** The text, or null if the key is not there. */
    @Nullable
    String optional(String key, String expected) {
        return optional(key, NONE, expected);
    }

    private @Nullable String optional(String key, String absent, String expected) {
        asked(key, absent);
        List<ImmutableNode> found = nodes(key);
        if (found.isEmpty()) {
            return null;
        }
        if (found.size() > 1 || !found.get(0).getChildren().isEmpty()) {
            problem(key, "several values", expected);
            return null;
        }
        return scalar(key, found.get(0).getValue(), expected);
    }

    /** The text; a missing one is a problem. */
    String text(String key, String expected) {
        String found = optional(key, NEEDED, expected);
        if (found == null) {
            if (nodes(key).isEmpty()) {
                problem(key, "nothing", expected);
            }
            return "";
        }
        return found;
    }

    /** The value, or that default if the key is not there. */
    <T> T value(String key, Function<String, T> parser, T absent, String expected) {
        return value(key, parser, absent, absent == null ? NONE : absent.toString(), expected);
    }

    private <T> T value(String key, Function<String, T> parser, T absent, String told, String expected) {
        String found = optional(key, told.isEmpty() ? NONE : told, expected);
        return found == null ? absent : parsed(key, found, parser, absent, expected);
    }

    /** The value; a missing one is a problem, and the stand-in takes its place. */
    <T> T needed(String key, Function<String, T> parser, T standIn, String expected) {
        String found = text(key, expected);
        return found.isEmpty() ? standIn : parsed(key, found, parser, standIn, expected);
    }

    /** A whole number from min to max, or that default. */
    long number(String key, long absent, long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        return value(
                key,
                text -> {
                    long number = Long.parseLong(text);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException();
                    }
                    return number;
                },
                absent,
                expected);
    }

    /** One of the words, or that default. */
    <T> T word(String key, Collection<T> values, Function<T, String> wordOf, T absent) {
        List<String> words = values.stream().map(wordOf).toList();
        return value(
                key,
                text -> values.stream()
                        .filter(value -> wordOf.apply(value).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                absent,
                wordOf.apply(absent),
                "one of " + String.join(", ", words));
    }

    /** All values of a list, or of a single value. */
    List<String> list(String key, String expected) {
        asked(key, NONE);
        List<String> values = new ArrayList<>();
        for (ImmutableNode found : nodes(key)) {
            if (!found.getChildren().isEmpty()) {
                problem(key, "settings", expected);
            } else if (!(found.getValue() instanceof Collection<?> none && none.isEmpty())) {
                String value = scalar(key, found.getValue(), expected);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The part under that key; empty if the key is not there. */
    Section section(String key) {
        asked(key, NONE);
        List<ImmutableNode> found = nodes(key);
        if (found.size() > 1 || (found.size() == 1 && found.get(0).getValue() != null)) {
            problem(key, found.size() > 1 ? "a list" : "'" + found.get(0).getValue() + "'", "settings under it");
        }
        return child(key, found.isEmpty() ? new ImmutableNode.Builder().create() : found.get(0));
    }

    /** The parts in the list under that key. */
    List<Section> sections(String key) {
        asked(key, NONE);
        List<Section> sections = new ArrayList<>();
        List<ImmutableNode> found = nodes(key);
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).getChildren().isEmpty()) {
                sections.add(child(key + "[" + (i + 1) + "]", found.get(i)));
            } else if (!(found.get(i).getValue() instanceof Collection<?>)) {
                problem(key, "'" + found.get(i).getValue() + "'", "a list of settings, such as - {column: NAME}");
            }
        }
        return sections;
    }

    /** Notes every key, here and below, that nobody asked for. */
    void close() {
        Set<String> unknown = new LinkedHashSet<>();
        node.getChildren().forEach(found -> unknown.add(found.getNodeName()));
        unknown.removeAll(asked.keySet());
        for (String key : unknown) {
            String hint = Nearest.of(key, asked.keySet())
                    .map(near -> "did you mean '" + full(near) + "'?")
                    .orElseGet(() -> "known here: " + String.join(", ", new TreeSet<>(asked.keySet())));
            problems.add(Problem.unknown(file, full(key), hint));
        }
        children.forEach(Section::close);
    }

    /** Every key, here and below, that was asked for, with dots, and what it is if nobody says. */
    Map<String, String> asked() {
        Map<String, String> all = new LinkedHashMap<>();
        asked.forEach((key, absent) -> note(all, full(key), absent));
        children.forEach(child -> child.asked().forEach((key, absent) -> note(all, key, absent)));
        return all;
    }

    private void asked(String key, String absent) {
        note(asked, key, absent);
    }

    private static void note(Map<String, String> asked, String key, String absent) {
        asked.merge(key, absent, (known, now) -> known.isEmpty() ? now : known);
    }

    private <T> T parsed(String key, String found, Function<String, T> parser, T standIn, String expected) {
        try {
            return parser.apply(found);
        } catch (IllegalArgumentException | DateTimeException e) {
            problem(key, "'" + found + "'", expected);
            return standIn;
        }
    }

    private @Nullable String scalar(String key, @Nullable Object value, String expected) {
        if (value instanceof String || value instanceof Number) {
            String text = value.toString().strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Date) {
            problem(key, "a date without quotes", expected + ", in quotes");
            return null;
        }
        problem(key, "nothing", expected);
        return null;
    }

    private Section child(String key, ImmutableNode of) {
        Section child = new Section(file, full(key), of, problems);
        children.add(child);
        return child;
    }

    private List<ImmutableNode> nodes(String key) {
        return node.getChildren().stream()
                .filter(child -> key.equals(child.getNodeName()))
                .toList();
    }

    private String full(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }
}
