package fr.sesame.history;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** One writer at a time, whether thread or process; the system lets go of it when its process dies. */
final class FolderLock implements AutoCloseable {
    private static final int TRIES = 12_000;
    private static final long PAUSE_MILLIS = 5;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if it cannot be had within a minute */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                if (isTaken(channel)) {
                    return new FolderLock(channel);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            throw new IOException("somebody else is writing to " + folder + " for a minute");
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for " + folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by another thread of this process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
