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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One line for each run that was measured. */
final class RunTable {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final List<String> lines = new ArrayList<>(List.of(
            "| who | what | s | records | created | changed | held | CPU, own and slapd's, s | load before | by source, s |",
            "|---|---|---|---|---|---|---|---|---|---|"));

    private final List<String> notes = new ArrayList<>();

    /** The table, and what else was seen. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        notes.forEach(note -> all.addAll(List.of("", note)));
        return all;
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
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | **%s** | %d | %d | %d | %d | %s + %s | %.1f | %s |",
                who,
                what,
                seconds(spent.took()),
                records,
                created,
                changed,
                held,
                seconds(spent.own()),
                seconds(spent.server()),
                spent.load(),
                more));
        OUT.println(lines.get(lines.size() - 1));
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
