package fr.sesame.cli;

import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.run.LocalAccounts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Says that somebody in charge has validated an account that waits: it opens today, or on its first day if that is later.",
            "Whoever validates has an active account, of one of the populations that may (populations.<name>.answered-by)."
        })
final class AccountValidateCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(paramLabel = "ID|UID", description = "The record, such as 20261125-1, or the login.")
    private String which = "";

    @Option(names = "--by", paramLabel = "UID", required = true, description = "The login of who validates it.")
    private String by = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    AccountValidateCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login validator = new Login(by);
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            LocalAccounts.Done done = installation.localAccounts(directory).validate(which, validator);
            return LocalTable.tell(done, directory, installation.calendar(), format.format(), terminal);
        }
    }
}
