package fr.sesame.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the chain from the oldest line to the newest. One that does not fit is told once; the next is held against it as it stands. */
final class TrailVerifier {
    static final int MOST = 100;
    private static final String NO_LINE = ": this is no line, and none after it says that a kill has left it";

    private final Chain chain;
    private final @Nullable Position expected;
    private final List<String> problems = new ArrayList<>();
    private @Nullable Position before;
    private Position oldest = Position.START;
    /** What lines say that it was removed for its age. */
    private final Set<Position> removed = new HashSet<>();

    private boolean found;
    private long lines;
    private int repairs;
    /** Where there is something that is no line, until a line says that a kill has left it. */
    private @Nullable String torn;

    private boolean tornToTheEnd;

    /** @param expected a line that has to be there */
    TrailVerifier(Chain chain, @Nullable Position expected) {
        this.chain = chain;
        this.expected = expected;
    }

    /** A file of which an altered byte may be no UTF-8 any more. */
    static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    Verification verify(List<DayFiles.Day> days) throws IOException {
        for (DayFiles.Day day : days) {
            verify(day.file());
        }
        boolean unfinished =
                torn != null && tornToTheEnd && !days.isEmpty() && endsWithinLine(days.get(days.size() - 1));
        if (torn != null && !unfinished) {
            problem(torn + NO_LINE);
        }
        if (!oldest.equals(Position.START) && !removed.contains(oldest)) {
            problem("lines 1 to " + oldest.seq() + " are not there, and no line says that they were too old");
        }
        if (expected != null && !found) {
            problem("line " + expected + " is not there, or not as it was");
        }
        return new Verification(
                days.size(),
                lines,
                String.valueOf(before == null ? Position.START : before),
                repairs,
                unfinished,
                problems);
    }

    private static boolean endsWithinLine(DayFiles.Day day) throws IOException {
        try (FileChannel channel = FileChannel.open(day.file(), StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private void verify(Path file) throws IOException {
        try (BufferedReader reader = reader(file)) {
            int number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                String where = file + ":" + number;
                Optional<LineFormat.Parts> parts = LineFormat.parts(text);
                if (parts.isPresent()) {
                    verify(where, parts.get(), LineFormat.parse(text));
                } else if (torn == null) {
                    torn = where;
                    tornToTheEnd = true;
                } else {
                    tornToTheEnd = false; // several lines that are none
                }
            }
        }
    }

    private void verify(String where, LineFormat.Parts parts, Optional<AuditLine> line) {
        lines++;
        Position stated = parts.position();
        if (before == null) {
            begin(where, line);
        }
        Position previous = before == null ? Position.START : before;
        boolean fits = stated.seq() == previous.seq() + 1
                && chain.value(previous.chain(), parts.body()).equals(stated.chain());
        String kind = fits ? line.map(AuditLine::kind).orElse("") : "";
        if (kind.equals(AuditLine.REPAIRED)) {
            repairs++;
        } else if (torn != null) {
            problem(torn + NO_LINE);
        }
        torn = null;
        if (!fits) {
            problem(where + misfit(previous, stated));
        }
        if (kind.equals(AuditLine.REMOVED)) {
            removed.add(anchor(line));
        }
        found |= fits && stated.equals(expected);
        before = stated;
    }

    private static String misfit(Position previous, Position stated) {
        return stated.seq() == previous.seq() + 1
                ? ": line " + stated.seq() + " does not fit the one before it; one of the two was altered"
                : ": line " + stated.seq() + " follows line " + previous.seq() + "; lines were removed, added or moved";
    }

    /** The oldest line that is there says what was before it. */
    private void begin(String where, Optional<AuditLine> line) {
        String kind = line.map(AuditLine::kind).orElse("");
        if (kind.equals(AuditLine.FILE) || kind.equals(AuditLine.REPAIRED)) {
            oldest = anchor(line);
        } else {
            problem(where + ": the trail does not begin as a file of the trail does");
        }
        before = oldest;
    }

    private static Position anchor(Optional<AuditLine> line) {
        try {
            return Position.parse(line.map(AuditLine::anchor).orElse(""));
        } catch (IllegalArgumentException e) {
            return Position.START; // then the chain does not fit either
        }
    }

    private void problem(String what) {
        if (problems.size() < MOST) {
            problems.add(what);
        }
    }
}
