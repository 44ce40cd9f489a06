package fr.sesame.reconcile;

import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.util.ArrayList;
import java.util.List;

/** Writes an approved plan, change by change. A change that the directory refuses does not stop the others. */
public final class Applier {
    private final Directory directory;

    public Applier(Directory directory) {
        this.directory = directory;
    }

    /** @param written the changes that the directory has acknowledged
     * @param failures what the directory said to the others
     * @param complete false if the directory went away before the end */
    public record Outcome(List<Change> written, List<String> failures, boolean complete) {}

    /** Writes all of it, or as much as the directory takes; the next run finishes the rest. */
    public Outcome apply(Verdict.Approved approved) {
        Plan plan = approved.plan();
        List<Change> written = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Change change : plan.changes()) {
            try {
                directory.apply(change, plan.asOf());
                written.add(change);
            } catch (DirectoryException e) {
                failures.add(String.valueOf(e.getMessage()));
                if (e.isUnreachable()) {
                    return new Outcome(written, failures, false);
                }
            }
        }
        return new Outcome(written, failures, true);
    }
}
