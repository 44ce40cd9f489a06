package fr.sesame.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.CopyFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.EnvInfo;
import org.lmdbjava.LmdbException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a store: LMDB's file, mapped into memory, and the lock that makes one process its owner. */
final class StoreFiles implements AutoCloseable {
    static final String DATA_FILE = "data.mdb";

    private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);
    private static final String OWNER_LOCK = "owner.lock";
    private static final Set<String> OUR_FILES = Set.of("lock.mdb", OWNER_LOCK);
    private static final int MAX_DATABASES = 512;
    private static final int MAX_READERS = 1024;
    private static final int FILE_MODE = 0600;
    private static final long LEAST_RESERVATION = 64L << 20;

    private final Path folder;
    private final Env<ByteBuffer> env;
    private final long limit;
    private final @Nullable FileChannel owner;

    private StoreFiles(Path folder, Env<ByteBuffer> env, long limit, @Nullable FileChannel owner) {
        this.folder = folder;
        this.env = env;
        this.limit = limit;
        this.owner = owner;
    }

    /** @throws StoreException if another process owns it, or the folder is not one of a store */
    static StoreFiles open(Path folder, StoreOptions options) {
        FileChannel owner = null;
        try {
            Files.createDirectories(folder);
            checkIsOurs(folder);
            owner = own(folder);
            long limit = options.maxBytes();
            return new StoreFiles(folder, environment(folder, limit, options.durable()), limit, owner);
        } catch (IOException | LmdbException e) {
            giveBack(owner);
            throw cannotOpen(folder, e);
        }
    }

    /** @throws StoreException if there is no store */
    static StoreFiles openToRead(Path folder) {
        try {
            Path data = folder.resolve(DATA_FILE);
            if (!Files.isRegularFile(data)) {
                throw new StoreException("there is no store in " + folder + " (no " + DATA_FILE + ")");
            }
            long limit = Math.max(LEAST_RESERVATION, Files.size(data) * 4);
            Env<ByteBuffer> env =
                    builder(limit).open(folder.toFile(), FILE_MODE, EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
            return new StoreFiles(folder, env, limit, null);
        } catch (IOException | LmdbException e) {
            throw cannotOpen(folder, e);
        }
    }

    static StoreException cannotOpen(Path folder, Exception e) {
        return new StoreException(
                "the store in " + folder + " cannot be opened: " + e.getMessage()
                        + "; is the disk full or read-only, or is that a folder of something else?",
                e);
    }

    /** An empty store beside another program's files would look like an empty directory. */
    static void checkIsOurs(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(DATA_FILE))) {
            try (Stream<Path> files = Files.list(folder)) {
                List<String> others = files.map(file -> file.getFileName().toString())
                        .filter(name -> !OUR_FILES.contains(name))
                        .sorted()
                        .toList();
                if (!others.isEmpty()) {
                    throw new StoreException("there is no store in " + folder + ", but there are " + others
                            + "; name an empty folder, or move them away");
                }
            }
        }
    }

    /** One process writes; LMDB alone would let two take turns, each with caches of its own. */
    static FileChannel own(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(OWNER_LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("locked by this very process", e);
        }
        if (lock == null) {
            channel.close();
            throw new StoreException("the store in " + folder + " is in use by another process; stop it first");
        }
        return channel;
    }

    /** Where the address space is limited (ulimit -v), less is reserved: the store still opens, with less room to grow. */
    private static Env<ByteBuffer> environment(Path folder, long limit, boolean durable) {
        EnvFlags[] flags = durable
                ? new EnvFlags[] {EnvFlags.MDB_NOTLS, EnvFlags.MDB_NORDAHEAD}
                : new EnvFlags[] {EnvFlags.MDB_NOTLS, EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NORDAHEAD};
        for (long size = limit; ; size /= 2) {
            try {
                Env<ByteBuffer> env = builder(size).open(folder.toFile(), FILE_MODE, flags);
                if (size < limit) {
                    LOG.warn("store reserved={} wanted={}: the address space of this process is limited", size, limit);
                }
                return env;
            } catch (LmdbException e) {
                if (size / 2 < LEAST_RESERVATION
                        || !String.valueOf(e.getMessage()).contains("ENOMEM")) {
                    throw e;
                }
            }
        }
    }

    private static Env.Builder<ByteBuffer> builder(long size) {
        return Env.create(ByteBufferProxy.PROXY_OPTIMAL)
                .setMapSize(size)
                .setMaxDbs(MAX_DATABASES)
                .setMaxReaders(MAX_READERS);
    }

    Path folder() {
        return folder;
    }

    Env<ByteBuffer> env() {
        return env;
    }

    /** Whether another process may be writing to it, and this one does not. */
    boolean isReadOnly() {
        return owner == null;
    }

    /** Bytes that it may grow to, as it was asked for. */
    long limit() {
        return limit;
    }

    /** Bytes that hold or have held something. */
    long usedBytes() {
        EnvInfo info = env.info();
        return (info.lastPageNumber + 1) * env.stat().pageSize;
    }

    /** Copies what the last commit left, without the free space, into a folder that has no store. */
    void copyTo(Path target) {
        try {
            Files.createDirectories(target);
            if (Files.exists(target.resolve(DATA_FILE))) {
                throw new StoreException(target + " has a store already; nothing was overwritten. Name another folder");
            }
            env.copy(target.toFile(), CopyFlags.MDB_CP_COMPACT);
            try (FileChannel copy = FileChannel.open(target.resolve(DATA_FILE), StandardOpenOption.WRITE)) {
                copy.force(true);
            }
        } catch (IOException | LmdbException e) {
            throw new StoreException("the copy to " + target + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        env.close();
        giveBack(owner);
    }

    static void giveBack(@Nullable FileChannel owner) {
        if (owner != null) {
            try {
                owner.close();
            } catch (IOException e) {
                LOG.warn("the lock of the store was not given back; it ends with the process", e);
            }
        }
    }
}
