package fr.sesame.cli;

import fr.sesame.account.Calendar;
import fr.sesame.account.Login;
import fr.sesame.account.PopulationRule;
import fr.sesame.directory.Directory;
import fr.sesame.local.LocalAccount;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "The accounts that were made by hand, those that have ended too. Several conditions must all hold.",
            "The column sponsor-state says whose sponsor has left: the account stays, and cannot be extended without another."
        })
final class AccountListCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--waiting", description = "Those that nobody has validated, and that are not over.")
    private boolean waiting;

    @Option(names = "--sponsor", paramLabel = "UID", description = "Those of that sponsor.")
    private @Nullable String sponsor;

    @Option(
            names = "--ending-before",
            paramLabel = "DATE",
            description = "Those that are not over, and whose last day is before that day.")
    private @Nullable LocalDate endingBefore;

    private final Installation.Opener opener;
    private final Clock clock;
    private final Terminal terminal;

    AccountListCommand(Installation.Opener opener, Clock clock, Terminal terminal) {
        this.opener = opener;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Login of = sponsor == null ? null : new Login(sponsor);
        Installation installation = opener.open(common.configuration());
        Calendar calendar = installation.calendar();
        Instant now = clock.instant();
        LocalDate today = calendar.dayOf(now);
        try (Directory directory = installation.connect()) {
            List<LocalAccount> found = new ArrayList<>();
            directory.forEachAccount(account -> LocalAccount.of(account).stream()
                    .filter(one ->
                            of == null || one.sponsor().filter(of::equals).isPresent())
                    .filter(one -> !waiting || isWaiting(one, calendar, today))
                    .filter(one -> endingBefore == null || endsFrom(one, calendar, today, endingBefore))
                    .forEach(found::add));
            found.sort(Comparator.comparing(LocalAccount::record));
            LocalTable table = new LocalTable(calendar, now);
            var sponsors = Sponsors.of(found, directory);
            found.forEach(one -> table.row(one, sponsors));
            table.print(format.format(), terminal);
        }
        return ExitCode.OK;
    }

    private static boolean isWaiting(LocalAccount one, Calendar calendar, LocalDate today) {
        PopulationRule rule = calendar.ruleOf(one.record().population());
        return rule.waitsForValidation(one.record().facts())
                && rule.closing(one.record().facts())
                        .filter(day -> day.isBefore(today))
                        .isEmpty();
    }

    private static boolean endsFrom(LocalAccount one, Calendar calendar, LocalDate today, LocalDate before) {
        return calendar.ruleOf(one.record().population())
                .closing(one.record().facts())
                .filter(day -> !day.isBefore(today) && day.isBefore(before))
                .isPresent();
    }
}
