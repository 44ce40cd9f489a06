package fr.sesame.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.account.SourceKey;
import fr.sesame.reconcile.ExtractMemory;
import fr.sesame.reconcile.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of each source, in {@code accepted-SOURCE.json} beside the runs. A file is replaced whole: after a kill it is the
 * old one or the new one.
 */
final class RememberedFiles implements ExtractMemory {
    private final Path folder;
    private final ObjectMapper json;

    RememberedFiles(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /** The file's form. */
    private record Content(
            List<Remembered.Accepted> accepted, Map<String, Remembered.Values> values, List<Missing> missed) {}

    private record Missing(SourceKey key, int extracts, LocalDate since) {}

    @Override
    public Remembered of(String source) throws IOException {
        Path file = file(source);
        try {
            Content content = json.readValue(Files.readAllBytes(file), Content.class);
            Map<SourceKey, Remembered.Missed> missed = new TreeMap<>();
            content.missed().forEach(one -> missed.put(one.key(), new Remembered.Missed(one.extracts(), one.since())));
            return new Remembered(content.accepted(), content.values(), missed);
        } catch (NoSuchFileException e) {
            return Remembered.NOTHING;
        } catch (IOException e) {
            throw new IOException(
                    "cannot read " + file + ": " + e.getMessage()
                            + "; move it away: absences are then counted from the beginning",
                    e);
        }
    }

    @Override
    public void keep(String source, Remembered remembered) throws IOException {
        List<Missing> missed = new TreeMap<>(remembered.missed())
                .entrySet().stream()
                        .map(entry -> new Missing(
                                entry.getKey(),
                                entry.getValue().extracts(),
                                entry.getValue().since()))
                        .toList();
        try {
            WholeFiles.replace(
                    file(source),
                    json.writeValueAsBytes(
                            new Content(remembered.accepted(), new TreeMap<>(remembered.values()), missed)));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; nothing was changed", e);
        }
    }

    private Path file(String source) {
        return folder.resolve("accepted-" + source + ".json");
    }
}
