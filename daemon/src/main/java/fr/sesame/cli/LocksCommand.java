package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.LiftedLock;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "locks",
        mixinStandardHelpOptions = true,
        description = "The locks that hold now or will: of everybody, or of those who are named.")
final class LocksCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(paramLabel = "UID", arity = "0..*", description = "Logins; default: everybody who is locked.")
    private List<String> uids = new ArrayList<>();

    @Option(names = "--all", description = "Those that have ended by themselves too.")
    private boolean all;

    @Option(
            names = "--history",
            description = "Of those who are named, the last locks that were lifted too, by whom and why.")
    private boolean history;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    LocksCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<Login> logins = uids.stream().map(Login::new).distinct().toList();
        if (history && logins.isEmpty()) {
            throw new InvalidValueException("--history is of those who are named; expected a login");
        }
        Installation installation = opener.open(common.configuration());
        Instant now = clock.instant();
        Table table =
                new Table("uid", "kind", "since", "until", "by", "reason", "now", "lifted", "lifted by", "because");
        try (Directory directory = installation.connect()) {
            List<Account> accounts = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (Login login : logins) {
                directory
                        .find(login)
                        .ifPresentOrElse(accounts::add, () -> missing.add("there is no account '" + login + "'"));
            }
            if (!missing.isEmpty()) {
                throw new Selection.ProblemsException(missing);
            }
            if (logins.isEmpty()) {
                directory.locks().forEachLocked(accounts::add);
                accounts.sort(Comparator.comparing(Account::login));
            }
            for (Account account : accounts) {
                if (history) {
                    for (LiftedLock lifted : directory.locks().history(account.login())) {
                        row(table, account.login(), lifted.lock(), "lifted", lifted);
                    }
                }
                Lock lock = account.lock();
                if (lock != null && (all || lock.hasNotEndedAt(now))) {
                    row(table, account.login(), lock, word(lock, now), null);
                }
            }
        }
        table.print(format.format(), terminal.out());
        return ExitCode.OK;
    }

    private static String word(Lock lock, Instant now) {
        return lock.holdsAt(now) ? "holds" : lock.hasNotEndedAt(now) ? "to come" : "ended";
    }

    private static void row(Table table, Login login, Lock lock, String state, @Nullable LiftedLock lifted) {
        table.row(
                login,
                lock.kind().word(),
                lock.since(),
                lock.until() == null ? "" : lock.until(),
                lock.by(),
                lock.reason(),
                state,
                lifted == null ? "" : lifted.at(),
                lifted == null ? "" : lifted.by(),
                lifted == null ? "" : lifted.reason());
    }
}
