package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Calendar;
import fr.sesame.account.Explanation;
import fr.sesame.account.HeldRecord;
import fr.sesame.account.Login;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Suspensions;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.history.AccountHistory;
import fr.sesame.reconcile.SourceReport;
import fr.sesame.run.RunException;
import fr.sesame.run.RunStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Why an account is open or closed, as a page to be read to somebody on the telephone: the state, since when and until"
                    + " when, by which record and which rule, locks, what changes next, and what the person can do.",
            "In the past it is what was true then, by the history and the audit trail; in the future, a forecast.",
            "--format csv prints the table of records, --format json everything."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:there is, or was then, no such account", "3:the directory does not answer"})
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Parameters(
            paramLabel = "UID",
            description = "The login; or a record, SOURCE:KEY, which may be one that is held and has no account.")
    private String uid = "";

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            description = "At the beginning of that civil day, such as 2027-01-01, or at that instant, such as"
                    + " 2027-01-01T08:00:00Z; default: now.")
    private @Nullable String when;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    ExplainCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        boolean isRecord = uid.contains(":");
        Login login = isRecord ? null : new Login(uid);
        Installation installation = opener.open(common.configuration());
        Speech speech = language.speech(installation);
        Instant now = clock.instant();
        Instant at = when == null ? now : When.begin(when, installation.calendar());
        try (Directory directory = installation.connect()) {
            Optional<Account> account = login == null ? byKey(directory, SourceKey.parse(uid)) : directory.find(login);
            if (account.isPresent()) {
                return explain(account.get(), installation, installation.suspensions(directory), speech, at, now);
            }
            if (isRecord && held(SourceKey.parse(uid), installation, speech)) {
                return ExitCode.OK;
            }
            terminal.say(
                    isRecord
                            ? "sesame: no account has the record '" + uid + "', and none of that key is held"
                            : "sesame: there is no account '" + uid + "'");
            return ExitCode.REFUSED;
        }
    }

    private static Optional<Account> byKey(Directory directory, SourceKey key) throws DirectoryException {
        List<Account> found = new ArrayList<>();
        directory.forEachAccount(account -> {
            if (account.keys().contains(key)) {
                found.add(account);
            }
        });
        return found.stream().findFirst();
    }

    private int explain(
            Account account, Installation installation, Suspensions suspensions, Speech speech, Instant at, Instant now)
            throws IOException, RunException {
        Calendar calendar = installation.calendar();
        Explainer explainer = new Explainer(
                calendar,
                suspensions,
                installation.runs(),
                speech,
                installation.keepMonths(),
                installation.attributeRules());
        SecurityActs acts = at.isBefore(now)
                ? SecurityActs.read(installation, account.login())
                : new SecurityActs(null, List.of(), Optional.empty());
        AccountHistory history =
                new AccountHistory(account, installation.history().of(account.login()), acts.locks(account));
        Optional<Explained> explained = at.isBefore(now)
                ? explainer.past(history, acts, at)
                : Optional.of(explainer.ahead(account, history, at, now));
        if (explained.isEmpty()) {
            Instant made = history.versions().get(1).from();
            terminal.say(speech.say("note.no-account", speech.instant(made)));
            return ExitCode.REFUSED;
        }
        switch (format.format()) {
            case table ->
                new ExplainPage(speech, installation.contact())
                        .lines(explained.get())
                        .forEach(terminal.out()::println);
            case csv -> records(explained.get().explanation()).print(format.format(), terminal.out());
            case json -> terminal.out().println(ExplainJson.of(explained.get(), speech));
        }
        terminal.out().flush();
        return ExitCode.OK;
    }

    /** Tells why a record has given no account; false if the last accepted extract does not hold it. */
    private boolean held(SourceKey key, Installation installation, Speech speech) throws RunException {
        RunStore runs = installation.runs();
        Optional<HeldRecord> found = runs.last(key.source(), SourceReport::wasAccepted)
                .flatMap(report -> report.held().stream()
                        .filter(record -> record.key().equals(key))
                        .findFirst());
        found.ifPresent(record -> {
            List<String> lines = HeldPage.lines(record, speech, installation.contact());
            if (format.format() == Table.Format.json) {
                terminal.out()
                        .println(ExplainJson.held(
                                lines, key.toString(), record.reason().word(), record.detail()));
            } else {
                lines.forEach(terminal.out()::println);
            }
            terminal.out().flush();
        });
        return found.isPresent();
    }

    static Table records(Explanation explanation) {
        Table table = new Table(
                "source", "key", "population", "structure", "opens", "closes", "pending through", "state", "facts");
        for (Explanation.Reason reason : explanation.reasons()) {
            var affiliation = reason.affiliation();
            table.row(
                    affiliation.key().source(),
                    affiliation.key().value(),
                    affiliation.population(),
                    affiliation.structure() == null ? "" : affiliation.structure(),
                    reason.opens().map(Object::toString).orElse(""),
                    reason.closes().map(Object::toString).orElse(""),
                    reason.pendingThrough().map(Object::toString).orElse(""),
                    reason.phase().word(),
                    RecordWords.facts(affiliation.facts()));
        }
        return table;
    }
}
