package fr.sesame.cli;

import fr.sesame.account.HeldRecord;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the last extract of each source that was accepted holds back. */
final class LastHeld {
    private LastHeld() {}

    static List<HeldRecord> of(Installation installation) throws RunException {
        RunStore runs = installation.runs();
        List<HeldRecord> held = new ArrayList<>();
        for (String source : installation.sources()) {
            runs.last(source, SourceReport::wasAccepted).ifPresent(report -> held.addAll(report.held()));
        }
        held.sort(Comparator.naturalOrder());
        return held;
    }
}
