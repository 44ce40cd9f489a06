package fr.sesame.cli;

import fr.sesame.run.Decided;
import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.RunText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "The runs that are kept, newest first; one that was cut short is 'interrupted'.")
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--last", paramLabel = "N", description = "So many at most; 0: all. Default: ${DEFAULT-VALUE}.")
    private int last = 20;

    private final Installation.Opener opener;
    private final Terminal terminal;

    RunsCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunStore runs = opener.open(common.configuration()).runs();
        Table table = new Table("run", "kind", "of", "by", "changes", "held", "sources");
        List<String> ids = runs.ids();
        for (String id : last > 0 ? ids.subList(0, Math.min(last, ids.size())) : ids) {
            Optional<RunReport> report = runs.report(id);
            if (report.isEmpty()) {
                table.row(id, "interrupted", "", "", "", "", "");
                continue;
            }
            RunReport run = report.get();
            Decided decided = run.decided();
            table.row(
                    id,
                    decided != null ? decided.what().name().toLowerCase(Locale.ROOT) : run.dryRun() ? "plan" : "run",
                    decided == null ? "" : decided.run(),
                    decided == null ? "" : decided.by(),
                    run.sources().stream().mapToInt(source -> source.changed()).sum(),
                    run.sources().stream()
                            .mapToInt(source -> source.held().size())
                            .sum(),
                    run.sources().stream()
                            .map(source -> source.source() + " " + RunText.word(source.outcome()))
                            .collect(Collectors.joining(", ")));
        }
        table.print(format.format(), terminal.out());
        return ExitCode.OK;
    }
}
