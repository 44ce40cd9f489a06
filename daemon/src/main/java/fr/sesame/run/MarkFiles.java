package fr.sesame.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.sesame.reconcile.Marks;
import fr.sesame.source.Mark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each source has been read, in {@code changed-SOURCE.json} beside the runs. A file is replaced whole: after a kill it is the
 * old one or the new one. One that cannot be read, or was made by another configuration, is as good as none.
 */
final class MarkFiles implements Marks {
    private static final Logger LOG = LoggerFactory.getLogger(MarkFiles.class);
    private static final String BEGIN = "changed-";

    private final Path folder;
    private final ObjectMapper json;
    private final String settings;

    /** @param settings tells one configuration, and one version of the program, from another */
    MarkFiles(Path folder, ObjectMapper json, String settings) {
        this.folder = folder;
        this.json = json;
        this.settings = settings;
    }

    /** The file's form. */
    private record Content(String settings, Mark mark) {}

    @Override
    public Kept of(String source) throws IOException {
        Path file = file(source);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Kept.none("it is not known how far it was read");
        }
        try {
            Content content = json.readValue(bytes, Content.class);
            return content.settings().equals(settings)
                    ? new Kept(content.mark(), "")
                    : Kept.none("the configuration, or the program, is another one than when it was last read");
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is not as it was written ({}); source={} is read whole", file, e.getMessage(), source);
            return Kept.none(file + " is not as it was written");
        }
    }

    @Override
    public void keep(String source, Mark mark) throws IOException {
        WholeFiles.replace(file(source), json.writeValueAsBytes(new Content(settings, mark)));
    }

    @Override
    public void forget(String source) throws IOException {
        Files.deleteIfExists(file(source));
    }

    /** The next read of every source is of everything. */
    static void forgetAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BEGIN + "*.json")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path file(String source) {
        return folder.resolve(BEGIN + source + ".json");
    }
}
