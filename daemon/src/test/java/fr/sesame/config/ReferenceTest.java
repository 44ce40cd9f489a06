package fr.sesame.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.access.AccessSettings;
import fr.sesame.password.SlotSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference of the configuration names the keys that are read, all of them and no other, and their defaults. */
class ReferenceTest {
    private static final Path SETTINGS = Path.of("../docs/configuration.md");
    private static final Path SOURCES = Path.of("../docs/sources.md");
    private static final Path ATTRIBUTES = Path.of("../docs/attributes.md");
    /** What is said of a source holds for the structures too, and is said once. */
    private static final Set<String> ORIGINS = Set.of("newest", "jdbc", "ldap", "format");

    /** Defaults that the reference says in words: the key, the words, and what the reader has. */
    private static final String IN_WORDS = """
            access.limits.some-name.size         | as said                   | 0
            access.limits.some-name.seconds      | as said                   | 0
            access.roles.some-name               | nobody                    | (needed)
            access.services.some-name.reads      | needed                    | (none)
            passwords.alternatives[].length      | needed                    | 0
            passwords.grace-logins               | the profile's             | 0
            passwords.history                    | the profile's             | 5
            passwords.max-age-days               | the profile's             | 0
            passwords.min-age-hours              | the profile's             | 0
            passwords.warning-days               | the profile's             | 0
            attributes.some-name.column          | needed                    | (none)
            attributes.some-name.template        | needed                    | (none)
            attributes.some-name.values.some-name | each stands for itself   | (needed)
            masters.some-name                    | `self` for what people may write of themselves, `local` for `description`, `seeAlso`, `businessCategory`, else `source` | source
            populations.some-name.longer-than-days | any stay                | 0
            populations.some-name.opens          | needed                    | (none)
            populations.some-name.prepared-before | as soon as the record is known | P0D
            sources                              | needed                    | (none)
            structures.file                      | one is needed             | (needed)
            dates.patterns                       | needed                    | (none)
            file                                 | one is needed             | (needed)
            format.max-age                       | any age                   | (needed)
            format.max-bytes                     | 1 GiB                     | 1073741824
            jdbc.view                            | one of                    | Query[name=view none, sql=SELECT * FROM none]
            jdbc.query                           | the two                   | (needed)
            key.fallback                         | the line: `line:17`       | (none)
            key.fallback-label                   | the line: `line:17`       | (needed)
            ldap.port                            | 636 (389 with `starttls`) | 636
            newest.folder                        | `<state>/extracts`        | (none)
            population.constant                  | one of                    | (needed)
            population.column                    | the two                   | (needed)
            population.values.some-name          | the two                   | (needed)
            changed.schedule                     | none                      | (needed)
            renumbering.file                     | none                      | (needed)
            passwords.slots.at-a-time            | half of the processors    | HALF
            access.self.writes                   | SELF_WRITES               | (none)
            """.replace(
                    "HALF",
                    Integer.toString(
                            SlotSettings.forProcessors(Runtime.getRuntime().availableProcessors())
                                    .slots()))
            .replace(
                    "SELF_WRITES",
                    AccessSettings.SELF_WRITES.groups().stream()
                            .sorted()
                            .map(group -> "`" + group.word() + "`")
                            .collect(Collectors.joining(", ")));

    private static Map<String, String> settings = Map.of();
    private static Map<String, String> sources = Map.of();

    @BeforeAll
    static void askTheReaders(@TempDir Path dir) throws IOException {
        KnownKeys known = new KnownKeys(dir);
        settings = known.ofSettings();
        sources = known.ofSources();
    }

    @Test
    void everyKeyThatIsReadIsInTheReference() throws IOException {
        assertThat(settings).hasSizeGreaterThan(150);
        assertThat(sources).hasSizeGreaterThan(50);
        List<Reference> ofSources = ofSources();
        assertThat(undocumented(settings.keySet(), Reference.of(SETTINGS)).stream()
                        .filter(key -> !isOfAnOrigin(key) || !isIn(key.substring("structures.".length()), ofSources)))
                .isEmpty();
        assertThat(undocumented(sources.keySet(), ofSources)).isEmpty();
    }

    private static List<Reference> ofSources() throws IOException {
        List<Reference> all = new ArrayList<>(Reference.of(SOURCES));
        all.addAll(Reference.of(ATTRIBUTES));
        return all;
    }

    private static boolean isOfAnOrigin(String key) {
        String[] keys = key.split("\\.");
        return keys.length > 2 && keys[0].equals("structures") && ORIGINS.contains(keys[1]);
    }

    private static boolean isIn(String key, List<Reference> rows) {
        return rows.stream().anyMatch(row -> row.isOf(key));
    }

    /** What has keys of its own is a section, and needs no row. */
    private static Set<String> undocumented(Set<String> asked, List<Reference> rows) {
        Set<String> missing = new TreeSet<>();
        for (String key : asked) {
            boolean section =
                    asked.stream().anyMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[]."));
            if (!section && !isIn(key, rows)) {
                missing.add(key);
            }
        }
        return missing;
    }

    @Test
    void everyKeyOfTheReferenceIsRead() throws IOException {
        assertThat(unread(settings.keySet(), Reference.of(SETTINGS))).isEmpty();
        assertThat(unread(sources.keySet(), ofSources())).isEmpty();
    }

    private static List<String> unread(Set<String> asked, List<Reference> rows) {
        return rows.stream()
                .filter(row -> asked.stream().noneMatch(row::isOf))
                .map(Reference::key)
                .toList();
    }

    @Test
    void defaultsAreThoseOfTheReaders() throws IOException {
        List<String> otherwise = new ArrayList<>();
        otherwise(settings, Reference.of(SETTINGS), otherwise);
        otherwise(sources, ofSources(), otherwise);
        assertThat(otherwise).isEmpty();
    }

    private static void otherwise(Map<String, String> asked, List<Reference> rows, List<String> otherwise) {
        asked.forEach((key, absent) -> rows.stream()
                .filter(row -> row.isOf(key) && !row.absent().isEmpty() && !absent.isEmpty())
                .filter(row -> !says(asked, row, key, absent))
                .forEach(row -> otherwise.add(key + " is " + absent + " and said to be " + row.absent())));
    }

    private static boolean says(Map<String, String> asked, Reference row, String key, String absent) {
        Optional<String[]> words = IN_WORDS.lines()
                .map(line -> line.split(" *\\| *", -1))
                .filter(cells -> cells[0].equals(key))
                .findFirst();
        if (words.isPresent()) {
            return words.get()[1].equals(row.absent()) && words.get()[2].equals(absent);
        }
        if (row.absent().equals("the general ones")) {
            return absent.equals(asked.get(general(key)));
        }
        if (key.startsWith("supann-states.")) {
            return row.absent().contains("`" + absent + "`");
        }
        String said = row.absent().replace("`", "").replace("<name>", KnownKeys.NAME);
        return switch (absent) {
            case Section.NEEDED -> said.startsWith("needed");
            // For what has no default there are many words; a value is none of them.
            case Section.NONE ->
                !said.startsWith("needed") && (!row.absent().contains("`") || key.endsWith(".supann.code"));
            default -> said.equals(absent);
        };
    }

    /** What stands for all populations and all sources. */
    private static String general(String key) {
        return key.replace("populations." + KnownKeys.NAME + ".", "").replace("sources." + KnownKeys.NAME, "extracts");
    }

    @Test
    void everyDefaultInWordsIsOneStill() {
        assertThat(IN_WORDS.lines().map(line -> line.substring(0, line.indexOf(' '))))
                .allMatch(key -> settings.containsKey(key) || sources.containsKey(key));
    }

    @Test
    void aKeyOfOneSourceIsOneOfTheStructuresToo() {
        assertThat(Stream.of("structures.jdbc.url", "structures.newest.name", "structures.ldap.base"))
                .allMatch(settings::containsKey);
    }
}
