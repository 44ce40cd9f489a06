package fr.sesame.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import fr.sesame.account.HoldReason;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.source.StructureSource;
import fr.sesame.source.rows.MappedStructures;
import fr.sesame.source.rows.StructureMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong row is held, and never stops the others. */
class StructuresCsvTest {
    @TempDir
    private Path dir;

    private StructureSource.Structures read(String... rows) throws Exception {
        Path file = Files.writeString(dir.resolve("units.csv"), "c;l;t;p\n" + String.join("\n", rows) + "\n");
        var mapping = new StructureMapping("c", "l", "t", "p");
        return new MappedStructures(
                        new CsvFile(file, CsvFormat.utf8()), mapping, Extracts.CALENDAR.zone(), Extracts.TODAY)
                .read();
    }

    @Test
    void theyAreOrderedByCodeAndAParentWithoutRowIsLeftAsItIs() throws Exception {
        assertThat(read("B;Second;UFR;GONE", "A;First;UFR;", "A;First;UFR;").structures())
                .containsExactly(
                        new Structure(new StructureCode("A"), "First", "UFR", null),
                        new Structure(new StructureCode("B"), "Second", "UFR", new StructureCode("GONE")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A B;x;UFR;|line 2: 'A B' is not the code of a structure",
                "A;;UFR;|line 2: l: found nothing; expected a name for people",
                "A;x;UFR|line 2: found 3 fields; expected 4",
                "A;x;UFR;A|line 2: 'A' belongs to itself through its parents",
                "Z;other;UFR;|line 3: 'Z' is there twice with different values",
            })
    void aWrongRowIsHeldAndTheOthersAreTaken(String rowAndMessage) throws Exception {
        String[] parts = rowAndMessage.split("\\|");

        StructureSource.Structures found = read(parts[0], "Z;last;UFR;", "Y;first;UFR;Z");

        assertThat(found.held()).singleElement().satisfies(held -> {
            assertThat(held.reason()).isEqualTo(HoldReason.BAD_ROW);
            assertThat(held.detail()).contains("units.csv, ").contains(parts[1]);
        });
        assertThat(found.structures()).extracting(Structure::code).contains(new StructureCode("Y"));
    }
}
