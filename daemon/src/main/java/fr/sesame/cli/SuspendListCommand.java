package fr.sesame.cli;

import fr.sesame.account.Suspension;
import fr.sesame.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "The suspensions that hold now or are to come.")
final class SuspendListCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--all", description = "Those that are over too.")
    private boolean all;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    SuspendListCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        Instant now = clock.instant();
        Table table = new Table(
                "id", "now", "from", "until", "populations", "except", "message", "message-en", "by", "ended by");
        try (Directory directory = installation.connect()) {
            for (Suspension suspension : directory.suspensions().all()) {
                if (all || suspension.until().isAfter(now)) {
                    table.row(
                            suspension.id(),
                            word(suspension, now),
                            suspension.from(),
                            suspension.until(),
                            words(suspension.populations()),
                            words(suspension.exempt()),
                            suspension.message(),
                            suspension.messageEn() == null ? "" : suspension.messageEn(),
                            suspension.by(),
                            suspension.endedBy() == null ? "" : suspension.endedBy());
                }
            }
        }
        table.print(format.format(), terminal.out());
        return ExitCode.OK;
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String word(Suspension suspension, Instant now) {
        return suspension.holdsAt(now) ? "holds" : suspension.from().isAfter(now) ? "to come" : "over";
    }
}
