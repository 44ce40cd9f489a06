package fr.sesame.source.csv;

import fr.sesame.source.Extract;
import fr.sesame.source.SourceException;
import fr.sesame.source.rows.Reading;
import fr.sesame.source.rows.Row;
import fr.sesame.source.rows.Rows;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest complete CSV file of a folder, by the time of its last change; of two of one time, the last by name. One that is still
 * being written is passed over: its time has come when the next run looks.
 *
 * @param folder where the files arrive
 * @param name which of them, as a glob such as {@code apogee-*.csv.gz}
 * @param settled for how long a file must not have changed
 * @param marker what is added to the name of a file to name the one that comes when it is complete, such as {@code .done}; empty:
 *     there is none
 * @param format how each is written
 */
public record NewestFile(Path folder, String name, Duration settled, String marker, CsvFormat format) implements Rows {
    /** One minute: longer than a copy pauses. */
    public static final Duration DEFAULT_SETTLED = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(NewestFile.class);

    private record Found(Path path, Instant modified) {
        private static final Comparator<Found> BY_AGE =
                Comparator.comparing(Found::modified).thenComparing(Found::path);
    }

    @Override
    public Extract.Facts read(Reading reading, Consumer<Row> each) throws SourceException {
        return new CsvFile(newest(reading.clock()), format).read(reading, each);
    }

    private Path newest(Clock clock) throws SourceException {
        List<Found> files = files();
        if (files.isEmpty()) {
            throw new SourceException(folder + ": found no file '" + name + "'; expected the extract there. "
                    + "Look why it did not arrive, or correct the setting 'newest.name'");
        }
        files.sort(Found.BY_AGE.reversed());
        List<String> passed = new ArrayList<>();
        for (Found file : files) {
            Optional<String> incomplete = incomplete(file, clock.instant());
            if (incomplete.isEmpty()) {
                passed.forEach(why -> LOG.warn("{}; read in its place: {}", why, file.path()));
                return file.path();
            }
            passed.add(incomplete.get());
        }
        throw new SourceException(
                folder + ": no file '" + name + "' is complete: " + passed.get(0)
                        + ". Nothing was changed; run again when it is there whole, or correct 'newest.settled' and 'newest.marker'");
    }

    private List<Found> files() throws SourceException {
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            throw new SourceException(folder + ": there is no such folder; expected the one that extracts arrive in. "
                    + "Make it, or correct the setting 'newest.folder'");
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, name)) {
            for (Path path : paths) {
                boolean isMarker = !marker.isEmpty() && path.toString().endsWith(marker);
                if (!isMarker && Files.isRegularFile(path)) {
                    found.add(new Found(path, Files.getLastModifiedTime(path).toInstant()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new SourceException(
                    folder + ": the folder cannot be read (" + e
                            + "); expected one that this account may read, and files "
                            + "that nobody takes away meanwhile. Correct its owner or its rights, or run again",
                    e);
        }
        return found;
    }

    /** Why that file is not complete yet; empty if it is. */
    private Optional<String> incomplete(Found file, Instant now) throws SourceException {
        if (file.modified().isAfter(now.minus(settled))) {
            return Optional.of(file.path().getFileName() + " changed at " + file.modified() + ", less than " + settled
                    + " ago: it may still be being written");
        }
        if (marker.isEmpty()) {
            return Optional.empty();
        }
        Path mark = file.path().resolveSibling(file.path().getFileName() + marker);
        try {
            boolean isOlder = Files.getLastModifiedTime(mark).toInstant().isBefore(file.modified());
            return isOlder
                    ? Optional.of(file.path().getFileName() + " was changed after " + mark.getFileName() + " was made")
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(mark.getFileName() + " is not there");
        } catch (IOException e) {
            throw new SourceException(mark + ": cannot be read (" + e + "); correct its owner or its rights", e);
        }
    }
}
