package fr.sesame.history;

import fr.sesame.account.Login;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The history on disk: one file for each month in UTC, {@code 2026-11.jsonl}, one JSON object a line, readable by its owner alone.
 * Lines are only ever appended, but for those of somebody who is erased. Service and commands may write at the same time.
 */
public final class HistoryFolder {
    private static final String SUFFIX = ".jsonl";
    private static final String ERASING = ".erasing-";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final int keepMonths;

    /**
     * @param folder where the files are; it is made when something is to be written
     * @param keepMonths after how many months a file is removed
     */
    public HistoryFolder(Path folder, int keepMonths) {
        this.folder = folder;
        this.keepMonths = keepMonths;
    }

    /**
     * The changes of one account.
     *
     * @param since the instant since which nothing is missing; empty if nothing was ever recorded
     * @param recorded in the order in which they were written
     */
    public record Found(Optional<Instant> since, List<Recorded> recorded) {
        public Found {
            recorded = List.copyOf(recorded);
        }
    }

    /** Appends a change; a power cut may still take it, a kill may not. */
    synchronized void append(Recorded recorded) throws IOException {
        Files.createDirectories(folder, FOLDER_OF_OWNER);
        try (FolderLock lock = FolderLock.take(folder)) {
            YearMonth month = YearMonth.from(recorded.at().atOffset(ZoneOffset.UTC));
            Path file = folder.resolve(month + SUFFIX);
            try (FileChannel channel = FileChannel.open(
                    file,
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OWNER_ALONE)) {
                StringBuilder text = new StringBuilder();
                long size = channel.size();
                if (size == 0) {
                    text.append(RecordedText.since(beginning(recorded.at(), month)))
                            .append('\n');
                } else if (!endsWithLine(channel, size)) {
                    text.append('\n'); // what a kill has left stays half a line
                }
                text.append(RecordedText.format(recorded)).append('\n');
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    size += channel.write(bytes, size);
                }
            }
        }
    }

    /** Of the very first file: now. Of a later one: the begin of its month, since the file before it lasted until then. */
    private Instant beginning(Instant now, YearMonth month) throws IOException {
        boolean first = months().stream().noneMatch(earlier -> earlier.isBefore(month));
        return first ? now : month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static boolean endsWithLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) == '\n';
    }

    /** Everything that is kept of that account. */
    public Found of(Login login) throws IOException {
        List<Recorded> recorded = new ArrayList<>();
        Instant since = null;
        String mark = RecordedText.mark(login);
        for (YearMonth month : months()) {
            try (BufferedReader lines = Files.newBufferedReader(folder.resolve(month + SUFFIX))) {
                String line = lines.readLine();
                if (since == null) {
                    since = RecordedText.parseSince(line).orElse(null);
                }
                for (; line != null; line = lines.readLine()) {
                    if (line.startsWith(mark)) {
                        RecordedText.parse(line).ifPresent(recorded::add);
                    }
                }
            }
        }
        return new Found(Optional.ofNullable(since), recorded);
    }

    /** Removes every line of that account. Done again, it does no harm. */
    synchronized void forget(Login login) throws IOException {
        String mark = RecordedText.mark(login);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (FolderLock lock = FolderLock.take(folder)) {
            for (YearMonth month : months()) {
                rewrite(folder.resolve(month + SUFFIX), line -> line.startsWith(mark));
            }
        }
        Files.deleteIfExists(erasing(login));
    }

    private static void rewrite(Path file, Predicate<String> forgotten) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            if (lines.lines().noneMatch(forgotten)) {
                return;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Path made = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(made);
        Files.createFile(made, OWNER_ALONE);
        try (BufferedReader lines = Files.newBufferedReader(file);
                BufferedWriter kept = Files.newBufferedWriter(made)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!forgotten.test(line)) {
                    kept.write(line);
                    kept.write('\n');
                }
            }
        }
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Notes that an account is about to be erased, so that its lines go away even if nobody finishes it now. */
    void beginToForget(Login login) throws IOException {
        if (Files.isDirectory(folder) && Files.notExists(erasing(login))) {
            Files.createFile(erasing(login), OWNER_ALONE);
        }
    }

    /** Finishes what a kill between an erasure and its forgetting has left. */
    void finishForgetting(Predicate<Login> exists) throws IOException {
        List<Login> begun = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ERASING + "*")) {
            files.forEach(
                    file -> begun.add(new Login(file.getFileName().toString().substring(ERASING.length()))));
        }
        for (Login login : begun) {
            if (exists.test(login)) {
                Files.deleteIfExists(erasing(login)); // it was refused
            } else {
                forget(login);
            }
        }
    }

    private Path erasing(Login login) {
        return folder.resolve(ERASING + login);
    }

    /** Removes the months that are too old. */
    void removeOld(Instant now) throws IOException {
        YearMonth first = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(keepMonths);
        for (YearMonth month : months()) {
            if (month.isBefore(first)) {
                Files.deleteIfExists(folder.resolve(month + SUFFIX));
            }
        }
    }

    private List<YearMonth> months() throws IOException {
        List<YearMonth> months = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return months;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, "[0-9][0-9][0-9][0-9]-[01][0-9]" + SUFFIX)) {
            files.forEach(file ->
                    months.add(YearMonth.parse(file.getFileName().toString().substring(0, "2026-11".length()))));
        }
        months.sort(null);
        return months;
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }
}
