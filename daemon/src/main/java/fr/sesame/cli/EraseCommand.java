package fr.sesame.cli;

import fr.sesame.account.Login;
import fr.sesame.account.Tombstone;
import fr.sesame.directory.Directory;
import fr.sesame.reconcile.Eraser;
import java.io.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases an inactive account for ever, and leaves a tombstone: its login, addresses and aliases, which nobody is given "
                    + "again, and keyed hashes by which the person is recognised if a source brings them back. Their record is then "
                    + "held, until: sesame admit.",
            "Backups, the reports of earlier runs and logs still know the person until they are deleted."
        })
final class EraseCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "UID", description = "The login.")
    private String uid = "";

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            required = true,
            description = "Why, in one word that names nobody, such as request or retention-over.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    private final Installation.Opener opener;
    private final Terminal terminal;

    EraseCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login login = new Login(uid);
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            Eraser eraser = installation.eraser(directory);
            eraser.check(login);
            if (!yes && !confirmed(login)) {
                terminal.say("sesame: not confirmed; nothing was erased (--yes does not ask)");
                return ExitCode.REFUSED;
            }
            Tombstone tombstone = eraser.erase(login, by, reason);
            terminal.say(login + " is erased; nobody is given again: " + String.join(", ", tombstone.names()));
            return ExitCode.OK;
        }
    }

    // Before JDK 22 there is no console without a terminal; from then on there always is one.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean confirmed(Login login) {
        Console console = System.console();
        return console != null
                && login.value().equals(console.readLine("This cannot be undone. Type the login to erase it: "));
    }
}
