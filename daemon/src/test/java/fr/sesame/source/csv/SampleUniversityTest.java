package fr.sesame.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.AccountState;
import fr.sesame.account.Calendar;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Timeline;
import fr.sesame.config.Configuration;
import fr.sesame.config.SourceSettings;
import fr.sesame.source.Extract;
import fr.sesame.source.rows.MappedSource;
import fr.sesame.source.rows.MappedStructures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The imaginary university, read with the configuration that is shipped; what must come out was computed independently. */
class SampleUniversityTest {
    private static final Path EXTRACTS = Path.of("src/main/demo/extracts");
    private static final Path EXPECTED = Path.of("src/test/resources/univ");
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private static Configuration configuration;
    private static final Map<SourceKey, PersonRecord> RECORDS = new TreeMap<>();
    private static final Map<String, Extract> READ = new TreeMap<>();

    @BeforeAll
    static void readEverything() throws Exception {
        configuration = Configuration.load(Path.of("../conf"));
        for (SourceSettings settings : configuration.sources()) {
            Extract extract = read(settings, EXTRACTS);
            READ.put(settings.name(), extract);
            extract.records().forEach(one -> RECORDS.put(one.key(), one));
        }
    }

    private static Extract read(SourceSettings settings, Path dir) throws Exception {
        Path file = dir.resolve(settings.name() + ".csv");
        return new MappedSource(
                        settings.name(),
                        new CsvFile(file, format(settings)),
                        settings.mapping(),
                        configuration.calendar(),
                        TODAY)
                .read();
    }

    private static CsvFormat format(SourceSettings settings) {
        return ((CsvFile) settings.rows()).format();
    }

    @Test
    void everyHeldRecordIsTheExpectedOne() throws Exception {
        Set<String> expected = new TreeSet<>(lines("expected-held.csv"));
        // Near misses between sources are not a file's affair.
        expected.removeIf(line -> line.endsWith("doubtful-match"));
        Set<String> held = new TreeSet<>();
        READ.values()
                .forEach(extract -> extract.held()
                        .forEach(one ->
                                held.add(one.key().source() + ";" + one.key().value() + ";" + one.reason())));

        assertThat(held).isEqualTo(expected);
    }

    @Test
    void everyHeldRecordSaysFileLineFoundAndExpected() {
        READ.values()
                .forEach(extract -> assertThat(extract.held())
                        .allSatisfy(
                                one -> assertThat(one.detail()).matches(extract.source() + "\\.csv, line [0-9]+: .*")));
        assertThat(READ.get("apogee").held())
                .anySatisfy(one -> assertThat(one.detail()).contains("ETA_PMT_IAE: found 'N'; expected one of P"));
    }

    @Test
    void everyStateOfEveryDayIsTheExpectedOneForPeopleOfOneKey() throws Exception {
        Calendar calendar = configuration.calendar();
        Set<SourceKey> merged = merged();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String line : lines("expected-states.csv")) {
            String[] fields = line.split(";");
            SourceKey key = new SourceKey(fields[0], fields[1]);
            if (merged.contains(key)) {
                continue;
            }
            PersonRecord person = RECORDS.get(key);
            if (person == null) {
                wrong.add(line + ", but not read");
                continue;
            }
            Timeline timeline = calendar.timeline(person.affiliations());
            AccountState state = timeline.stateAt(calendar.startOf(LocalDate.parse(fields[2])));
            if (!state.word().equals(fields[3])) {
                wrong.add(line + ", but " + state.word() + " of " + person);
            }
            compared++;
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(5_700);
    }

    @Test
    void nobodyIsReadWhoIsNotExpected() throws Exception {
        Set<SourceKey> expected = new TreeSet<>();
        for (String line : lines("expected-states.csv")) {
            String[] fields = line.split(";");
            expected.add(new SourceKey(fields[0], fields[1]));
        }
        Set<SourceKey> read = new TreeSet<>(RECORDS.keySet());
        lines("expected-held.csv").stream()
                .filter(line -> line.endsWith("doubtful-match"))
                .map(line -> line.split(";"))
                .forEach(fields -> read.remove(new SourceKey(fields[0], fields[1])));

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void theOrderOfRowsAndDoubledRowsChangeNothing(@TempDir Path dir) throws Exception {
        Random random = new Random(20261123);
        for (SourceSettings settings : configuration.sources()) {
            var charset = format(settings).charset();
            List<String> rows = new ArrayList<>(Files.readString(EXTRACTS.resolve(settings.name() + ".csv"), charset)
                    .lines()
                    .toList());
            String header = rows.remove(0);
            rows.addAll(List.copyOf(rows));
            for (int round = 0; round < 5; round++) {
                Collections.shuffle(rows, random);
                Files.writeString(
                        dir.resolve(settings.name() + ".csv"), header + "\n" + String.join("\n", rows) + "\n", charset);
                Extract shuffled = read(settings, dir);

                assertThat(shuffled.records())
                        .isEqualTo(READ.get(settings.name()).records());
            }
        }
    }

    @Test
    void theExtractSaysWhatItWas() {
        Extract.Facts facts = READ.get("apogee").facts();

        assertThat(facts.rows()).isEqualTo(508);
        assertThat(facts.sha256()).matches("[0-9a-f]{64}");
        assertThat(facts.origin()).endsWith("apogee.csv");
    }

    @Test
    void theSameNumberOfStudentAndAgentIsRecognisable() {
        PersonRecord student = RECORDS.get(new SourceKey("apogee", "20101300"));
        PersonRecord agent = RECORDS.get(new SourceKey("siham", "UDM000111120"));

        assertThat(student.numbers()).anyMatch(agent.numbers()::contains);
    }

    @Test
    void theStructuresAreATree() throws Exception {
        var settings = configuration.structures();
        CsvFormat format = ((CsvFile) settings.rows()).format();
        var structures = new MappedStructures(
                        new CsvFile(EXTRACTS.resolve("structures.csv"), format),
                        settings.mapping(),
                        configuration.institution().zone(),
                        TODAY)
                .read()
                .structures();

        assertThat(structures).hasSize(11);
        assertThat(structures).anySatisfy(one -> {
            assertThat(one.code()).isEqualTo(new StructureCode("DSIRES"));
            assertThat(one.label()).isEqualTo("Équipe réseau");
            assertThat(one.parent()).isEqualTo(new StructureCode("DSI"));
        });
    }

    private static Set<SourceKey> merged() throws Exception {
        Set<SourceKey> merged = new HashSet<>();
        for (String line : lines("expected-same.csv")) {
            String[] fields = line.split(";");
            merged.add(new SourceKey(fields[0], fields[1]));
            merged.add(new SourceKey(fields[2], fields[3]));
        }
        return merged;
    }

    private static List<String> lines(String file) throws Exception {
        List<String> lines = Files.readAllLines(EXPECTED.resolve(file));
        return lines.subList(1, lines.size());
    }
}
