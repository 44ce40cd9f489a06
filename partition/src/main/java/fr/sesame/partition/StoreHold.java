package fr.sesame.partition;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store that nobody else opens for writing meanwhile. What is in it is not looked at: it may be damaged, and about to be
 * replaced for that.
 */
public final class StoreHold implements AutoCloseable {
    private final FileChannel owner;

    private StoreHold(FileChannel owner) {
        this.owner = owner;
    }

    /** @throws StoreException if another process writes to it, or the folder is not one of a store */
    public static StoreHold of(Path folder) {
        try {
            Files.createDirectories(folder);
            StoreFiles.checkIsOurs(folder);
            return new StoreHold(StoreFiles.own(folder));
        } catch (IOException e) {
            throw StoreFiles.cannotOpen(folder, e);
        }
    }

    @Override
    public void close() {
        StoreFiles.giveBack(owner);
    }
}
