package fr.sesame.run;

import fr.sesame.account.HoldReason;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.SourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run as a page for an administrator. */
public final class RunText {

    private RunText() {}

    /** The page, line by line. */
    public static List<String> lines(RunReport run) {
        List<String> lines = new ArrayList<>();
        lines.add("run " + run.id() + (run.dryRun() ? ", a plan: nothing was written" : ""));
        if (run.decided() != null) {
            lines.add("decided: " + run.decided());
        }
        lines.add("began " + run.startedAt() + ", took " + run.took().toMillis() + " ms");
        for (SourceReport source : run.sources()) {
            lines.add("");
            lines.addAll(lines(source));
        }
        return lines;
    }

    private static List<String> lines(SourceReport source) {
        List<String> lines = new ArrayList<>();
        lines.add(source.source() + ": " + word(source.outcome()));
        var facts = source.facts();
        if (facts != null) {
            lines.add("  extract    " + facts.origin() + ", " + facts.rows() + " rows, written " + facts.modified());
            var changes = facts.changes();
            if (changes != null && changes.since() != null) {
                lines.add("  changes    everybody with a row that changed since " + changes.since()
                        + ", and who waits; nobody counts as missing by them");
            }
            if (changes != null && changes.undated() + changes.ahead() > 0) {
                lines.add("  always     " + changes.undated() + " rows do not say when they changed, " + changes.ahead()
                        + " of a time to come: they are read every time");
            }
            lines.add("  sha256     " + facts.sha256());
        }
        lines.add("  records    " + source.records());
        lines.add(String.format(
                Locale.ROOT,
                "  changes    created %d, opened %d, closed %d, updated %d; unchanged %d",
                source.changes(Plan.Kind.CREATE),
                source.changes(Plan.Kind.OPEN),
                source.changes(Plan.Kind.CLOSE),
                source.changes(Plan.Kind.UPDATE),
                source.unchanged()));
        if (!source.held().isEmpty()) {
            Map<HoldReason, Integer> reasons = new TreeMap<>();
            source.held().forEach(held -> reasons.merge(held.reason(), 1, Integer::sum));
            lines.add("  held       " + source.held().size() + " " + reasons);
        }
        source.messages().forEach(message -> lines.add("  said       " + message));
        return lines;
    }

    /** An outcome in a word. */
    public static String word(SourceReport.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
