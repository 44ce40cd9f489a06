package fr.sesame.reconcile;

import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Writes an approved plan. A change that the directory refuses does not stop the others. */
public final class Applier {
    private final ChangeWriter writer;

    public Applier(Directory directory, Progress progress) {
        this.writer = new ChangeWriter(directory, progress);
    }

    /** @param written the changes that the directory has acknowledged
     * @param failures what the directory said to the others, and why some were not written
     * @param complete false if the directory went away before the end, or somebody has stopped the run */
    public record Outcome(List<Change> written, List<String> failures, boolean complete) {}

    /** Writes all of it, or as much as the directory takes; the next run finishes the rest. */
    public Outcome apply(Verdict.Approved approved) {
        Plan plan = approved.plan();
        ChangeWriter.Outcome outcome = writer.write("writing " + plan.source(), plan.changes(), plan.asOf());
        List<String> failures = new ArrayList<>();
        outcome.refused().forEach(refusal -> failures.add(said(refusal.said())));
        DirectoryException gone = outcome.gone();
        if (gone != null) {
            failures.add(said(gone));
        } else if (!outcome.left().isEmpty()) {
            failures.add("stopped after " + outcome.written().size() + " of "
                    + plan.changes().size() + " changes; the first that is left is "
                    + outcome.left().get(0).subject()
                    + ", and the next run goes on there");
        }
        return new Outcome(outcome.written(), failures, outcome.left().isEmpty());
    }

    private static String said(DirectoryException e) {
        return String.valueOf(e.getMessage());
    }
}
