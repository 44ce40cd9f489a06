package fr.sesame.partition;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.LmdbException;

/**
 * The storage of a directory: one LMDB environment ({@link StoreFiles}) with its databases ({@link Layout}), opened by one process
 * for writing and by any number for reading. Readers see the last commit and never wait for a writer; writers share commits ({@link
 * GroupCommit}).
 */
public final class EntryStore implements AutoCloseable {
    /** The name of the file that holds everything. */
    public static final String DATA_FILE = StoreFiles.DATA_FILE;

    private static final int CHECK_READERS_EVERY = 1000;

    final Layout layout;
    private final StoreFiles files;
    private final ViewPool views;
    private final GroupCommit commits = new GroupCommit(this);
    private final StoreCondition condition = new StoreCondition(System::nanoTime);
    private final AtomicLong committed = new AtomicLong();
    private final List<Runnable> onAbort = new ArrayList<>();
    private long lastId;

    private EntryStore(StoreFiles files) {
        this.files = files;
        this.layout = new Layout(files);
        this.views =
                new ViewPool(files.folder(), () -> new View(this, files.env().txnRead()));
    }

    /**
     * Opens it for writing, and makes it if it is not there.
     *
     * @throws StoreException if another process writes to it, or the files are not a store of this version
     */
    public static EntryStore open(Path folder, StoreOptions options) {
        return open(StoreFiles.open(folder, options));
    }

    /** Opens it to read what the last commit left, while another process may be writing. */
    public static EntryStore openToRead(Path folder) {
        return open(StoreFiles.openToRead(folder));
    }

    private static EntryStore open(StoreFiles files) {
        try {
            EntryStore store = new EntryStore(files);
            store.layout.checkFormat();
            if (!files.isReadOnly()) {
                store.lastId = store.findLastId();
                files.env().readerCheck();
            }
            return store;
        } catch (LmdbException | StoreException e) {
            files.close();
            throw e instanceof StoreException known ? known : StoreFiles.cannotOpen(files.folder(), e);
        }
    }

    private long findLastId() {
        try (View view = read()) {
            View.Walk walk = view.walk(layout.entries);
            return walk.last() ? walk.keyId() : 0;
        }
    }

    /** An index, made empty if it is not there; the first time not within a write. */
    Dbi<ByteBuffer> index(String name) {
        if (commits.current() != null && !layout.isOpen(name)) {
            throw new IllegalStateException("index " + name + " is opened within a write, which would wait for itself");
        }
        return layout.index(name);
    }

    /** What the last commit left; in a write of this thread, what that has written so far. */
    View read() {
        WriteView writing = commits.current();
        return writing == null ? views.take() : writing;
    }

    void release(View view) {
        views.release(view);
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
                files.env().readerCheck();
            }
            return new WriteView(this, files.env().txnWrite());
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
                layout.putContextCsn(view);
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
        StoreHealth after = StoreFailures.judge(cause, files.folder(), files.limit());
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

    /** Whether it takes writes, and why not. */
    public StoreHealth health() {
        return condition.health();
    }

    boolean isReadOnly() {
        return files.isReadOnly();
    }

    public Path folder() {
        return files.folder();
    }

    /** Bytes of the data file that hold or have held something. */
    public long usedBytes() {
        return files.usedBytes();
    }

    /** The most that the data file may grow to. */
    public long limitBytes() {
        return files.env().info().mapSize;
    }

    /** Entries, those of all partitions. */
    public long entryCount() {
        try (View view = read()) {
            return view.size(layout.entries);
        }
    }

    /** Commits of this process that reached the disk. */
    public long commitCount() {
        return committed.get();
    }

    /** Views that somebody is reading in at this moment. */
    int activeViews() {
        return views.active();
    }

    /** Reader slots that are in use or kept for use, by all processes. */
    public int readers() {
        return files.env().info().numReaders;
    }

    /**
     * Copies what the last commit left, without the free space, into a folder that has no store; writes go on meanwhile.
     *
     * @throws StoreException if it cannot
     */
    public void copyTo(Path target) {
        files.copyTo(target);
    }

    /** Puts on the disk what was written without waiting for it. */
    void sync() {
        files.env().sync(true);
    }

    /** Waits for those who are reading. */
    @Override
    public void close() {
        if (views.close()) {
            files.close();
        }
    }
}
