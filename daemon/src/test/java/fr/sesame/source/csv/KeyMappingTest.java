package fr.sesame.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.account.SourceKey;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.KeyMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of old and new keys: all of it, or nothing and each wrong row by its line. */
class KeyMappingTest {
    @TempDir
    Path folder;

    private Map<SourceKey, SourceKey> read(String from, String... rows) throws IOException, SourceException {
        Path file = folder.resolve("keys.csv");
        Files.writeString(file, "old;new\n" + String.join("\n", rows) + "\n");
        return new KeyMapping(new CsvFile(file, CsvFormat.utf8()), from, ZoneId.of("Europe/Paris"), Extracts.TODAY)
                .read("rh");
    }

    private static SourceKey key(String text) {
        return SourceKey.parse(text);
    }

    @Test
    void saysOfEachNewKeyWhichItWas() throws Exception {
        assertThat(read("rh", "1;901", " 2 ;902", "3;3"))
                .isEqualTo(Map.of(key("rh:901"), key("rh:1"), key("rh:902"), key("rh:2"), key("rh:3"), key("rh:3")));
    }

    @Test
    void keysOfAnotherSourceMayChangeHands() throws Exception {
        assertThat(read("siham", "1;2", "2;1"))
                .isEqualTo(Map.of(key("rh:2"), key("siham:1"), key("rh:1"), key("siham:2")));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            1;901,2,3;903  | 1 rows are wrong: line 3: found 1 fields; expected 2
            1;901,;902     | 1 rows are wrong: line 3: '' is not a key of rh
            1;901,2;,3;903 | 1 rows are wrong: line 3: '' is not a key of rh
            1;901,1;902    | 1 rows are wrong: line 3: the old key '1' is that of line 2
            1;901,2;901    | 1 rows are wrong: line 3: the new key '901' is that of line 2
            1;901,1;901    | 1 rows are wrong: line 3: the old key '1' is that of line 2
            1;2,2;3        | 1 rows are wrong: line 2: the new key '2' is the old key of line 3
            1;2,2;1        | 2 rows are wrong: line 3: the new key '1' is the old key of line 2
            ;1,2;2,;3      | 2 rows are wrong: line 2: '' is not a key of rh
            """)
    void aRowThatIsWrongIsSaidByItsLineAndNothingIsUsed(String rows, String said) {
        assertThatThrownBy(() -> read("rh", rows.split(",")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("Nothing was changed");
    }
}
