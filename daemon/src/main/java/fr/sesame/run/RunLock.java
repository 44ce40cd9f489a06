package fr.sesame.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One run at a time, whether the service or a command makes it: a lock on a file, which the system lets go of when its
 * process dies.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock take(Path file) throws RunException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                FileLock lock = channel.tryLock();
                taken = lock != null;
            } catch (OverlappingFileLockException e) {
                taken = false; // held by another thread of this process
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            if (!taken) {
                throw RunException.busy("another run is going on (it holds " + file + "); wait for it to end");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new RunException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws RunException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new RunException("cannot let go of the lock of this run: " + e.getMessage(), e);
        }
    }
}
