package fr.sesame.store;

import fr.sesame.partition.EntryStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The one file of a store, put in place of another at one stroke: a crash leaves the old one or the new one. */
final class DataFile {
    private DataFile() {}

    /**
     * Puts the content of a folder's store into another folder; what was there is kept beside it.
     *
     * @param kept the name under which the old file is kept, in the same folder
     */
    static void replace(Path source, Path folder, String kept) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(EntryStore.DATA_FILE);
        if (Files.exists(target)) {
            Files.deleteIfExists(folder.resolve(kept));
            Files.createLink(folder.resolve(kept), target);
        }
        // Whoever still reads the old file keeps its lock; the new file must begin with one of its own.
        Files.deleteIfExists(folder.resolve("lock.mdb"));
        Files.move(
                source.resolve(EntryStore.DATA_FILE),
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
    }

    /** Puts the file and its name on the disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
