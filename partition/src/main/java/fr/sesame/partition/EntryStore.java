package fr.sesame.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.ByteBufferProxy;
import org.lmdbjava.CopyFlags;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.EnvInfo;
import org.lmdbjava.LmdbException;
import org.lmdbjava.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory: one LMDB environment with its databases, opened by one process for writing and by any number for
 * reading. Readers see the last commit and never wait for a writer; writers share commits ({@link GroupCommit}).
 *
 * <p>The databases, all in one file:
 *
 * <pre>
 *   meta        name                          value              format, contextCSN, tree
 *   attributes  number                        OID                what the numbers in entries mean
 *   entries     id                            entry              {@link EntryFormat}
 *   names       id of parent, normalised RDN  id
 *   children    id of parent                  ids, sorted
 *   counts      id                            children, descendants; only of those who have some
 *   aliases     id                            normalised DN of the target
 *   =OID        normalised value              ids, sorted        an index for equality, ranges, presence, initial substrings
 *   ~OID        three characters of a value   ids, sorted        an index for substrings
 * </pre>
 */
public final class EntryStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntryStore.class);
    /** The name of the file that holds everything. */
    public static final String DATA_FILE = "data.mdb";

    private static final int FORMAT = 1;
    private static final Set<String> OUR_FILES = Set.of("lock.mdb", "owner.lock");
    private static final int MAX_DATABASES = 512;
    private static final int MAX_READERS = 1024;
    private static final int IDLE_VIEWS = 32;
    private static final int FILE_MODE = 0600;
    private static final long LEAST_RESERVATION = 64L << 20;
    private static final int CHECK_READERS_EVERY = 1000;
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);
    private static final byte[] FORMAT_KEY = ascii("format");
    private static final byte[] CSN_KEY = ascii("contextCSN");
    private static final byte[] TREE_KEY = ascii("tree");
    private static final String INDEX_PREFIX = "index ";
    private static final byte[] INDEX_KEYS = ascii(INDEX_PREFIX);

    private final Path folder;
    private final Env<ByteBuffer> env;
    private final boolean readOnly;
    private final @Nullable FileChannel owner;
    private final long limit;
    private final Dbi<ByteBuffer> meta;
    final Dbi<ByteBuffer> attributes;
    final Dbi<ByteBuffer> entries;
    final Dbi<ByteBuffer> names;
    final Dbi<ByteBuffer> children;
    final Dbi<ByteBuffer> counts;
    final Dbi<ByteBuffer> aliases;
    private final Map<String, Dbi<ByteBuffer>> indices = new ConcurrentHashMap<>();
    private final Deque<View> idle = new ArrayDeque<>();
    private final GroupCommit commits = new GroupCommit(this);
    private final StoreCondition condition = new StoreCondition(System::nanoTime);
    private final AtomicLong committed = new AtomicLong();
    private final List<Runnable> onAbort = new ArrayList<>();
    private long lastId;
    private int active;
    private boolean closed;

    private EntryStore(Path folder, Env<ByteBuffer> env, boolean readOnly, @Nullable FileChannel owner, long limit) {
        this.folder = folder;
        this.env = env;
        this.readOnly = readOnly;
        this.owner = owner;
        this.limit = limit;
        meta = database("meta");
        attributes = database("attributes");
        entries = database("entries");
        names = database("names");
        children = database("children", DbiFlags.MDB_DUPSORT, DbiFlags.MDB_DUPFIXED);
        counts = database("counts");
        aliases = database("aliases");
    }

    /**
     * Opens it for writing, and makes it if it is not there.
     *
     * @throws StoreException if another process writes to it, or the files are not a store of this version
     */
    public static EntryStore open(Path folder, StoreOptions options) {
        FileChannel owner = null;
        Env<ByteBuffer> env = null;
        try {
            Files.createDirectories(folder);
            checkIsOurs(folder);
            owner = own(folder);
            long limit = options.maxBytes();
            env = environment(folder, limit, options.durable());
            EntryStore store = new EntryStore(folder, env, false, owner, limit);
            store.checkFormat();
            store.lastId = store.findLastId();
            env.readerCheck();
            return store;
        } catch (IOException | LmdbException | StoreException e) {
            close(env, owner);
            throw e instanceof StoreException known ? known : cannotOpen(folder, e);
        }
    }

    /** Opens it to read what the last commit left, while another process may be writing. */
    public static EntryStore openToRead(Path folder) {
        Env<ByteBuffer> env = null;
        try {
            if (!Files.isRegularFile(folder.resolve(DATA_FILE))) {
                throw new StoreException("there is no store in " + folder + " (no " + DATA_FILE + ")");
            }
            long limit = Math.max(LEAST_RESERVATION, Files.size(folder.resolve(DATA_FILE)) * 4);
            env = builder(limit).open(folder.toFile(), FILE_MODE, EnvFlags.MDB_RDONLY_ENV, EnvFlags.MDB_NOTLS);
            EntryStore store = new EntryStore(folder, env, true, null, limit);
            store.checkFormat();
            return store;
        } catch (IOException | LmdbException | StoreException e) {
            close(env, null);
            throw e instanceof StoreException known ? known : cannotOpen(folder, e);
        }
    }

    /** An empty store beside another program's files would look like an empty directory. */
    private static void checkIsOurs(Path folder) throws IOException {
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

    private static StoreException cannotOpen(Path folder, Exception e) {
        return new StoreException(
                "the store in " + folder + " cannot be opened: " + e.getMessage()
                        + "; is the disk full or read-only, or is that a folder of something else?",
                e);
    }

    /** One process writes; LMDB alone would let two take turns, each with caches of its own. */
    private static FileChannel own(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    private Dbi<ByteBuffer> database(String name, DbiFlags... flags) {
        if (readOnly) {
            return env.openDbi(name, flags);
        }
        DbiFlags[] all = new DbiFlags[flags.length + 1];
        System.arraycopy(flags, 0, all, 1, flags.length);
        all[0] = DbiFlags.MDB_CREATE;
        return env.openDbi(name, all);
    }

    private void checkFormat() {
        Integer format = null;
        try (View view = read()) {
            ByteBuffer found = view.get(meta, FORMAT_KEY);
            format = found == null ? null : found.getInt(found.position());
        }
        if (format == null && !readOnly) {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                ByteBuffer key = ByteBuffer.allocateDirect(FORMAT_KEY.length)
                        .put(FORMAT_KEY)
                        .flip();
                meta.reserve(txn, key, Integer.BYTES).putInt(FORMAT);
                txn.commit();
            }
        } else if (format == null || format != FORMAT) {
            throw new StoreException(
                    "the store in " + folder + " has format " + format + "; this program reads and writes " + FORMAT
                            + ". Use the program that wrote it, or export with that and import with this");
        }
    }

    private long findLastId() {
        try (View view = read()) {
            View.Walk walk = view.walk(entries);
            return walk.last() ? walk.keyId() : 0;
        }
    }

    /** An index, made empty if it is not there; the first time not within a write. */
    Dbi<ByteBuffer> index(String name) {
        if (commits.current() != null && !indices.containsKey(name)) {
            throw new IllegalStateException("index " + name + " is opened within a write, which would wait for itself");
        }
        return indices.computeIfAbsent(name, made -> database(made, DbiFlags.MDB_DUPSORT, DbiFlags.MDB_DUPFIXED));
    }

    /** The indices that hold all that they should. */
    List<String> completeIndices() {
        List<String> names = new ArrayList<>();
        try (View view = read()) {
            View.Walk walk = view.walk(meta);
            for (boolean found = walk.seek(INDEX_KEYS);
                    found && walk.keyBytes()[0] == INDEX_KEYS[0];
                    found = walk.next()) {
                names.add(new String(walk.keyBytes(), StandardCharsets.US_ASCII).substring(INDEX_KEYS.length));
            }
        }
        return names;
    }

    void markComplete(WriteView view, String index) {
        view.put(meta, ascii(INDEX_PREFIX + index), new byte[] {1});
    }

    void markIncomplete(WriteView view, String index) {
        view.delete(meta, ascii(INDEX_PREFIX + index));
    }

    /** Empties and removes an index. Within a write of its own. */
    void dropIndex(WriteView view, String name) {
        markIncomplete(view, name);
        view.clear(index(name), true);
        indices.remove(name);
    }

    /** Empties an index, which stays. Within a write of its own. */
    void clearIndex(WriteView view, Dbi<ByteBuffer> index) {
        view.clear(index, false);
    }

    /** What the last commit left; in a write of this thread, what that has written so far. */
    View read() {
        WriteView writing = commits.current();
        if (writing != null) {
            return writing;
        }
        View view;
        synchronized (idle) {
            if (closed) {
                throw new StoreException("the store in " + folder + " is closed");
            }
            active++;
            view = idle.poll();
        }
        boolean opened = false;
        try {
            if (view == null) {
                view = new View(this, env.txnRead());
            } else {
                view.resume();
            }
            opened = true;
            return view;
        } finally {
            if (!opened) {
                leave();
            }
        }
    }

    void release(View view) {
        view.suspend();
        boolean kept = false;
        synchronized (idle) {
            if (!closed && idle.size() < IDLE_VIEWS) {
                idle.push(view);
                kept = true;
            }
        }
        if (!kept) {
            view.dispose();
        }
        leave();
    }

    private void leave() {
        synchronized (idle) {
            active--;
            idle.notifyAll();
        }
    }

    /** Does the work in a transaction that others may share, and returns when it is on the disk. */
    <T extends @Nullable Object> T write(GroupCommit.Work<T> work) throws Exception {
        return commits.write(work);
    }

    GroupCommit commits() {
        return commits;
    }

    WriteView beginWrite() {
        StoreHealth now = condition.health();
        if (now.restartNeeded()) {
            throw new StoreException(now.reason());
        }
        try {
            if (committed.get() % CHECK_READERS_EVERY == 0) {
                env.readerCheck();
            }
            return new WriteView(this, env.txnWrite());
        } catch (LmdbException e) {
            throw failed(e);
        }
    }

    /** Ends it, and says what happened to the disk: to the caller by an exception, to everybody by {@link #health}. */
    void endWrite(WriteView view, boolean commit) {
        StoreException failure = view.failure();
        boolean done = false;
        try {
            view.closeCursors();
            if (commit && failure == null && view.hasChanges()) {
                String csn = view.contextCsn();
                if (csn != null) {
                    view.put(meta, CSN_KEY, ascii(csn));
                }
                view.closeCursors();
                view.txn.commit();
                committed.incrementAndGet();
                condition.succeeded();
                done = true;
            }
        } catch (LmdbException e) {
            failure = failed(e);
        } finally {
            if (!done) {
                view.txn.close();
                onAbort.forEach(Runnable::run);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Notes a failed write, and says it in words. */
    StoreException failed(LmdbException cause) {
        StoreHealth after = StoreFailures.judge(cause, folder, limit);
        condition.failed(after, cause);
        return new StoreException(after.reason(), cause);
    }

    /** What to do when a transaction did not come to its end: caches forget what it taught them. */
    void onAbort(Runnable forget) {
        onAbort.add(forget);
    }

    /** A new identifier, greater than every one before. Within a write. */
    long newId() {
        return ++lastId;
    }

    @Nullable
    String contextCsn(View view) {
        if (view instanceof WriteView writing && writing.contextCsn() != null) {
            return writing.contextCsn();
        }
        ByteBuffer found = view.get(meta, CSN_KEY);
        return found == null ? null : StandardCharsets.US_ASCII.decode(found).toString();
    }

    /** Changes whenever an entry gets another name or place. */
    long treeVersion(View view) {
        ByteBuffer found = view.get(meta, TREE_KEY);
        return found == null ? 0 : found.getLong(found.position());
    }

    void treeChanged(WriteView view) {
        view.put(meta, TREE_KEY, Packer.idBytes(treeVersion(view) + 1));
    }

    /** Whether it takes writes, and why not. */
    public StoreHealth health() {
        return condition.health();
    }

    boolean isReadOnly() {
        return readOnly;
    }

    public Path folder() {
        return folder;
    }

    /** Bytes of the data file that hold or have held something. */
    public long usedBytes() {
        EnvInfo info = env.info();
        return (info.lastPageNumber + 1) * env.stat().pageSize;
    }

    /** The most that the data file may grow to. */
    public long limitBytes() {
        return env.info().mapSize;
    }

    /** Entries, those of all partitions. */
    public long entryCount() {
        try (View view = read()) {
            return view.size(entries);
        }
    }

    /** Commits of this process that reached the disk. */
    public long commitCount() {
        return committed.get();
    }

    /** Views that somebody is reading in at this moment. */
    int activeViews() {
        synchronized (idle) {
            return active;
        }
    }

    /** Reader slots that are in use or kept for use, by all processes. */
    public int readers() {
        return env.info().numReaders;
    }

    /**
     * Copies what the last commit left, without the free space, into a folder that has no store; writes go on meanwhile.
     *
     * @throws StoreException if it cannot
     */
    public void copyTo(Path target) {
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

    /** Puts on the disk what was written without waiting for it. */
    void sync() {
        env.sync(true);
    }

    /** Waits for those who are reading. */
    @Override
    public void close() {
        List<View> views;
        boolean quiet;
        synchronized (idle) {
            if (closed) {
                return;
            }
            closed = true;
            quiet = awaitReaders();
            views = new ArrayList<>(idle);
            idle.clear();
        }
        if (!quiet) {
            LOG.error("store left open folder={}: somebody still reads; it is safe, and ends with the process", folder);
            return;
        }
        views.forEach(View::dispose);
        close(env, owner);
    }

    private boolean awaitReaders() {
        long end = System.nanoTime() + LONGEST_READ.toNanos();
        boolean interrupted = false;
        while (active > 0 && System.nanoTime() < end) {
            try {
                idle.wait(LONGEST_READ.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return active == 0;
    }

    private static void close(@Nullable Env<ByteBuffer> env, @Nullable FileChannel owner) {
        if (env != null) {
            env.close();
        }
        if (owner != null) {
            try {
                owner.close();
            } catch (IOException e) {
                LOG.warn("the lock of the store was not given back; it ends with the process", e);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
