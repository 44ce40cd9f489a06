package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.reconcile.Merger;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = {
            "Makes one account of two that are one person's: the records and numbers of OTHER go to KEEP, its login becomes an alias and its"
                    + " mail addresses other addresses of KEEP, which nobody else is ever given. OTHER does not bind any more; people log"
                    + " in as KEEP, with the password of KEEP.",
            "Everything of OTHER is kept, and --undo puts it back. Stopped in the middle, the same command finishes it."
        })
final class MergeCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "KEEP", description = "The login that stays.")
    private String keep = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The login that becomes an alias.")
    private String other = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "How it is known; needed for a merge, welcome for its undo.")
    private @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--dry-run", description = "Says what would be done, and whether it can be.")
    private boolean dryRun;

    @Option(
            names = "--undo",
            description = "Makes two accounts of them again, each with its own records, names and password.")
    private boolean undo;

    private final Installation.Opener opener;
    private final Terminal terminal;

    MergeCommand(Installation.Opener opener, Terminal terminal) {
        this.opener = opener;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login kept = new Login(keep);
        Login gone = new Login(other);
        if (undo && dryRun) {
            throw new InvalidValueException("--undo cannot be tried; expected --undo or --dry-run");
        }
        Installation installation = opener.open(common.configuration());
        try (Directory directory = installation.connect()) {
            Merger merger = installation.merger(directory);
            if (undo) {
                Account back = merger.undo(kept, gone, by, reason == null ? "the merge was undone" : reason);
                terminal.say(gone + " is an account of its own again, with " + back.keys() + " and its password; "
                        + kept + " has what it had before");
                return ExitCode.OK;
            }
            if (dryRun) {
                Merger.Pair pair = merger.check(kept, gone);
                terminal.say(pair.other()
                        .map(account -> gone + " (" + account.mail() + ", " + account.keys() + ") would go into " + kept
                                + " (" + pair.kept().keys() + "); nothing was written")
                        .orElse(gone + " is in " + kept + " already; a merge would finish what is not done yet"));
                return ExitCode.OK;
            }
            if (reason == null) {
                throw new InvalidValueException("a merge needs --reason: how it is known that they are one person");
            }
            Merger.Merged merged = merger.merge(kept, gone, by, reason);
            terminal.say(kept + " has the records " + merged.account().keys() + "; " + gone
                    + " does not bind any more; to undo it: sesame merge --undo " + kept + " " + gone);
            if (!merged.reserved().isEmpty()) {
                terminal.say("reserved for ever, but no alias, since a person has one alias: "
                        + String.join(", ", merged.reserved()));
            }
            return ExitCode.OK;
        }
    }
}
