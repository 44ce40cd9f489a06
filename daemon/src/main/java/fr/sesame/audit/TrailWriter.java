package fr.sesame.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the file of the day. After a failure it looks at the disk again, goes on after the last line that is there, and
 * says so in a line of its own. For one thread.
 */
final class TrailWriter implements AutoCloseable {
    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final DayFiles files;
    private final Chain chain;
    private @Nullable FileChannel channel;
    private LocalDate day = LocalDate.MIN;
    private Position end = Position.START;

    private TrailWriter(DayFiles files, Chain chain) {
        this.files = files;
        this.chain = chain;
    }

    /** Goes on where the files end. */
    static TrailWriter open(DayFiles files, Chain chain, Instant now) throws IOException {
        TrailWriter writer = new TrailWriter(files, chain);
        writer.resume(now);
        return writer;
    }

    /** The last line that was written. */
    Position end() {
        return end;
    }

    /** The day of the current file. */
    LocalDate day() {
        return day;
    }

    /**
     * Writes all of them, not yet to the disk.
     *
     * @throws IOException if not all were written; the next call begins by looking what is there
     */
    void write(List<AuditLine> lines, Instant now) throws IOException {
        try {
            if (channel == null) {
                resume(now);
            } else if (dayOf(now).isAfter(day)) {
                sync();
                open(dayOf(now), now);
            }
            append("", lines);
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    /** To the disk. */
    void sync() throws IOException {
        if (channel != null) {
            try {
                channel.force(false);
            } catch (IOException e) {
                fail(e); // what the disk holds now is known only by reading it again
                throw e;
            }
        }
    }

    /** After a start or a failure: the last line on the disk is the truth. */
    private void resume(Instant now) throws IOException {
        Position remembered = end;
        List<DayFiles.Day> days = files.all();
        if (!days.isEmpty()) {
            DayFiles.Day newest = days.get(days.size() - 1);
            Tail tail = Tail.of(newest.file());
            end = tail.last().isPresent() ? tail.last().get() : lastBefore(days);
            channel = FileChannel.open(newest.file(), APPEND);
            day = newest.date();
            long missing = remembered.seq() - end.seq();
            if (tail.torn() > 0 || missing > 0) {
                repair(tail.torn(), missing, now);
            }
        }
        if (channel == null || dayOf(now).isAfter(day)) {
            open(dayOf(now), now);
        }
    }

    private static Position lastBefore(List<DayFiles.Day> days) throws IOException {
        for (int i = days.size() - 2; i >= 0; i--) {
            Tail tail = Tail.of(days.get(i).file());
            if (tail.last().isPresent()) {
                return tail.last().get();
            }
        }
        return Position.START;
    }

    /** What is no line stays where it is: the line after it says how much that is. */
    private void repair(long torn, long missing, Instant now) throws IOException {
        String detail = torn + " bytes before this line are no line"
                + (missing > 0 ? "; " + missing + " lines that were written are not on the disk" : "");
        String newline = torn > 0 ? "\n" : "";
        append(newline, List.of(AuditLine.ofTrail(now, AuditLine.REPAIRED, torn, detail, end.toString())));
    }

    private void open(LocalDate date, Instant now) throws IOException {
        if (channel != null) {
            channel.close();
        }
        FileChannel opened = FileChannel.open(files.of(date), APPEND, DayFiles.OWNER_ALONE);
        channel = opened;
        day = date;
        if (opened.size() == 0) {
            append("", List.of(AuditLine.ofTrail(now, AuditLine.FILE, 1, "", end.toString())));
            syncFolder();
        }
    }

    /** The name of a new file is in its folder, which has to reach the disk too. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(files.folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private void append(String before, List<AuditLine> lines) throws IOException {
        if (channel == null) {
            throw new IllegalStateException("no file is open");
        }
        StringBuilder text = new StringBuilder(before);
        Position position = end;
        for (AuditLine line : lines) {
            long seq = position.seq() + 1;
            String body = LineFormat.body(seq, line);
            position = new Position(seq, chain.value(position.chain(), body));
            text.append(LineFormat.line(body, position.chain())).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        end = position;
    }

    /** Removes days that are too old, after a line that says which. */
    List<LocalDate> remove(LocalDate before, Instant now) throws IOException {
        List<DayFiles.Day> days = files.all();
        List<DayFiles.Day> old = days.stream()
                .filter(one -> one.date().isBefore(before) && one.date().isBefore(day))
                .toList();
        if (old.isEmpty()) {
            return List.of();
        }
        Position through = anchor(days.get(old.size()));
        List<LocalDate> dates = old.stream().map(DayFiles.Day::date).toList();
        String detail = dates.get(0) + " to " + dates.get(dates.size() - 1);
        write(List.of(AuditLine.ofTrail(now, AuditLine.REMOVED, old.size(), detail, through.toString())), now);
        sync();
        for (DayFiles.Day one : old) {
            Files.delete(one.file());
        }
        return dates;
    }

    private static Position anchor(DayFiles.Day oldest) throws IOException {
        try (var lines = Files.newBufferedReader(oldest.file())) {
            String first = lines.readLine();
            return Position.parse(LineFormat.parse(String.valueOf(first))
                    .map(AuditLine::anchor)
                    .orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    oldest.file() + " does not begin as a file of the trail does; nothing before it was removed."
                            + " Look at it with: sesame audit verify",
                    e);
        }
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private void fail(IOException why) {
        try {
            close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
