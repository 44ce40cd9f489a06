package fr.sesame.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trail of one installation: its files, and the key that chains their lines. */
public final class AuditFolder {
    private final DayFiles files;
    private final byte[] key;

    /**
     * @param folder where the files are
     * @param key the installation's secret; with another one no line fits
     */
    public AuditFolder(Path folder, byte[] key) {
        this.files = new DayFiles(folder);
        this.key = key.clone();
    }

    /**
     * Begins to keep events.
     *
     * @throws AuditException if the folder cannot be written, or another process writes there
     */
    public AuditTrail open(Clock clock, AuditSettings settings) throws AuditException {
        return AuditTrail.open(files, new Chain(key), clock, settings, AuditTrail.CAPACITY);
    }

    /** What the trail calls a name that the directory does not have. */
    public String pseudonym(String name) {
        return new Chain(key).pseudonym(name);
    }

    /** A DN in the form in which two spellings of one are the same text. */
    public static String normal(String dn) {
        return Chain.normal(dn);
    }

    /**
     * Reads events in the order in which they were written, while others may be written.
     *
     * @param since the first instant, inclusive; null for all
     * @param until the first instant no more; null for all
     * @param each gets each line that is one; what is not is for {@link #verify} to tell
     */
    public void read(@Nullable Instant since, @Nullable Instant until, Consumer<AuditLine> each) throws AuditException {
        try {
            for (DayFiles.Day day : files.all()) {
                // A line is never written on a day before its instant.
                if (since == null || !day.date().isBefore(LocalDate.ofInstant(since, ZoneOffset.UTC))) {
                    readDay(day.file(), since, until, each);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static void readDay(Path file, @Nullable Instant since, @Nullable Instant until, Consumer<AuditLine> each)
            throws IOException {
        try (BufferedReader lines = TrailVerifier.reader(file)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                LineFormat.parse(text)
                        .filter(line -> since == null || !line.at().isBefore(since))
                        .filter(line -> until == null || line.at().isBefore(until))
                        .ifPresent(each);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            } // else it was removed meanwhile because of its age
        }
    }

    /**
     * Checks every line against the one before it, while others may be written.
     *
     * @param expected {@code SEQ:CHAIN} of a line that has to be there, as the log said once; null for none
     */
    public Verification verify(@Nullable String expected) throws AuditException {
        try {
            Position position = expected == null ? null : Position.parse(expected);
            return new TrailVerifier(new Chain(key), position).verify(files.all());
        } catch (IllegalArgumentException e) {
            throw new AuditException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private AuditException unreadable(IOException e) {
        String hint = e instanceof AccessDeniedException ? "; only the service's own user may read it" : "";
        return new AuditException("the audit trail cannot be read: " + e.getMessage() + hint, e);
    }
}
