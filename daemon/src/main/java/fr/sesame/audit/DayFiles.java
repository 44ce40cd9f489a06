package fr.sesame.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files of a trail, one for each day in UTC on which something was written: no day of a log is to have an hour twice.
 * Readable by their owner alone.
 */
final class DayFiles {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String SUFFIX = ".jsonl";

    private final Path folder;

    DayFiles(Path folder) {
        this.folder = folder;
    }

    /** A day's file. */
    record Day(LocalDate date, Path file) {}

    void makeFolder() throws IOException {
        Files.createDirectories(folder, FOLDER_OF_OWNER);
    }

    Path folder() {
        return folder;
    }

    Path of(LocalDate day) {
        return folder.resolve(day + SUFFIX);
    }

    /** Oldest first; none if there is no trail yet. */
    List<Day> all() throws IOException {
        List<Day> days = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return days;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try {
                    days.add(new Day(LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())), file));
                } catch (DateTimeException e) {
                    throw new IOException(file + " is not a file of the trail; move it out of the folder", e);
                }
            }
        }
        days.sort(Comparator.comparing(Day::date));
        return days;
    }
}
