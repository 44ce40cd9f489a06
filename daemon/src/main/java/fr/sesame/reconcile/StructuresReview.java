package fr.sesame.reconcile;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.StructureCode;
import fr.sesame.directory.Change;
import fr.sesame.directory.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the extract of the structures does to the tree of them: how many are missing for the first time, or get another parent. */
final class StructuresReview {
    private final GuardLimits.Structures limits;

    StructuresReview(GuardLimits.Structures limits) {
        this.limits = limits;
    }

    List<String> of(Plan plan, Snapshot snapshot, Absences absences) {
        List<String> reasons = new ArrayList<>();
        Set<String> gone = new TreeSet<>();
        for (HeldRecord held : plan.held()) {
            if (held.reason().equals(HoldReason.STRUCTURE_GONE) && absences.isNew(held.key())) {
                gone.add(held.key().value());
            }
        }
        check(gone, snapshot, "are missing from the extract", reasons);
        Set<StructureCode> moved = new TreeSet<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.UpdateStructure update
                    && !Objects.equals(update.before().parent(), update.after().parent())) {
                moved.add(update.after().code());
            }
        }
        check(moved, snapshot, "would get another parent", reasons);
        return reasons;
    }

    private void check(Set<?> found, Snapshot snapshot, String what, List<String> reasons) {
        int of = snapshot.structures().size();
        if (limits.gone().isExceededOfFew(found.size(), of)) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%d of %d structures %s (%.1f %%, limit %d %%; rule change-percent): %s",
                    found.size(),
                    of,
                    what,
                    found.size() * 100.0 / of,
                    limits.gone().percent(),
                    Examples.of(found)));
        }
    }
}
