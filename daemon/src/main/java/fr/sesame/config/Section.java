package fr.sesame.config;

import fr.sesame.account.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file whose settings are asked for one by one. Every problem is noted, and reading goes on with a stand-in, so
 * that one look finds them all; what was never asked for is no setting.
 */
final class Section {
    private static final int FAR = 3;

    private final Path file;
    private final String path;
    private final ImmutableNode node;
    private final List<Problem> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Section> inner = new ArrayList<>();

    Section(Path file, String path, ImmutableNode node, List<Problem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    private String keyOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void problem(String key, String message) {
        problems.add(new Problem(file, keyOf(key), message));
    }

    private List<ImmutableNode> children(String key) {
        asked.add(key);
        return node.getChildren(key);
    }

    boolean has(String key) {
        return !children(key).isEmpty();
    }

    /** A text that must be there. */
    String text(String key) {
        String text = textOr(key, null);
        if (text == null) {
            problem(key, "is missing; expected a value");
            return "";
        }
        return text;
    }

    /** A text, or the default. */
    @Nullable
    String textOr(String key, @Nullable String byDefault) {
        List<String> texts = texts(key);
        if (texts.size() > 1) {
            problem(key, "has " + texts.size() + " values; expected one");
        }
        return texts.isEmpty() ? byDefault : texts.get(0);
    }

    /** All values of a list; a single value is a list of one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (ImmutableNode child : children(key)) {
            Object value = child.getValue();
            if (!child.getChildren().isEmpty()) {
                problem(key, "is a group of settings; expected a value");
            } else if (value instanceof Date) {
                problem(key, "is read as a date by YAML; write it in quotes");
            } else if (value != null) {
                texts.add(value.toString());
            }
        }
        return texts;
    }

    /** A value of a type of ours: what its parser refuses is a problem. */
    <T> @Nullable T value(String key, @Nullable String byDefault, Function<String, T> parse) {
        String text = byDefault == null ? text(key) : textOr(key, byDefault);
        return text == null || (text.isEmpty() && byDefault == null) ? null : parsed(key, text, parse);
    }

    private <T> @Nullable T parsed(String key, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidValueException e) {
            problem(key, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // the JDK's parsers have no common type
            problem(key, "'" + text + "' cannot be used: " + e.getMessage());
        }
        return null;
    }

    /** The values of a list, each of a type of ours. */
    <T> List<T> values(String key, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        for (String text : texts(key)) {
            T value = parsed(key, text, parse);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    int number(String key, int byDefault, int least, int most) {
        String text = textOr(key, Integer.toString(byDefault));
        try {
            int number = Integer.parseInt(Objects.requireNonNull(text));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        problem(key, "is '" + text + "'; expected a whole number from " + least + " to " + most);
        return byDefault;
    }

    boolean flag(String key, boolean byDefault) {
        String text = textOr(key, Boolean.toString(byDefault));
        if ("true".equals(text) || "false".equals(text)) {
            return Boolean.parseBoolean(text);
        }
        problem(key, "is '" + text + "'; expected true or false");
        return byDefault;
    }

    /** One of a few words. */
    String word(String key, String byDefault, Collection<String> words) {
        String text = Objects.requireNonNull(textOr(key, byDefault));
        if (!words.contains(text)) {
            problem(key, "is '" + text + "'; expected one of " + String.join(", ", words));
            return byDefault;
        }
        return text;
    }

    /** A group of settings; one that is not there has none. */
    Section section(String key) {
        List<ImmutableNode> children = children(key);
        if (children.size() > 1) {
            problem(key, "is a list; expected one group of settings");
        } else if (!children.isEmpty() && children.get(0).getValue() != null) {
            problem(key, "is '" + children.get(0).getValue() + "'; expected a group of settings");
        }
        ImmutableNode child = children.isEmpty() ? new ImmutableNode.Builder().create() : children.get(0);
        return inner(keyOf(key), child);
    }

    /** A list of groups of settings. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (ImmutableNode child : children(key)) {
            sections.add(inner(keyOf(key) + "[" + sections.size() + "]", child));
        }
        return sections;
    }

    /** The groups of settings in this one, by names that are the institution's own. */
    Map<String, Section> named() {
        Map<String, Section> sections = new LinkedHashMap<>();
        for (ImmutableNode child : node.getChildren()) {
            String name = child.getNodeName();
            asked.add(name);
            sections.put(name, inner(keyOf(name), child));
        }
        return sections;
    }

    /** The values in this one, by names that are the institution's own. */
    Map<String, String> namedTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ImmutableNode child : node.getChildren()) {
            texts.put(child.getNodeName(), text(child.getNodeName()));
        }
        return texts;
    }

    private Section inner(String innerPath, ImmutableNode child) {
        Section section = new Section(file, innerPath, child, problems);
        inner.add(section);
        return section;
    }

    /** Makes a record of what was read; what its constructor refuses is a problem of this section. */
    <T> @Nullable T build(Supplier<T> maker) {
        int before = problems.size();
        try {
            return maker.get();
        } catch (InvalidValueException e) {
            problems.add(new Problem(file, path, String.valueOf(e.getMessage())));
        } catch (NullPointerException e) {
            if (before == 0) {
                throw e; // nothing was wrong with the file: this is a defect of the program
            }
        }
        return null;
    }

    /** Notes everything that nobody asked for. To be called on the top of a file, at the end. */
    void finish() {
        for (ImmutableNode child : node.getChildren()) {
            String name = child.getNodeName();
            if (!asked.contains(name)) {
                String nearest = nearest(name);
                problems.add(new Problem(
                        file,
                        "",
                        "'" + keyOf(name) + "' is not a setting"
                                + (nearest == null
                                        ? "; expected " + asked
                                        : "; did you mean '" + keyOf(nearest) + "'?")));
                asked.add(name); // a list is said once
            }
        }
        inner.forEach(Section::finish);
    }

    private @Nullable String nearest(String name) {
        LevenshteinDistance distance = new LevenshteinDistance(FAR);
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String candidate : asked) {
            int d = distance.apply(name, candidate);
            if (d >= 0 && d < best) {
                best = d;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
