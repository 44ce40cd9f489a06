package fr.sesame.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SESAME_LOG_FORMAT}: how events are written. Without it as the journal wants them, if that is where they go, else as text. */
public final class WantedFormat extends Wanted {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    public WantedFormat() {
        super("SESAME_LOG_FORMAT", List.of("text", "journal", "json"));
    }

    @Override
    String usual() {
        return isJournal(System.getenv("JOURNAL_STREAM"), STANDARD_ERROR) ? "journal" : "text";
    }

    /**
     * Whether a stream is the one that systemd has connected to the journal.
     *
     * @param journal its device and inode as systemd says them, which whoever is started by a service inherits, too
     */
    static boolean isJournal(@Nullable String journal, Path stream) {
        if (journal == null) {
            return false;
        }
        try {
            Map<String, Object> file = Files.readAttributes(stream, "unix:dev,ino");
            return journal.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no such system: nor is there a journal
        }
    }
}
