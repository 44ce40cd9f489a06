package fr.sesame.cli;

import fr.sesame.directory.Directory;
import fr.sesame.run.LocalAccounts;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        description = {
            "Gives an account that was made by hand an earlier end; a request that nobody has validated is withdrawn the same way.",
            "The last day is still open, until midnight. To shut an account at this instant, lock it."
        })
final class AccountEndCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(paramLabel = "ID|UID", description = "The record, such as 20261125-1, or the login.")
    private String which = "";

    @Option(names = "--on", paramLabel = "DATE", description = "The last open day, which may be over; default: today.")
    private @Nullable LocalDate on;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    AccountEndCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            LocalAccounts.Done done = installation.localAccounts(directory).end(which, on, by, reason);
            return LocalTable.tell(done, directory, installation.calendar(), format.format(), terminal);
        }
    }
}
