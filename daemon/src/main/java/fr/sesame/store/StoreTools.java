package fr.sesame.store;

import fr.sesame.partition.BulkLoad;
import fr.sesame.partition.EntryStore;
import fr.sesame.partition.StoreException;
import fr.sesame.partition.StoreHold;
import fr.sesame.partition.StoreOptions;
import fr.sesame.partition.StoredPartition;
import fr.sesame.partition.Verification;
import fr.sesame.progress.Progress;
import fr.sesame.server.DirectoryPartition;
import fr.sesame.server.ServerException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;
import org.apache.directory.api.ldap.model.exception.LdapException;

/**
 * What an administrator does with the directory's storage. Checking, copying and exporting read the last commit, while the
 * service runs or not; repairing, restoring and importing need it stopped, and refuse if it is not.
 */
public final class StoreTools {
    private static final String BEFORE_IMPORT = "data.mdb.before-import";
    private static final String BEFORE_RESTORE = "data.mdb.before-restore";

    private final Path folder;
    private final String base;
    private final long maxBytes;
    private final Clock clock;

    /**
     * @param folder of the store
     * @param base the DN at the top of the directory
     * @param maxBytes the most that the store may grow to
     * @param clock dates what an import makes
     */
    public StoreTools(Path folder, String base, long maxBytes, Clock clock) {
        this.folder = folder;
        this.base = base;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Where the store is. */
    public Path folder() {
        return folder;
    }

    /** Walks every index against the entries. */
    public Verification verify() throws MaintenanceException {
        return reading(partition -> partition.maintenance().verify());
    }

    /** Names and source keys of accounts that other entries have too, in words; the first of them. */
    public List<String> sharedNames() throws MaintenanceException {
        return reading(NamesCheck::problems);
    }

    /** Makes everything anew that follows from the entries, then verifies. The service must be stopped. */
    public Verification repair() throws MaintenanceException {
        try (EntryStore store = EntryStore.open(folder, new StoreOptions(maxBytes, true))) {
            StoredPartition partition = DirectoryPartition.open(store, base);
            partition.maintenance().rebuild();
            return partition.maintenance().verify();
        } catch (StoreException | ServerException | LdapException e) {
            throw failed(e);
        }
    }

    /** A consistent, compact copy into a folder of its own, while writes go on. */
    public void backup(Path target) throws MaintenanceException {
        try (EntryStore store = EntryStore.openToRead(folder)) {
            store.copyTo(target);
            DataFile.sync(target);
        } catch (StoreException | IOException e) {
            throw failed(e);
        }
    }

    /**
     * Puts a backup in place of the store, if it verifies. The service must be stopped; what was there is kept as
     * {@value #BEFORE_RESTORE}.
     */
    public Verification restore(Path source) throws MaintenanceException {
        Verification verification = new StoreTools(source, base, maxBytes, clock).verify();
        if (!verification.isGood()) {
            throw new MaintenanceException(
                    "the backup in " + source + " does not agree with itself; nothing was restored",
                    verification.problems());
        }
        Path work = work();
        try (StoreHold held = StoreHold.of(folder)) {
            new StoreTools(source, base, maxBytes, clock).backup(work);
            replaceWith(work, BEFORE_RESTORE);
            return verification;
        } catch (StoreException | IOException e) {
            throw failed(e);
        } finally {
            delete(work);
        }
    }

    /**
     * Writes all entries as LDIF (RFC 2849), those above before those below.
     *
     * @param operational whether with entryUUID, time stamps and the like, which an import then takes over
     * @return how many entries
     */
    public long export(Path file, boolean operational) throws MaintenanceException {
        return export(file, operational, Progress.NONE);
    }

    /**
     * The same.
     *
     * @param progress is told how far it is; if it is stopped, there is no file
     */
    public long export(Path file, boolean operational, Progress progress) throws MaintenanceException {
        try (EntryStore store = EntryStore.openToRead(folder)) {
            LdifExport export = new LdifExport(DirectoryPartition.open(store, base), operational, progress);
            return export.write(file, store.entryCount());
        } catch (StoreException | ServerException | IOException | LdapException e) {
            throw failed(e);
        }
    }

    /**
     * Makes a new store of an LDIF file and puts it in place of the old one, which is kept as {@value #BEFORE_IMPORT}. All or
     * nothing. The service must be stopped.
     *
     * @return how many entries
     */
    public long importFrom(Path file) throws MaintenanceException {
        return importFrom(file, Progress.NONE);
    }

    /**
     * The same.
     *
     * @param progress is told how far it is; if it is stopped, the directory stays as it was
     */
    public long importFrom(Path file, Progress progress) throws MaintenanceException {
        Path work = work();
        try (StoreHold held = StoreHold.of(folder)) {
            long count;
            try (EntryStore fresh = EntryStore.open(work, new StoreOptions(maxBytes, false))) {
                StoredPartition partition = DirectoryPartition.open(fresh, base);
                try (BulkLoad load = partition.maintenance().bulkLoad()) {
                    count = new LdifImport(partition.getSchemaManager(), base, clock, load).read(file, progress);
                    load.finish();
                }
                List<String> shared = NamesCheck.problems(partition);
                if (!shared.isEmpty()) {
                    throw new MaintenanceException(file + " cannot be imported; the directory is as it was", shared);
                }
            }
            replaceWith(work, BEFORE_IMPORT);
            return count;
        } catch (StoreException | ServerException | IOException | LdapException e) {
            throw failed(e);
        } finally {
            delete(work);
        }
    }

    /** Beside the store, so that the file can be moved at one stroke. */
    private Path work() throws MaintenanceException {
        Path work = folder.resolveSibling(folder.getFileName() + ".new");
        delete(work); // what a killed one left
        return work;
    }

    private void replaceWith(Path work, String kept) throws IOException {
        DataFile.sync(work.resolve(EntryStore.DATA_FILE));
        DataFile.replace(work, folder, kept);
    }

    /** What is done with a store that others may be writing to. */
    @FunctionalInterface
    private interface Use<T> {
        T of(StoredPartition partition) throws IOException, LdapException;
    }

    private <T> T reading(Use<T> use) throws MaintenanceException {
        try (EntryStore store = EntryStore.openToRead(folder)) {
            return use.of(DirectoryPartition.open(store, base));
        } catch (StoreException | ServerException | IOException | LdapException e) {
            throw failed(e);
        }
    }

    private static MaintenanceException failed(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return new MaintenanceException(message, e);
    }

    private static void delete(Path work) throws MaintenanceException {
        if (!Files.exists(work)) {
            return;
        }
        try {
            Files.walkFileTree(work, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
