package fr.sesame.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every key that the readers ask for, with what it is if nobody says. They are found by reading: a file that says nothing, then one that
 * says the first key that was asked for, as a section, as a word, and beside its neighbours, and so on until no reader asks for anything
 * new. So a new key is found without being entered anywhere.
 */
final class KnownKeys {
    /** Stands for every name that somebody chooses. */
    static final String NAME = "some-name";

    private final Path dir;

    KnownKeys(Path dir) {
        this.dir = dir;
    }

    /** Reads a file and gives it back with what was asked of it. */
    private interface Reader {
        Section read(Path file);
    }

    /** Of {@code sesame.yaml}. */
    Map<String, String> ofSettings() throws IOException {
        return all(file -> {
            Section section = YamlFile.read(file, new ArrayList<>());
            try {
                new ConfigurationReader(dir).read(section);
            } catch (ConfigurationException e) {
                assert !e.problems().isEmpty(); // nearly everything is missing
            }
            return section;
        });
    }

    /** Of {@code sources/<name>.yaml}. */
    Map<String, String> ofSources() throws IOException {
        List<Problem> problems = new ArrayList<>();
        return all(file -> {
            Section section = YamlFile.read(file, problems);
            new SourcesReader(dir, new OriginReader(dir, dir), problems).source(NAME, section, List.of());
            return section;
        });
    }

    private Map<String, String> all(Reader reader) throws IOException {
        Map<String, String> known = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(""));
        while (!todo.isEmpty()) {
            String path = todo.pop();
            for (String text : path.isEmpty() ? List.of("{}") : probes(path, known.keySet())) {
                Path file = Files.writeString(dir.resolve("probe.yaml"), text);
                reader.read(file).asked().forEach((key, absent) -> {
                    String asked = key.replace("[1]", "[]");
                    known.merge(asked, absent, (before, now) -> before.isEmpty() ? now : before);
                    if (seen.add(asked)) {
                        todo.add(asked);
                    }
                });
            }
        }
        return known;
    }

    /** That key as a section, as a word, and as a section beside the words that its neighbours are. */
    private static List<String> probes(String path, Set<String> known) {
        String section = "{" + NAME + ": " + NAME + "}";
        String parent = path.substring(0, path.lastIndexOf('.') + 1);
        String neighbours = known.stream()
                .filter(key -> key.startsWith(parent) && key.indexOf('.', parent.length()) < 0 && !key.equals(path))
                .map(key -> ", " + key.substring(parent.length()).replace("[]", "") + ": " + NAME)
                .collect(Collectors.joining());
        return List.of(said(path, section, ""), said(path, NAME, ""), said(path, section, neighbours));
    }

    /** {@code a.b[].c} with that value, as YAML; a list may have one value without being one. */
    private static String said(String path, String leaf, String neighbours) {
        String[] keys = path.replace("[]", "").split("\\.");
        return "{" + String.join(": {", keys) + ": " + leaf + neighbours + "}".repeat(keys.length);
    }
}
