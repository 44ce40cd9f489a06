package fr.sesame.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads the configuration and says every problem at once; changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it can be used", "2:it cannot, for the reasons on standard error"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Installation.Opener opener;
    private final Terminal terminal;

    CheckCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        terminal.out()
                .println("the configuration in " + common.configuration() + " can be used: sources "
                        + String.join(", ", installation.sources()) + "; base " + installation.base() + "; zone "
                        + installation.calendar().zone());
        terminal.out().flush();
        return ExitCode.OK;
    }
}
