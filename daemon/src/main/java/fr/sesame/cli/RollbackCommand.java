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
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Takes back what a run has changed and nobody has changed since, as a run of its own.",
            "An entry that was changed since is skipped and said; nothing is overwritten. No account is deleted, since its login",
            "is never given again: the records of one that the run has made end. A structure that it has made stays.",
            "Mend the extract first: the next run of the source brings everything that it still says."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the directory is as before that run, as far as the run had changed it",
            "1:there is no such run, or an entry was skipped or refused",
            "2:the command line or the configuration is wrong",
            "3:the directory does not answer",
            "4:another run is going on"
        })
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final ByOption by = new ByOption();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it is kept in the report and in the audit trail.")
    private String reason = "";

    @Parameters(index = "0", paramLabel = "RUN", description = "The run, as 'sesame runs' lists it.")
    private String run = "";

    @Parameters(
            index = "1..*",
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Sources of it; default: all that it has changed.")
    private List<String> sources = new ArrayList<>();

    private final Installation.Opener opener;
    private final Terminal terminal;

    RollbackCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            RunReport back = installation.replays(directory).rollback(run, sources, by.name(), reason.strip());
            return RunCommand.end(back, installation, format.format(), terminal);
        }
    }
}
