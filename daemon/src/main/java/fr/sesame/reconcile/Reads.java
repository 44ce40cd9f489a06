package fr.sesame.reconcile;

import fr.sesame.account.SourceKey;
import fr.sesame.directory.Snapshot;
import fr.sesame.source.Extract;
import fr.sesame.source.Mark;
import fr.sesame.source.Source;
import fr.sesame.source.SourceException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sources whole, or what has changed in them since they were last read. */
final class Reads {
    private final Marks marks;
    private final Guard guard;

    Reads(Marks marks, Guard guard) {
        this.marks = marks;
        this.guard = guard;
    }

    /**
     * What was read of a source.
     *
     * @param extract what it says
     * @param mark since when, or null: all of it
     * @param remarks what is to be said of it
     */
    record Read(Extract extract, @Nullable Mark mark, List<String> remarks) {}

    /** Reads all of it. */
    Read whole(Source source) throws SourceException {
        return new Read(source.read(), null, List.of());
    }

    /** Reads what has changed, or all of it where nobody can tell what has. */
    Read changes(Source source, Snapshot snapshot) throws SourceException, IOException {
        Marks.Kept kept = marks.of(source.name());
        Mark mark = kept.mark();
        if (mark == null) {
            return whole(source, kept.why());
        }
        if (!isKnown(source.name(), snapshot)) {
            return whole(source, "the directory has nobody of it");
        }
        Optional<Extract> extract = source.readChanges(mark);
        return extract.isPresent()
                ? new Read(extract.get(), mark, List.of())
                : whole(
                        source,
                        "no row of the last read, at " + mark.at()
                                + ", is there any more: rows have vanished, or it was put back to an older state");
    }

    private static Read whole(Source source, String why) throws SourceException {
        return new Read(source.read(), null, List.of("read whole: " + why));
    }

    private static boolean isKnown(String source, Snapshot snapshot) {
        return snapshot.accounts().stream()
                .flatMap(account -> account.affiliations().stream())
                .anyMatch(affiliation -> affiliation.key().source().equals(source));
    }

    /**
     * Keeps how far it was read, now that the directory has what it says.
     *
     * @param decided whether somebody has looked at the plan and wanted it
     * @return what is to be said of it
     */
    Optional<String> mark(Plan plan, Read read, boolean decided) throws IOException {
        Extract.Changes changes = read.extract.facts().changes();
        if (changes == null) {
            return Optional.empty();
        }
        String greatest = changes.greatest();
        if (greatest == null) {
            marks.forget(plan.source());
            return Optional.of("no row says when it changed: the next read is of everything");
        }
        Mark before = read.mark;
        Set<SourceKey> held = new HashSet<>();
        plan.held().forEach(record -> held.add(record.key()));
        marks.keep(
                plan.source(),
                new Mark(
                        greatest,
                        read.extract.records().stream()
                                .filter(record -> held.contains(record.key()))
                                .toList(),
                        // a number of a row stands for it in one read of changes, and for another row in the next
                        read.extract.held().stream()
                                .filter(record -> before == null
                                        || !record.isAboutNobodyKnown()
                                        || before.held().contains(record))
                                .toList(),
                        before == null || decided ? Map.of() : guard.closed(plan, before.closed())));
        return changes.ahead() == 0
                ? Optional.empty()
                : Optional.of(changes.ahead() + " rows say that they change more than a day from now: they are read"
                        + " every time. Look at the column that 'changed.column' names");
    }
}
