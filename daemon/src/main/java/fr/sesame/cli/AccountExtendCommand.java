package fr.sesame.cli;

import fr.sesame.account.Login;
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
        name = "extend",
        mixinStandardHelpOptions = true,
        description = {
            "Gives an account that was made by hand a later end. One that has ended is open again: same login, same mail address.",
            "Its sponsor must still be active; if they have left, name another."
        })
final class AccountExtendCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(paramLabel = "ID|UID", description = "The record, such as 20261125-1, or the login.")
    private String which = "";

    @Option(names = "--end", paramLabel = "DATE", required = true, description = "The new last day, inclusive.")
    private LocalDate end = LocalDate.EPOCH;

    @Option(names = "--by", paramLabel = "UID", required = true, description = "The login of who answers for that.")
    private String by = "";

    @Option(names = "--sponsor", paramLabel = "UID", description = "Who is the sponsor from now on.")
    private @Nullable String sponsor;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    AccountExtendCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login who = new Login(by);
        Login next = sponsor == null ? null : new Login(sponsor);
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            LocalAccounts.Done done = installation.localAccounts(directory).extend(which, end, next, who, reason);
            return LocalTable.tell(done, directory, installation.calendar(), format.format(), terminal);
        }
    }
}
