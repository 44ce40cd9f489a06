package fr.sesame.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all. */
final class WholeFile {
    private WholeFile() {}

    /** @throws IOException naming the file, if it cannot be written; what was there before is still there then */
    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path made = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.writeString(made, text);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(made);
            throw new IOException("cannot write " + file + ": " + e, e);
        }
    }
}
