package fr.sesame.cli;

import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.directory.Directory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "admit",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a record that is held as 'erased' have an account at the next run: a new one, with another login and address.",
            "Whether it is the erased person who comes back or somebody of the same birth name and day, is yours to know."
        })
final class AdmitCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "UID", description = "The login that was erased, as 'sesame held' says it.")
    private String uid = "";

    @Parameters(index = "1", paramLabel = "SOURCE:KEY", description = "The record, such as apogee:20100000.")
    private String record = "";

    private final Installation.Opener opener;
    private final Terminal terminal;

    AdmitCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login erased = new Login(uid);
        SourceKey key = SourceKey.parse(record);
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            installation.eraser(directory).admit(erased, key);
            terminal.say(key + " is admitted; the next run gives it an account");
            return ExitCode.OK;
        }
    }
}
