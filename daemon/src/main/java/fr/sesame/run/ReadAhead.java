package fr.sesame.run;

import fr.sesame.logging.RunContext;
import fr.sesame.source.Extract;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the next source while the one before is planned and written, and the first while the directory is looked at. One thread: two
 * extracts at a time are in memory, and no more.
 */
final class ReadAhead implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "read-ahead");
        made.setDaemon(true);
        return made;
    });

    /** Begins to read it, after those before; who reads what is returned waits for it, and is told what went wrong. */
    Source of(Source source) {
        return new Begun(source.name(), thread.submit(RunContext.carriedBy(source::read)));
    }

    private record Begun(String name, Future<Extract> extract) implements Source {
        @Override
        public Extract read() throws SourceException {
            try {
                return extract.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SourceException refused) {
                    throw refused;
                }
                throw new IllegalStateException("cannot read " + name, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SourceException(name + ": interrupted while it was read. Nothing was changed", e);
            }
        }
    }

    /** What is still being read is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
