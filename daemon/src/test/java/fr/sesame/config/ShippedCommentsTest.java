package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the comments of the shipped configuration promise is so. */
class ShippedCommentsTest {
    private static final Path SHIPPED = Path.of("../conf");
    /** A setting that is a comment, within its section. */
    private static final Pattern COMMENTED = Pattern.compile("( +)# ( *[a-z0-9-]+:.*)");
    /** A line at the margin that explains keys of the section below: {@code #   opens    the first open day …}. */
    private static final Pattern EXPLAINED = Pattern.compile("#   ([a-z-]+(?:, [a-z-]+)*)(?:: \\S+)? {2,}\\S.*");

    private static final Pattern SECTION = Pattern.compile("([a-z-]+):.*");

    @TempDir
    private Path dir;

    /** Lines that become settings together: one and those that are under it. */
    private record Block(Path file, int from, int to) {
        @Override
        public String toString() {
            return file + ", line " + (from + 1);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(SHIPPED::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(SHIPPED.resolve(file));
            int next;
            for (int i = 0; i < lines.size(); i = next) {
                next = i + 1;
                if (COMMENTED.matcher(lines.get(i)).matches()) {
                    while (next < lines.size() && isUnder(lines.get(i), lines.get(next))) {
                        next++;
                    }
                    blocks.add(new Block(file, i, next));
                }
            }
        }
        return blocks;
    }

    private static boolean isUnder(String parent, String line) {
        return COMMENTED.matcher(line).matches() && indent(uncommented(line)) > indent(uncommented(parent));
    }

    private static String uncommented(String line) {
        Matcher matcher = COMMENTED.matcher(line);
        return matcher.matches() ? matcher.group(1) + matcher.group(2) : line;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private void copyWithout(List<Block> comments) throws IOException {
        Files.createDirectories(dir.resolve("sources"));
        Files.writeString(dir.resolve("own-passwords.txt"), "sesame\n");
        for (Path file : files()) {
            List<String> lines = new ArrayList<>(Files.readAllLines(SHIPPED.resolve(file)));
            comments.stream().filter(block -> block.file().equals(file)).forEach(block -> {
                for (int i = block.from(); i < block.to(); i++) {
                    lines.set(i, uncommented(lines.get(i)));
                }
            });
            Files.write(dir.resolve(file), lines);
        }
    }

    static Stream<Arguments> everyBlock() throws IOException {
        return blocks().stream().map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyBlock")
    void aSettingThatIsAComment(Block block) throws Exception {
        copyWithout(List.of(block));
        assertThatCode(() -> Configuration.load(dir)).doesNotThrowAnyException();
    }

    @Test
    void allOfThemTogether() throws Exception {
        List<Block> all = blocks();
        assertThat(all).hasSizeGreaterThan(12);
        copyWithout(all);
        assertThatCode(() -> Configuration.load(dir)).doesNotThrowAnyException();
    }

    @Test
    void everyKeyThatIsExplainedIsOne() throws Exception {
        Set<String> known = new KnownKeys(dir).ofSettings().keySet();
        List<String> lines = Files.readAllLines(SHIPPED.resolve("sesame.yaml"));
        List<String> explained = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = EXPLAINED.matcher(lines.get(i));
            if (matcher.matches()) {
                String section = sectionAfter(lines, i);
                for (String word : matcher.group(1).split(", ")) {
                    explained.add(word);
                    if (known.stream().noneMatch(key -> key.startsWith(section + ".") && key.endsWith("." + word))) {
                        unknown.add(word + " of " + section);
                    }
                }
            }
        }
        assertThat(explained).contains("opens", "pending-may-bind", "requires", "answered-by", "within");
        assertThat(unknown).isEmpty();
    }

    private static String sectionAfter(List<String> lines, int line) {
        return lines.subList(line, lines.size()).stream()
                .map(SECTION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toList())
                .get(0);
    }
}
