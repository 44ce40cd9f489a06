package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.history.AccountHistory;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Everything that happened to an account: its records and the extracts they came from, its states and why they changed,"
                    + " locks and other security acts, the earliest first.",
            "How far back that goes is said on standard error; it is no farther than audit.keep-months."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:there is no such account, and no act on it", "3:the directory does not answer"})
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Parameters(paramLabel = "UID", description = "The login.")
    private String uid = "";

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    HistoryCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login login = new Login(uid);
        Installation installation = opener.open(common.configuration());
        Speech speech = language.speech(installation);
        Optional<Account> account;
        try (Directory directory = installation.connect()) {
            account = directory.find(login);
        }
        SecurityActs acts = SecurityActs.read(installation, login);
        if (account.isEmpty()) {
            terminal.say("sesame: there is no account '" + login + "'");
            if (acts.of(login, installation.base()).isEmpty()) {
                return ExitCode.REFUSED;
            }
        }
        HistoryRows rows = new HistoryRows(installation.runs()).with(acts);
        if (account.isPresent()) {
            AccountHistory history =
                    new AccountHistory(account.get(), installation.history().of(login), acts.locks(account.get()));
            rows.with(history, clock.instant());
            Optional<Instant> since = history.since();
            terminal.say(
                    since.isPresent()
                            ? speech.say("history.since", speech.instant(since.get()), installation.keepMonths())
                            : speech.say("history.empty", installation.keepMonths()));
        }
        Instant trail = acts.since();
        terminal.say(
                trail != null
                        ? speech.say("history.trail", speech.instant(trail))
                        : speech.say("history.no-trail", acts.unreadable().orElse("-")));
        if (format.format() == Table.Format.table) {
            rows.sentences(speech, new AuditPhrases(speech.language(), speech.zone()))
                    .forEach(terminal.out()::println);
            terminal.out().flush();
        } else {
            rows.words().print(format.format(), terminal.out());
        }
        return ExitCode.OK;
    }
}
