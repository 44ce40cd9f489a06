package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "unlock",
        mixinStandardHelpOptions = true,
        description = {
            "Lifts the locks of accounts: from this second on they are what their dates make of them.",
            "Who lifted it, when and why is kept with the account (sesame locks UID --history) and in the audit trail."
        })
final class UnlockCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    UnlockCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        selection.check();
        Installation installation = opener.open(common.configuration());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        new Lock(Lock.Kind.TECHNICAL, now, null, by, reason).check(); // who and why, before anybody is looked for
        try (Directory directory = installation.connect()) {
            List<Account> accounts = new ArrayList<>(selection.accounts(directory));
            if (selection.isFilter()) {
                accounts.removeIf(account -> account.lock() == null);
            }
            List<String> open = new ArrayList<>();
            for (Account account : accounts) {
                if (account.lock() == null) {
                    open.add(account.login() + " has no lock");
                }
            }
            if (!open.isEmpty()) {
                open.add("nothing was written");
                throw new Selection.ProblemsException(open);
            }
            if (selection.isPreview()) {
                Preview.show(accounts, now, "would be unlocked", terminal);
                return ExitCode.OK;
            }
            return new Each(accounts, terminal).write(account -> {
                LiftedLock lifted =
                        new LiftedLock(Objects.requireNonNull(account.lock(), "checked above"), now, by, reason);
                directory.locks().lift(account, lifted);
                return "unlocked, and " + account.with(null).stateAt(now).word();
            });
        }
    }
}
