package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Reads sources and writes what a run would change into a run's folder, and nothing into the directory.",
            "Look at it with 'sesame show RUN', carry it out with 'sesame apply RUN'."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the guard would let every plan pass",
            "1:a source would be refused",
            "2:no such source, or the configuration is wrong",
            "3:the directory does not answer",
            "4:another run is going on"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "The sources, or 'structures'; default: all that are switched on.")
    private List<String> names = new ArrayList<>();

    private final Installation.Opener opener;
    private final Terminal terminal;

    PlanCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        if (!RunCommand.areSources(names, installation, terminal)) {
            return ExitCode.USAGE;
        }
        try (Directory directory = installation.connect()) {
            RunReport run = installation.runner(directory).run(names, true);
            return RunCommand.end(run, installation, format.format(), terminal);
        }
    }
}
