package fr.sesame.source.csv;

import fr.sesame.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The bytes of an extract, read once, so that what is checked, what is used and what is recorded are the same bytes.
 *
 * @param path the file
 * @param text its decoded text
 * @param modified when it was last written
 * @param sha256 checksum of the bytes, in hexadecimal
 */
record ExtractFile(Path path, String text, Instant modified, String sha256) {

    static ExtractFile read(Path path, CsvFormat format, Clock clock) throws SourceException {
        BasicFileAttributes before = attributes(path);
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
        refuseOld(path, format, modified, clock);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        BasicFileAttributes after = attributes(path);
        if (bytes.length != before.size() || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw new SourceException(path + ": the file changed while it was read; expected a finished file. "
                    + "Have the extract written under another name and renamed when it is complete");
        }
        return new ExtractFile(path, StrictText.decode(path, bytes, format.charset()), modified, sha256(bytes));
    }

    private static void refuseOld(Path path, CsvFormat format, Instant modified, Clock clock) throws SourceException {
        Duration maxAge = format.maxAge();
        if (maxAge != null && modified.isBefore(clock.instant().minus(maxAge))) {
            throw new SourceException(path + ": found a file written on " + modified + "; expected one not older than "
                    + maxAge + ". Look why no new extract arrived, or raise 'format.max-age'");
        }
    }

    private static BasicFileAttributes attributes(Path path) throws SourceException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    path + ": there is no such file; expected the extract there. "
                            + "Look why it did not arrive, or correct the setting 'file'",
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static SourceException unreadable(Path path, IOException e) {
        return new SourceException(
                path + ": the file cannot be read (" + e + "); expected one that this account may read. "
                        + "Correct its owner or its rights",
                e);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
