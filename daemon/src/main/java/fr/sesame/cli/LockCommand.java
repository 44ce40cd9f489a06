package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Lock;
import fr.sesame.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        description = {
            "Locks accounts: from this second on nobody binds as them, and open connections end. A lock is laid over the dates, survives"
                    + " every run, and ends by itself only with --until.",
            "Whoever is locked already is told, and nothing is written, unless --replace is said."
        })
final class LockCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final Selection selection = new Selection();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "technical (a virus, a stolen password) or administrative (a decision about the person).")
    private String kind = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "Through that civil day, or until that instant (2026-12-24T08:00:00Z). Default: until somebody lifts it.")
    private @Nullable String until;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided it; default: the user who runs this.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--replace", description = "In place of the lock that is there.")
    private boolean replace;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    LockCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        selection.check();
        Installation installation = opener.open(common.configuration());
        CivilTimes times = new CivilTimes(installation.calendar().zone());
        Lock lock = lock(times);
        try (Directory directory = installation.connect()) {
            List<Account> accounts = selection.accounts(directory);
            List<String> locked = new ArrayList<>();
            for (Account account : accounts) {
                Lock present = account.lock();
                if (present != null && present.hasNotEndedAt(lock.since()) && !replace) {
                    locked.add(account.login() + " is locked already: " + said(present, times));
                }
            }
            if (!locked.isEmpty()) {
                locked.add("nothing was written; --replace puts the new lock in place of these");
                throw new Selection.ProblemsException(locked);
            }
            if (selection.isPreview()) {
                Preview.show(accounts, lock.since(), "would be locked", terminal);
                return ExitCode.OK;
            }
            Each each = new Each(accounts, terminal);
            return each.write(account -> {
                directory.locks().lay(account, lock);
                return "locked, " + said(lock, times);
            });
        }
    }

    private Lock lock(CivilTimes times) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = until == null ? null : times.end("--until", until);
        if (end != null && !end.isAfter(now)) {
            throw new InvalidValueException("found '" + until + "' for --until, which is past; expected a day to come");
        }
        Lock lock = new Lock(Lock.Kind.ofWord(kind), now, end, by, reason);
        lock.check();
        return lock;
    }

    static String said(Lock lock, CivilTimes times) {
        Instant end = lock.until();
        return lock.kind().word() + " since " + times.show(lock.since())
                + (end == null ? "" : " until " + times.show(end)) + " by " + lock.by() + ": " + lock.reason();
    }
}
