package fr.sesame.cli;

import fr.sesame.account.Suspension;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        description = "Ends a suspension that holds, at the next second; cancels one that is to come.")
final class SuspendEndCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ID", description = "What it is called; sesame suspend list says it.")
    private String id = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    SuspendEndCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        CivilTimes times = new CivilTimes(installation.calendar().zone());
        Instant now = clock.instant();
        try (Directory directory = installation.connect()) {
            Suspension suspension = directory.suspensions().all().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> DirectoryException.refused(
                            "there is no suspension '" + id + "'; see: sesame suspend list", null));
            if (!suspension.until().isAfter(now)) {
                throw DirectoryException.refused(
                        "the suspension '" + id + "' is over since " + times.show(suspension.until()), null);
            }
            if (suspension.from().isAfter(now)) {
                directory.suspensions().cancel(suspension);
                terminal.say("suspension " + id + " is cancelled");
            } else {
                Instant end = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                directory.suspensions().end(suspension.endedAt(end, by));
                terminal.say("suspension " + id + " ends at " + times.show(end));
            }
            return ExitCode.OK;
        }
    }
}
