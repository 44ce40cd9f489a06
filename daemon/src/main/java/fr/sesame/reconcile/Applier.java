package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Change;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes an approved plan. A change that the directory refuses does not stop the others, and is tried once more
 * after them: one of them may have been in its way.
 */
public final class Applier {
    private final ChangeWriter writer;

    public Applier(Directory directory, Progress progress) {
        this.writer = new ChangeWriter(directory, progress);
    }

    /**
     * What came of it.
     *
     * @param written the changes that the directory has acknowledged
     * @param failures what the directory said to the others
     * @param held the records of which nothing was written, with what the directory said
     * @param complete false if the directory went away before the end, or somebody has stopped the run
     */
    public record Outcome(List<Change> written, List<String> failures, List<HeldRecord> held, boolean complete) {}

    /** Writes all of it, or as much as the directory takes; the next run finishes the rest. */
    public Outcome apply(Verdict.Approved approved) {
        Plan plan = approved.plan();
        ChangeWriter.Outcome first = writer.write("writing " + plan.source(), plan.changes(), plan.asOf());
        List<Change> written = new ArrayList<>(first.written());
        if (!first.left().isEmpty()) {
            return stopped(plan, written, first);
        }
        List<Change> again =
                first.refused().stream().map(ChangeWriter.Refusal::change).toList();
        ChangeWriter.Outcome second = writer.write("trying again " + plan.source(), again, plan.asOf());
        written.addAll(second.written());
        if (!second.left().isEmpty()) {
            return stopped(plan, written, second);
        }
        List<String> failures = new ArrayList<>();
        List<HeldRecord> held = new ArrayList<>();
        for (ChangeWriter.Refusal refusal : second.refused()) {
            String said = said(refusal.said());
            failures.add(said);
            keys(refusal.change(), plan.source())
                    .forEach(key -> held.add(new HeldRecord(key, HoldReason.NOT_WRITTEN, said)));
        }
        return new Outcome(written, failures, held, true);
    }

    private static Outcome stopped(Plan plan, List<Change> written, ChangeWriter.Outcome outcome) {
        List<String> failures = new ArrayList<>();
        outcome.refused().forEach(refusal -> failures.add(said(refusal.said())));
        String where = "stopped at " + outcome.left().get(0).subject() + " after " + written.size() + " of "
                + plan.changes().size() + " changes";
        DirectoryException gone = outcome.gone();
        failures.add(where + (gone == null ? "" : ": " + said(gone)) + "; the next run goes on from there");
        return new Outcome(written, failures, List.of(), false);
    }

    private static String said(DirectoryException e) {
        return String.valueOf(e.getMessage());
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
