package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Lock;
import fr.sesame.account.Login;
import fr.sesame.account.PopulationRule;
import fr.sesame.account.Timeline;
import fr.sesame.directory.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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
            "Why an account is open or closed: its records, the rule of each, the days that follow, the state and the next change.",
            "The table of records goes to standard output; the sentences do so too with --format table."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:there is no such account", "3:the directory does not answer"})
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Parameters(paramLabel = "UID", description = "The login.")
    private String uid = "";

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "At the beginning of that civil day, such as 2027-01-01; default: now.")
    private @Nullable LocalDate date;

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
        Login login = new Login(uid);
        Installation installation = opener.open(common.configuration());
        Calendar calendar = installation.calendar();
        Instant at = date == null ? clock.instant() : calendar.startOf(date);
        try (Directory directory = installation.connect()) {
            Optional<Account> account = directory.find(login);
            if (account.isEmpty()) {
                terminal.say("sesame: there is no account '" + login + "'");
                return ExitCode.REFUSED;
            }
            Terminal sentences =
                    format.format() == Table.Format.table ? new Terminal(terminal.out(), terminal.out()) : terminal;
            sentences(account.get(), calendar, at, sentences);
            records(account.get(), calendar, at).print(format.format(), terminal.out());
            return ExitCode.OK;
        }
    }

    static void sentences(Account account, Calendar calendar, Instant at, Terminal terminal) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z").withZone(calendar.zone());
        terminal.say("account  " + account.login() + ", " + account.civil().givenName() + " "
                + account.civil().familyName() + ", " + account.mail());
        terminal.say("state    " + Said.of(account.decisionAt(at)) + " at " + time.format(at));
        Lock lock = account.lock();
        if (lock != null) {
            Instant until = lock.until();
            terminal.say("lock     " + lock.kind().word() + " since " + time.format(lock.since())
                    + (until == null ? ", until somebody lifts it" : ", until " + time.format(until)) + ", by "
                    + lock.by() + ": " + lock.reason());
        }
        terminal.say("dates    "
                + account.timeline()
                        .lastUntil(at)
                        .map(Timeline.Step::at)
                        .map(time::format)
                        .map(since -> Said.of(account.timeline().phaseAt(at)) + " since " + since)
                        .orElse(Said.of(account.timeline().phaseAt(at)) + " since ever"));
        terminal.say("next     "
                + account.nextChangeAfter(at)
                        .map(next -> Said.of(account.decisionAt(next)) + " from " + time.format(next))
                        .orElse("no change is known"));
        terminal.say("because  "
                + calendar.deciding(account.affiliations(), at)
                        .map(affiliation -> "of the record " + affiliation.key() + " as " + affiliation.population()
                                + ", the most open of its records")
                        .orElse("it has no record"));
    }

    static Table records(Account account, Calendar calendar, Instant at) {
        Table table = new Table(
                "source",
                "key",
                "population",
                "structure",
                "rule",
                "opens",
                "closes",
                "pending until",
                "state",
                "facts");
        for (Affiliation affiliation : account.affiliations()) {
            PopulationRule rule = calendar.ruleOf(affiliation.population());
            Optional<LocalDate> closing = rule.closing(affiliation.facts());
            table.row(
                    affiliation.key().source(),
                    affiliation.key().value(),
                    affiliation.population(),
                    affiliation.structure() == null ? "" : affiliation.structure(),
                    "opens " + rule.opens() + " closes " + rule.closes() + " grace " + rule.grace()
                            + (rule.pendingMayBind() ? " pending-may-bind" : ""),
                    rule.opening(affiliation.facts()).map(LocalDate::toString).orElse(""),
                    closing.map(LocalDate::toString).orElse("open-ended"),
                    closing.map(day -> day.plus(rule.grace()).toString()).orElse(""),
                    calendar.timeline(affiliation).phaseAt(at).word(),
                    facts(affiliation));
        }
        return table;
    }

    private static String facts(Affiliation affiliation) {
        StringBuilder text = new StringBuilder();
        var facts = affiliation.facts();
        add(text, "begin", facts.begin());
        add(text, "end", facts.end());
        add(text, "recorded", facts.recorded());
        add(text, "year", facts.year());
        add(text, "cancelled", facts.cancelled());
        add(text, "validated", facts.validatedBy());
        add(text, "gone", facts.gone());
        return text.toString().stripTrailing();
    }

    private static void add(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(name).append('=').append(value).append(' ');
        }
    }
}
