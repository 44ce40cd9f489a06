package fr.sesame;

import fr.sesame.cli.Installation;
import fr.sesame.directory.Directory;
import fr.sesame.progress.Progress;
import fr.sesame.reconcile.Plan;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, run by run. */
final class RunTable {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** One run; what is the same in two of them is measured again. */
    private record Row(
            String who, String what, Meter.Spent spent, int records, int created, int changed, int held, String more) {

        String name() {
            return who + " | " + what;
        }

        String line(String took) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %d | %s + %s | %.1f | %s |",
                    name(),
                    took,
                    records,
                    created,
                    changed,
                    held,
                    seconds(spent.own()),
                    seconds(spent.server()),
                    spent.load(),
                    more);
        }
    }

    /** The table: of what was measured several times the median, with the lowest and the highest; and what else was seen. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| who | what | s | records | created | changed | held | CPU, own and slapd's, s | load before | by source, s |",
                "|---|---|---|---|---|---|---|---|---|---|"));
        Map<String, List<Row>> same = new LinkedHashMap<>();
        rows.forEach(row ->
                same.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
        for (List<Row> measured : same.values()) {
            measured.sort(Comparator.comparing(row -> row.spent.took()));
            Row median = measured.get((measured.size() - 1) / 2);
            String took = "**" + seconds(median.spent.took()) + "**";
            lines.add(median.line(
                    measured.size() == 1
                            ? took
                            : took + " (" + seconds(measured.get(0).spent.took()) + "–"
                                    + seconds(measured.get(measured.size() - 1)
                                            .spent
                                            .took()) + ")"));
        }
        notes.forEach(note -> lines.addAll(List.of("", note)));
        return lines;
    }

    /** Something that is no run. */
    void note(String note) {
        notes.add(note);
        OUT.println(note);
    }

    /** Runs all sources, and tells what came of it. */
    void run(String what, Installation installation, Directory directory, Meter meter) throws Exception {
        OUT.println(meter.who() + ": " + what);
        Meter.Begun begun = meter.begin();
        RunReport run = installation.runner(directory, Progress.NONE).run(List.of(), false);
        Meter.Spent spent = begun.end();
        run.sources().forEach(source -> source.messages().forEach(OUT::println));
        add(
                meter.who(),
                what,
                spent,
                run.sources().stream().mapToInt(SourceReport::records).sum(),
                sum(run, Plan.Kind.CREATE),
                sum(run, Plan.Kind.OPEN) + sum(run, Plan.Kind.CLOSE) + sum(run, Plan.Kind.UPDATE),
                run.sources().stream().mapToInt(source -> source.held().size()).sum(),
                run.sources().stream()
                        .map(source -> source.source() + " " + seconds(source.took())
                                + (source.outcome() == SourceReport.Outcome.REFUSED ? " (refused)" : ""))
                        .collect(Collectors.joining(", ")));
    }

    void add(String who, String what, Meter.Spent spent, int records, int created, int changed, int held, String more) {
        Row row = new Row(who, what, spent, records, created, changed, held, more);
        rows.add(row);
        OUT.println(row.line(seconds(spent.took())));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static int sum(RunReport run, Plan.Kind kind) {
        return run.sources().stream()
                .mapToInt((SourceReport source) -> source.changes(kind))
                .sum();
    }
}
