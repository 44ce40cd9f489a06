package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.run.RunReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Carries out the plans of 'sesame plan', as a run of its own, without reading the extracts again.",
            "An entry that was changed since is skipped and said; nothing is overwritten."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the directory is as planned",
            "1:there is no such plan, or an entry was skipped or refused",
            "2:the command line or the configuration is wrong",
            "3:the directory does not answer",
            "4:another run is going on"
        })
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final ByOption by = new ByOption();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run, as 'sesame runs' lists it.")
    private String run = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    ApplyCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            RunReport applied = installation.replays(directory).apply(run, by.name());
            return RunCommand.end(applied, installation, format.format(), terminal);
        }
    }
}
