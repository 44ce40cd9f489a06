package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Carries out plans that the guard has refused: exactly those, once.",
            "The extracts are read again. If one of them is another now, or the plan that follows from it, nothing is written."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such plan, it is another one now, or the directory refused a change",
            "2:the command line or the configuration is wrong",
            "3:the directory does not answer",
            "4:another run is going on"
        })
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final ByOption by = new ByOption();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it is kept in the report and in the audit trail.")
    private String reason = "";

    @Parameters(index = "0", paramLabel = "RUN", description = "The run that was refused, as its message says it.")
    private String run = "";

    @Parameters(
            index = "1..*",
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Sources of it; default: all that were refused.")
    private List<String> sources = new ArrayList<>();

    private final Installation.Opener opener;
    private final Terminal terminal;

    ApproveCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (reason.isBlank()) {
            terminal.say("sesame: --reason: found nothing; expected why the plan is right");
            return ExitCode.USAGE;
        }
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            RunReport approved = installation.runner(directory).approve(run, sources, by.name(), reason.strip());
            return RunCommand.end(approved, installation, format.format(), terminal);
        }
    }
}
