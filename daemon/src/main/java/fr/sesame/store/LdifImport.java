package fr.sesame.store;

import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import fr.sesame.partition.BulkLoad;
import fr.sesame.partition.PreparedEntry;
import fr.sesame.progress.Progress;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads LDIF (RFC 2849) into a store. Checking values, and making records and index keys of them, is most of the work, so that
 * is done by several threads; one writes the entries in the order of the file.
 */
final class LdifImport {
    private static final int GROUP = 200;
    private static final int GROUPS_AHEAD = 16;
    private static final int BUFFER = 1 << 16;
    private static final int KILO = 1024;
    /** So many problems are told before it gives up. */
    private static final int TOLD = 20;

    private final LdifEntries entries;
    private final BulkLoad load;
    private final List<String> problems = new ArrayList<>();
    private final AtomicLong bytesRead = new AtomicLong();

    LdifImport(SchemaManager schema, String base, Clock clock, BulkLoad load) {
        this.entries = new LdifEntries(schema, base, clock);
        this.load = load;
    }

    /** What one entry of the file came to: an entry, or what is wrong with it. */
    private record Converted(String dn, @Nullable PreparedEntry entry, String problem) {}

    /**
     * Reads the whole file.
     *
     * @throws MaintenanceException if anything is wrong with the file, or somebody has stopped it: then the store is not to be used
     */
    long read(Path file, Progress progress) throws IOException, MaintenanceException {
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors()), LdifImport::worker);
        BlockingQueue<Future<List<Converted>>> queue = new ArrayBlockingQueue<>(GROUPS_AHEAD);
        Thread feeder = new Thread(() -> feed(file, workers, queue), "ldif-reader");
        feeder.setDaemon(true);
        feeder.start();
        try (Progress.Stretch stretch = progress.begin("import (kB)", Files.size(file) / KILO)) {
            return take(file, queue, () -> {
                stretch.at(bytesRead.get() / KILO);
                return progress.goesOn();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceException("interrupted; nothing was imported", e);
        } finally {
            workers.shutdownNow();
            feeder.interrupt();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "ldif-entries");
        thread.setDaemon(true);
        return thread;
    }

    private void feed(Path file, ExecutorService workers, BlockingQueue<Future<List<Converted>>> queue) {
        try {
            try (InputStream in = new BufferedInputStream(counted(file), BUFFER);
                    LDIFReader ldif = new LDIFReader(in)) {
                List<com.unboundid.ldap.sdk.Entry> group = new ArrayList<>();
                for (com.unboundid.ldap.sdk.Entry entry = ldif.readEntry(); entry != null; entry = ldif.readEntry()) {
                    group.add(entry);
                    if (group.size() == GROUP) {
                        List<com.unboundid.ldap.sdk.Entry> full = group;
                        queue.put(workers.submit(() -> convert(full)));
                        group = new ArrayList<>();
                    }
                }
                List<com.unboundid.ldap.sdk.Entry> rest = group;
                queue.put(workers.submit(() -> convert(rest)));
                queue.put(CompletableFuture.completedFuture(List.of()));
            } catch (LDIFException | IOException | RuntimeException e) {
                queue.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the taker has given up
        }
    }

    private InputStream counted(Path file) throws IOException {
        return new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                bytesRead.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                int count = super.read(to, offset, length);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }

    private List<Converted> convert(List<com.unboundid.ldap.sdk.Entry> group) {
        return group.stream().map(this::convert).toList();
    }

    private Converted convert(com.unboundid.ldap.sdk.Entry given) {
        try {
            return new Converted(given.getDN(), load.prepare(entries.convert(given)), "");
        } catch (LdapException | IllegalArgumentException e) {
            return new Converted(given.getDN(), null, String.valueOf(e.getMessage()));
        }
    }

    private long take(Path file, BlockingQueue<Future<List<Converted>>> queue, BooleanSupplier goesOn)
            throws InterruptedException, IOException, MaintenanceException {
        long count = 0;
        try {
            List<Converted> group = queue.poll(1, TimeUnit.HOURS).get();
            while (!group.isEmpty() && problems.size() < TOLD) {
                for (int i = 0; i < group.size() && problems.size() < TOLD; i++) {
                    count += add(group.get(i)) ? 1 : 0;
                }
                if (!goesOn.getAsBoolean()) {
                    throw new MaintenanceException(
                            "stopped after " + count + " entries; nothing was imported, the directory is as it was");
                }
                group = queue.poll(1, TimeUnit.HOURS).get();
            }
        } catch (ExecutionException e) {
            throw unreadable(file, e.getCause());
        }
        if (!problems.isEmpty()) {
            throw new MaintenanceException(file + " cannot be imported; the directory is as it was", problems);
        }
        if (count == 0) {
            throw new MaintenanceException(file + " has no entries; the directory is as it was");
        }
        return count;
    }

    private boolean add(Converted converted) {
        PreparedEntry entry = converted.entry();
        if (entry == null) {
            problems.add(converted.dn() + ": " + converted.problem());
            return false;
        }
        try {
            load.add(entry);
            return true;
        } catch (LdapException e) {
            problems.add(converted.dn() + ": " + e.getMessage());
            return false;
        }
    }

    private static MaintenanceException unreadable(Path file, Throwable cause) throws IOException {
        if (cause instanceof LDIFException syntax) {
            return new MaintenanceException(
                    file + ":" + syntax.getLineNumber() + ": " + syntax.getMessage() + "; the directory is as it was",
                    syntax);
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        throw new IllegalStateException(cause);
    }
}
