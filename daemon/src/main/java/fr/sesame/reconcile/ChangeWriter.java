package fr.sesame.reconcile;

import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.progress.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a plan, several at a time. Those of one kind that follow one another are written in any order, each to an entry of
 * its own; what follows them waits: people come after their structures, and new accounts before the changes of old ones.
 */
final class ChangeWriter {
    private final Directory directory;
    private final Progress progress;

    ChangeWriter(Directory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** A change that the directory has refused, and what it said. */
    record Refusal(Change change, DirectoryException said) {}

    /**
     * What came of it, each list in the order of the plan.
     *
     * @param written what the directory has acknowledged
     * @param refused what it has refused
     * @param left what was not tried, or was on its way when the directory went away
     * @param gone what it said when it went away; null if it has not, and then some are only left if somebody has stopped the work
     */
    record Outcome(
            List<Change> written,
            List<Refusal> refused,
            List<Change> left,
            @Nullable DirectoryException gone) {}

    /** Writes all of them, or as many as the directory takes and there is time for. */
    Outcome write(String what, List<Change> changes, Instant asOf) {
        Work work = new Work(changes, asOf);
        try (Progress.Stretch stretch = progress.begin(what, changes.size())) {
            work.all(stretch);
        }
        return work.outcome();
    }

    /** One list of changes on its way. */
    private final class Work {
        private final List<Change> changes;
        private final Instant asOf;
        /** Null: not tried. */
        private final AtomicReferenceArray<Object> results;

        private final AtomicInteger done = new AtomicInteger();
        private volatile @Nullable DirectoryException gone;

        Work(List<Change> changes, Instant asOf) {
            this.changes = changes;
            this.asOf = asOf;
            this.results = new AtomicReferenceArray<>(changes.size());
        }

        void all(Progress.Stretch stretch) {
            try (Writers writers = new Writers()) {
                int begin = 0;
                while (begin < changes.size() && gone == null && progress.goesOn()) {
                    int end = begin + 1;
                    while (end < changes.size()
                            && changes.get(end).getClass() == changes.get(begin).getClass()) {
                        end++;
                    }
                    together(begin, end, writers, stretch);
                    begin = end;
                }
            }
        }

        private void together(int begin, int end, Writers writers, Progress.Stretch stretch) {
            AtomicInteger next = new AtomicInteger(begin);
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < Math.min(Writers.COUNT, end - begin); i++) {
                working.add(writers.submit(() -> {
                    for (int place = next.getAndIncrement(); place < end; place = next.getAndIncrement()) {
                        if (writers.isOver() || !progress.goesOn()) {
                            break;
                        }
                        write(place, writers);
                        stretch.at(done.incrementAndGet());
                    }
                    return null;
                }));
            }
            working.forEach(ChangeWriter::await);
        }

        private void write(int place, Writers writers) {
            Change change = changes.get(place);
            try {
                directory.apply(change, asOf);
                results.set(place, change);
            } catch (DirectoryException e) {
                if (e.isUnreachable()) {
                    gone = e;
                    writers.end();
                } else {
                    results.set(place, new Refusal(change, e));
                }
            }
        }

        Outcome outcome() {
            List<Change> written = new ArrayList<>();
            List<Refusal> refused = new ArrayList<>();
            List<Change> left = new ArrayList<>();
            for (int place = 0; place < changes.size(); place++) {
                Object result = results.get(place);
                if (result instanceof Refusal refusal) {
                    refused.add(refusal);
                } else if (result == null) {
                    left.add(changes.get(place));
                } else {
                    written.add(changes.get(place));
                }
            }
            return new Outcome(written, refused, left, gone);
        }
    }

    private static void await(Future<?> working) {
        try {
            working.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while changes were written", e);
        }
    }
}
