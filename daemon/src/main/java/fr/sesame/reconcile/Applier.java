package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes an approved plan, change by change. A change that the directory refuses does not stop the others, and is tried once more
 * after them: one of them may have been in its way.
 */
public final class Applier {
    private final Directory directory;

    public Applier(Directory directory) {
        this.directory = directory;
    }

    /**
     * What came of it.
     *
     * @param written the changes that the directory has acknowledged
     * @param failures what the directory said to the others
     * @param held the records of which nothing was written, with what the directory said
     * @param complete false if the directory went away before the end
     */
    public record Outcome(List<Change> written, List<String> failures, List<HeldRecord> held, boolean complete) {}

    /** Writes all of it, or as much as the directory takes; the next run finishes the rest. */
    public Outcome apply(Verdict.Approved approved) {
        Plan plan = approved.plan();
        List<Change> written = new ArrayList<>();
        List<Change> refused = new ArrayList<>();
        for (Change change : plan.changes()) {
            try {
                directory.apply(change, plan.asOf());
                written.add(change);
            } catch (DirectoryException e) {
                if (e.isUnreachable()) {
                    return stopped(plan, change, written, e);
                }
                refused.add(change);
            }
        }
        List<String> failures = new ArrayList<>();
        List<HeldRecord> held = new ArrayList<>();
        for (Change change : refused) {
            try {
                directory.apply(change, plan.asOf());
                written.add(change);
            } catch (DirectoryException e) {
                if (e.isUnreachable()) {
                    return stopped(plan, change, written, e);
                }
                String said = String.valueOf(e.getMessage());
                failures.add(said);
                keys(change, plan.source()).forEach(key -> held.add(new HeldRecord(key, HoldReason.NOT_WRITTEN, said)));
            }
        }
        return new Outcome(written, failures, held, true);
    }

    private static Outcome stopped(Plan plan, Change change, List<Change> written, DirectoryException e) {
        String where = "stopped at " + name(change) + " after " + written.size() + " of "
                + plan.changes().size() + " changes: " + e.getMessage() + "; the next run goes on from there";
        return new Outcome(written, List.of(where), List.of(), false);
    }

    private static String name(Change change) {
        if (change instanceof Change.CreateAccount create) {
            return "the new account " + create.account().login();
        }
        if (change instanceof Change.UpdateAccount update) {
            return "the account " + update.after().login();
        }
        if (change instanceof Change.CreateStructure create) {
            return "the new structure " + create.structure().code();
        }
        return change instanceof Change.UpdateStructure update
                ? "the structure " + update.after().code()
                : change.toString();
    }

    private static Set<SourceKey> keys(Change change, String source) {
        Set<SourceKey> keys = new TreeSet<>();
        if (change instanceof Change.CreateAccount create) {
            keys.addAll(create.account().keys());
        } else if (change instanceof Change.UpdateAccount update) {
            keys.addAll(update.before().keys());
            keys.addAll(update.after().keys());
        } else if (change instanceof Change.CreateStructure create) {
            keys.add(new SourceKey(source, create.structure().code().value()));
        } else if (change instanceof Change.UpdateStructure update) {
            keys.add(new SourceKey(source, update.after().code().value()));
        }
        keys.removeIf(key -> !key.source().equals(source));
        return keys;
    }
}
