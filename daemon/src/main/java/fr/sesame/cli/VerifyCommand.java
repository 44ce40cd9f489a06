package fr.sesame.cli;

import fr.sesame.partition.Verification;
import fr.sesame.store.StoreTools;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Walks every index of the directory's storage against the entries, and says OK or what disagrees; and names that are "
                    + "an account's and somebody else's too.",
            "Reads one snapshot; the service may be running, but for --repair."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything agrees", "1:something does not, or the storage cannot be read"})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--repair",
            description =
                    "Makes the tree and every index anew from the entries, then verifies. Stop the service first.")
    private boolean repair;

    private final Installation.Opener opener;
    private final Terminal terminal;

    VerifyCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        StoreTools tools = opener.open(common.configuration()).store();
        int code = print(repair ? tools.repair() : tools.verify(), terminal);
        List<String> shared = tools.sharedNames();
        shared.forEach(terminal.out()::println);
        terminal.out().flush();
        if (!shared.isEmpty()) {
            terminal.say(
                    "sesame: what an account is called by is to be its alone; take it from the others as the operator");
        }
        return shared.isEmpty() ? code : ExitCode.REFUSED;
    }

    static int print(Verification found, Terminal terminal) {
        if (found.isGood()) {
            terminal.out()
                    .println("OK: " + found.entries() + " entries, " + found.pairs()
                            + " pairs in the indices, all agree");
            terminal.out().flush();
            return ExitCode.OK;
        }
        found.problems().forEach(terminal.out()::println);
        terminal.out().flush();
        terminal.say("sesame: " + found.problemCount() + " disagreements in " + found.entries()
                + " entries; stop the service, then: sesame verify --repair");
        return ExitCode.REFUSED;
    }
}
