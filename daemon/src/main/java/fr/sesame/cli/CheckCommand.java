package fr.sesame.cli;

import fr.sesame.account.Calendar;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the configuration and says every problem at once; changes nothing.",
            "If it is good: what the rule of each population gives, on examples that the rule itself has worked out."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it can be used", "2:it cannot, for the reasons on standard error"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    CheckCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        terminal.out()
                .println("the configuration in " + common.configuration() + " can be used: sources "
                        + String.join(", ", installation.sources()) + "; base " + installation.base() + "; zone "
                        + installation.calendar().zone());
        Calendar calendar = installation.calendar();
        new RuleExamples(calendar, calendar.dayOf(clock.instant())).lines().forEach(terminal.out()::println);
        terminal.out().flush();
        return ExitCode.OK;
    }
}
