package fr.sesame.source.csv;

import static fr.sesame.source.csv.Extracts.GOOD;
import static fr.sesame.source.csv.Extracts.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.source.SourceException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with files (sources.md): nothing of them is used, and the message names the way out. */
class WholeFileRefusedTest {
    private static final Charset LATIN9 = Charset.forName("ISO-8859-15");
    private static final Charset CP1252 = Charset.forName("windows-1252");
    private static final String TWO = HEADER + "\n" + GOOD + "\n" + GOOD.replace("1;A1", "2;A2") + "\n";
    private static final String ACCENT = TWO.replace("Anne", "Zoé");

    @TempDir
    private Path dir;

    static Stream<Arguments> damagedFiles() {
        return Stream.of(
                bytes("empty", "", "the file is empty"),
                bytes("blank", "\n\n", "found no row"),
                bytes("header alone", HEADER + "\n", "found no row under the header"),
                bytes("half a line", TWO.substring(0, TWO.length() - 30), "The file was cut"),
                bytes("no end of line", TWO.stripTrailing(), "does not end"),
                bytes("cut after a line", TWO + "3;A3;\n", "has 3 fields; expected 17. The file was cut"),
                bytes("quote never closed", TWO.replaceFirst("Dupont", "\"Dupont"), "over the end of its line"),
                bytes("quote in a field", TWO.replaceFirst("Dupont", "\"Du\"pont"), "a quote that is not closed"),
                bytes(
                        "renamed",
                        TWO.replace("birth;kind", "birthx;kind"),
                        "'birth' is missing; did it become 'birthx'?"),
                bytes("missing", TWO.replace(";unit", ";zzzzzzzz"), "the column 'unit' is missing"),
                bytes("twice", TWO.replace("given;", "given;given;"), "the column 'given' is there twice"),
                bytes("other source", "MATCLE;NOM\nU1;X\n", "the file of another source"),
                bytes("no header", GOOD + "\n" + GOOD + "\n", "its header is missing"),
                bytes("other separator", TWO.replace(';', ','), "Is the separator ','?"),
                bytes("NUL", TWO.replaceFirst("Dupont", "Du\0pont"), "a NUL character in line 2"),
                of("UTF-8 as CP1252", CP1252, ACCENT.getBytes(StandardCharsets.UTF_8), "looks like UTF-8 (line 2)"),
                of("CP1252 as UTF-8", StandardCharsets.UTF_8, ACCENT.getBytes(CP1252), "the byte 0xE9 in line 2"),
                of("CP1252 as Latin 9", LATIN9, TWO.replace("Anne", "Œ").getBytes(CP1252), "control character U+008C"),
                of("not CP1252", CP1252, latin1(TWO.replace("Anne", "\u0081")), "the byte 0x81 in line 2"),
                of(
                        "UTF-16",
                        StandardCharsets.UTF_8,
                        TWO.getBytes(StandardCharsets.UTF_16),
                        "byte order mark of UTF-16"),
                of("UTF-16 as CP1252", CP1252, TWO.getBytes(StandardCharsets.UTF_16LE), "a NUL character"),
                of("BOM as CP1252", CP1252, ("\uFEFF" + TWO).getBytes(StandardCharsets.UTF_8), "mark of UTF-8"),
                bytes("absurd", absurd(), "2 of 3 rows are damaged (66 %, limit 50 %): {bad-date=2}"));
    }

    private static String absurd() {
        return TWO.replace("01/02/2000", "31/02/2000") + GOOD.replace("1;A1", "3;A3") + "\n";
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Arguments bytes(String name, String text, String message) {
        return of(name, StandardCharsets.UTF_8, text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static Arguments of(String name, Charset declared, byte[] bytes, String message) {
        return Arguments.of(name, declared, bytes, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedFiles")
    void nothingOfADamagedFileIsUsed(String name, Charset declared, byte[] bytes, String message) {
        assertThatThrownBy(() -> Extracts.read(dir, declared, bytes))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("people.csv: ")
                .hasMessageContaining(message);
    }

    @Test
    void everyCutOfAFileIsRefusedButTheOneAtALineEnd() throws Exception {
        byte[] whole = TWO.getBytes(StandardCharsets.UTF_8);
        int endOfFirstRow = (HEADER + "\n" + GOOD + "\n").length();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length != endOfFirstRow) {
                assertThatThrownBy(() -> Extracts.read(dir, StandardCharsets.UTF_8, cut))
                        .isInstanceOf(SourceException.class);
            }
        }
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> Extracts.source(dir.resolve("none.csv"), CsvFormat.utf8())
                        .read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none.csv: there is no such file; expected the extract there");
    }

    @Test
    void aDirectoryIsNoExtract() {
        assertThatThrownBy(() -> Extracts.source(dir, CsvFormat.utf8()).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("something that is not a file");
    }

    @Test
    void aFileAboveTheLimitIsRefused() throws Exception {
        CsvFormat small = new CsvFormat(StandardCharsets.UTF_8, ';', false, 100, null);

        assertThatThrownBy(() -> readWith(small)).hasMessageContaining("expected at most 100");
    }

    @Test
    void anOldFileIsRefusedWhereAnAgeIsSet() throws Exception {
        CsvFormat fresh = new CsvFormat(StandardCharsets.UTF_8, ';', false, 1000, Duration.ofHours(36));

        assertThatThrownBy(() -> readWith(fresh)).hasMessageContaining("expected one not older than PT36H");
    }

    @Test
    void anUnterminatedLastLineCanBeAccepted() throws Exception {
        CsvFormat relaxed = new CsvFormat(StandardCharsets.UTF_8, ';', true, 1000, null);
        Path file = Files.writeString(dir.resolve("people.csv"), TWO.stripTrailing());

        assertThat(Extracts.source(file, relaxed).read().records()).hasSize(2);
    }

    @Test
    void aByteOrderMarkOfUtf8IsAccepted() throws Exception {
        byte[] marked = ("\uFEFF" + ACCENT).getBytes(StandardCharsets.UTF_8);

        assertThat(Extracts.read(dir, StandardCharsets.UTF_8, marked).records()).hasSize(2);
    }

    private void readWith(CsvFormat format) throws Exception {
        Path file = Files.writeString(dir.resolve("people.csv"), TWO);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T10:00:00Z")));
        Extracts.source(file, format).read();
    }
}
