package fr.sesame.source.csv;

import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A CSV file. It is read once, so that what is checked, what is used and what is recorded are the same bytes; one whose name ends
 * with {@code .gz} is unpacked meanwhile.
 *
 * @param path the file
 * @param format how it is written
 */
public record CsvFile(Path path, CsvFormat format) implements Rows {

    @Override
    public Extract.Facts read(Reading reading, Consumer<Row> each) throws SourceException {
        BasicFileAttributes before = attributes();
        refuse(before, reading.clock());
        try (FileBytes bytes = FileBytes.open(path);
                StrictText text = new StrictText(bytes.unpacked(), format.charset(), format.maxBytes())) {
            int rows = read(text, bytes, before, reading, each);
            return new Extract.Facts(
                    path.toString(), rows, before.lastModifiedTime().toInstant(), bytes.sha256());
        } catch (UnfitTextException e) {
            throw new SourceException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What is wrong with the whole is looked for to its end, since it explains what is wrong with a line. */
    private int read(StrictText text, FileBytes bytes, BasicFileAttributes before, Reading reading, Consumer<Row> each)
            throws SourceException, IOException {
        try {
            int rows = new CsvRows(path, format).read(text, reading.columns(), each);
            refuseChanged(before, bytes);
            return rows;
        } catch (SourceException e) {
            text.drain();
            refuseChanged(before, bytes);
            throw e;
        } catch (UnfitTextException e) {
            refuseChanged(before, bytes);
            throw e;
        }
    }

    private void refuse(BasicFileAttributes before, Clock clock) throws SourceException {
        if (!before.isRegularFile()) {
            throw new SourceException(path + ": found something that is not a file; expected an extract in "
                    + format.charset() + ". Correct the setting 'file'");
        }
        if (before.size() == 0) {
            throw new SourceException(path + ": the file is empty; expected a header line and rows. "
                    + "Nothing was changed; have the extract made again");
        }
        if (before.size() > format.maxBytes()) {
            throw new SourceException(path + ": found " + before.size() + " bytes; expected at most "
                    + format.maxBytes() + ". If the extract is right, raise 'format.max-bytes'");
        }
        Instant modified = before.lastModifiedTime().toInstant();
        Duration maxAge = format.maxAge();
        if (maxAge != null && modified.isBefore(clock.instant().minus(maxAge))) {
            throw new SourceException(path + ": found a file written on " + modified + "; expected one not older than "
                    + maxAge + ". Look why no new extract arrived, or raise 'format.max-age'");
        }
    }

    private void refuseChanged(BasicFileAttributes before, FileBytes bytes) throws SourceException {
        BasicFileAttributes after = attributes();
        if (after.size() != before.size()
                || bytes.count() > before.size()
                || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw new SourceException(path + ": the file changed while it was read; expected a finished file. "
                    + "Have the extract written under another name and renamed when it is complete");
        }
    }

    private BasicFileAttributes attributes() throws SourceException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    path + ": there is no such file; expected the extract there. "
                            + "Look why it did not arrive, or correct the setting 'file'",
                    e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SourceException unreadable(IOException e) {
        return new SourceException(
                path + ": the file cannot be read (" + e + "); expected one that this account may read. "
                        + "Correct its owner or its rights",
                e);
    }
}
