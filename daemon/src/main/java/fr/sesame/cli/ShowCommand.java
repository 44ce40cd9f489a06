package fr.sesame.cli;

import fr.sesame.run.RunReport;
import fr.sesame.run.RunStore;
import fr.sesame.run.RunText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "What a run came to, and the first lines of its plans.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "So many changes of each source; 0: all. Default: ${DEFAULT-VALUE}.")
    private int most = 20;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run, as 'sesame runs' lists it.")
    private String id = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    ShowCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunStore runs = opener.open(common.configuration()).runs();
        runs.checkIsThere(id);
        Optional<RunReport> report = runs.report(id);
        if (report.isPresent()) {
            RunText.lines(report.get()).forEach(terminal.out()::println);
        } else {
            terminal.out()
                    .println(
                            "run " + id + " was cut short: it has no report. The next run has gone on, or will; to take"
                                    + " back what it had written: sesame rollback " + id);
        }
        Path folder = runs.folderOf(id);
        for (Path plan : plans(folder)) {
            print(plan);
        }
        terminal.out().println();
        terminal.out().println("in " + folder);
        return ExitCode.OK;
    }

    private static List<Path> plans(Path folder) throws IOException {
        List<Path> plans = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "plan-*.txt")) {
            files.forEach(plans::add);
        }
        plans.sort(null);
        return plans;
    }

    private void print(Path plan) throws IOException {
        try (Stream<String> lines = Files.lines(plan)) {
            List<String> first =
                    lines.limit(most > 0 ? most + 1L : Long.MAX_VALUE).toList();
            if (first.isEmpty()) {
                return;
            }
            terminal.out().println();
            terminal.out().println(plan.getFileName() + ":");
            boolean more = most > 0 && first.size() > most;
            (more ? first.subList(0, most) : first)
                    .forEach(line -> terminal.out().println("  " + line));
            if (more) {
                terminal.out().println("  … and more: --changes 0");
            }
        }
    }
}
