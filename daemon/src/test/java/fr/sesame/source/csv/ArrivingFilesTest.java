package fr.sesame.source.csv;

import static fr.sesame.source.csv.Extracts.GOOD;
import static fr.sesame.source.csv.Extracts.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.MappedSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are packed, and folders that files arrive in: only what is whole and settled is read. */
class ArrivingFilesTest {
    private static final Instant NOW = Extracts.TODAY.instant();
    private static final String SECOND = GOOD.replace("1;A1", "2;A2");

    @TempDir
    private Path dir;

    private static byte[] csv(String... rows) {
        return (HEADER + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private Extract read(String name, byte[] bytes) throws IOException, SourceException {
        return Extracts.source(Files.write(dir.resolve(name), bytes), CsvFormat.utf8())
                .read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"people.csv.gz", "PEOPLE.CSV.GZ"})
    void aPackedFileSaysWhatTheFileInItSays(String name) throws Exception {
        Extract packed = read(name, gzip(csv(GOOD, SECOND)));

        assertThat(packed.records())
                .isEqualTo(read("plain.csv", csv(GOOD, SECOND)).records());
        assertThat(packed.facts().rows()).isEqualTo(2);
        assertThat(packed.facts().sha256()).hasSize(64);
    }

    @Test
    void twoPackedFilesOneAfterAnotherAreOne() throws Exception {
        byte[] second = (SECOND + "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(read("people.csv.gz", joined(gzip(csv(GOOD)), gzip(second))).records())
                .hasSize(2);
    }

    /** Also where the cut is between rows, or between two packed files of which the first is whole. */
    @Test
    void everyCutOfAPackedFileIsRefused() throws Exception {
        byte[] first = gzip(csv(GOOD));
        byte[] whole = joined(first, gzip((SECOND + "\n").getBytes(StandardCharsets.UTF_8)));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length != first.length) {
                assertThatThrownBy(() -> read("people.csv.gz", cut))
                        .as("cut at %d of %d", length, whole.length)
                        .isInstanceOf(SourceException.class)
                        .hasMessageContaining("people.csv.gz: the compressed file cannot be unpacked to its end")
                        .hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void whatIsNotPackedThoughItsNameSaysSoIsRefused() {
        assertThatThrownBy(() -> read("people.csv.gz", csv(GOOD)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot be unpacked");
    }

    @Test
    void aByteThatChangedOnTheWayIsSeen() throws Exception {
        byte[] damaged = gzip(csv(GOOD, SECOND));
        damaged[damaged.length - 6] ^= 1; // of the checksum
        assertThatThrownBy(() -> read("people.csv.gz", damaged))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot be unpacked");
    }

    @Test
    void theLimitOfBytesIsOnWhatIsUnpacked() throws Exception {
        byte[] zeros = gzip(csv(GOOD + "x".repeat(100_000)));
        Path file = Files.write(dir.resolve("people.csv.gz"), zeros);
        CsvFormat small = new CsvFormat(StandardCharsets.UTF_8, ';', false, 50_000, null);

        assertThat(zeros.length).isLessThan(50_000);
        assertThatThrownBy(() -> Extracts.source(file, small).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("found more than 50000 bytes")
                .hasMessageContaining("format.max-bytes");
    }

    private void arrive(String name, Instant modified, String... rows) throws IOException {
        Path file = Files.write(dir.resolve(name), rows.length == 0 ? new byte[0] : csv(rows));
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private Source newest(Duration settled, String marker) {
        NewestFile rows = new NewestFile(dir, "people-*.csv*", settled, marker, CsvFormat.utf8());
        return new MappedSource("people", rows, Extracts.mapping(), Extracts.CALENDAR, Extracts.TODAY);
    }

    @Test
    void theNewestFileByTimeIsReadWhateverItsName() throws Exception {
        arrive("people-9.csv", NOW.minusSeconds(7200), GOOD);
        arrive("people-1.csv", NOW.minusSeconds(3600), GOOD, SECOND);
        arrive("other-2.csv", NOW.minusSeconds(60), "1");

        Extract extract = newest(NewestFile.DEFAULT_SETTLED, "").read();

        assertThat(extract.records()).hasSize(2);
        assertThat(extract.facts().origin()).endsWith("people-1.csv");
        assertThat(extract.facts().modified()).isEqualTo(NOW.minusSeconds(3600));
    }

    @Test
    void ofTwoFilesOfOneTimeTheLastByNameIsRead() throws Exception {
        arrive("people-1.csv", NOW.minusSeconds(3600), GOOD, SECOND);
        arrive("people-2.csv", NOW.minusSeconds(3600), GOOD);

        assertThat(newest(NewestFile.DEFAULT_SETTLED, "").read().facts().origin())
                .endsWith("people-2.csv");
    }

    @ParameterizedTest(name = "changed {0} seconds ago, settled after {1}: {2}")
    @CsvSource({
        "60, PT1M, people-new.csv",
        "59, PT1M, people-old.csv",
        "0,  PT0S, people-new.csv",
        "-1, PT0S, people-old.csv",
        "3599, PT1H, people-old.csv"
    })
    void aFileThatIsStillBeingWrittenIsPassedOver(long age, Duration settled, String expected) throws Exception {
        arrive("people-old.csv", NOW.minusSeconds(86_400), GOOD, SECOND);
        arrive("people-new.csv", NOW.minusSeconds(age), GOOD);

        assertThat(newest(settled, "").read().facts().origin()).endsWith(expected);
    }

    @Test
    void withAMarkerOnlyAMarkedFileIsComplete() throws Exception {
        arrive("people-1.csv", NOW.minusSeconds(9000), GOOD, SECOND);
        arrive("people-1.csv.done", NOW.minusSeconds(9000));
        arrive("people-2.csv", NOW.minusSeconds(3600), GOOD);

        assertThat(newest(Duration.ZERO, ".done").read().facts().origin()).endsWith("people-1.csv");

        arrive("people-2.csv.done", NOW.minusSeconds(3601)); // of what was there before
        assertThat(newest(Duration.ZERO, ".done").read().facts().origin()).endsWith("people-1.csv");

        arrive("people-2.csv.done", NOW.minusSeconds(3600));
        assertThat(newest(Duration.ZERO, ".done").read().facts().origin()).endsWith("people-2.csv");
    }

    @Test
    void aFolderWithoutACompleteFileIsRefused() throws Exception {
        assertThatThrownBy(() -> newest(Duration.ZERO, "").read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("found no file 'people-*.csv*'");

        arrive("people-1.csv", NOW.minusSeconds(3), GOOD);
        assertThatThrownBy(() -> newest(Duration.ofMinutes(1), "").read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(
                        "no file 'people-*.csv*' is complete: people-1.csv changed at 2026-11-23T09:59:57Z");
        assertThatThrownBy(() -> newest(Duration.ZERO, ".done").read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("people-1.csv.done is not there");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        NewestFile rows = new NewestFile(dir.resolve("none"), "*", Duration.ZERO, "", CsvFormat.utf8());
        assertThatThrownBy(() ->
                        new MappedSource("people", rows, Extracts.mapping(), Extracts.CALENDAR, Extracts.TODAY).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no such folder");
    }
}
