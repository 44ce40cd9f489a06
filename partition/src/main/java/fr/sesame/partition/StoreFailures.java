package fr.sesame.partition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lmdbjava.Env;
import org.lmdbjava.LmdbException;
import org.lmdbjava.LmdbNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed write means for the writes to come. */
final class StoreFailures {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailures.class);
    private static final long LITTLE = 1L << 20;

    private StoreFailures() {}

    /**
     * A full or read-only disk leaves the last commit untouched, and writes can be tried again. After an error of the disk
     * itself, what it holds is only known by reading it again: the kernel may have thrown away what it could not write and
     * forget that it said so (fsync reports an error once), and LMDB gives up after a failed write of its first page.
     */
    static StoreHealth judge(LmdbException cause, Path folder, long limit) {
        if (cause instanceof Env.MapFullException) {
            return new StoreHealth(
                    false,
                    false,
                    "the store in " + folder + " has reached its limit of " + (limit >> 20)
                            + " MB; raise server.max-store-megabytes and restart");
        }
        String text = String.valueOf(cause.getMessage());
        if (text.contains("ENOSPC") || text.contains("EDQUOT") || (text.contains("EIO") && isFull(folder))) {
            return new StoreHealth(
                    false, false, "the disk is full that holds " + folder + "; make room: writes go on by themselves");
        }
        if (text.contains("EROFS") || text.contains("EACCES") || text.contains("EPERM")) {
            return new StoreHealth(
                    false,
                    false,
                    "the file system that holds " + folder
                            + " is read-only; make it writable: writes go on by themselves");
        }
        if (text.contains("EIO") || cause instanceof LmdbNativeException.PanicException) {
            return new StoreHealth(
                    false,
                    true,
                    "the disk that holds " + folder + " failed (" + text
                            + "); look at the kernel's log, then restart: a restart is needed, nothing that was acknowledged is lost");
        }
        return new StoreHealth(false, true, "the store in " + folder + " failed (" + text + "); a restart is needed");
    }

    /** LMDB reports a write that found room for its beginning alone as EIO. */
    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LITTLE;
        } catch (IOException e) {
            LOG.warn("how much room is left is not known", e);
            return false;
        }
    }
}
