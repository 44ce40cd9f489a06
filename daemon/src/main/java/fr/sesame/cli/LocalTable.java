package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Calendar;
import fr.sesame.account.Login;
import fr.sesame.account.PopulationRule;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.local.LocalAccount;
import fr.sesame.run.LocalAccounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Records made by hand as rows, and how an act on them is told. */
final class LocalTable {
    private final Calendar calendar;
    private final Instant now;
    private final Table table = new Table(
            "id",
            "uid",
            "name",
            "mail",
            "population",
            "structure",
            "sponsor",
            "sponsor-state",
            "validated-by",
            "opens",
            "closes",
            "state");

    LocalTable(Calendar calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    /** @param sponsors the accounts of those that are known, by login */
    void row(LocalAccount local, Map<Login, Account> sponsors) {
        Account account = local.account();
        Affiliation record = local.record();
        PopulationRule rule = calendar.ruleOf(record.population());
        String validatedBy = record.facts().validatedBy();
        table.row(
                local.id(),
                account.login(),
                account.civil().givenName() + " " + account.civil().familyName(),
                account.mail(),
                record.population(),
                record.structure() == null ? "" : record.structure(),
                local.sponsor().map(Login::value).orElse(""),
                local.sponsor().map(login -> stateOf(login, sponsors)).orElse(""),
                validatedBy == null ? rule.validationMandatory() ? "(waiting)" : "" : validatedBy,
                day(rule.opening(record.facts())),
                day(rule.closing(record.facts())),
                Said.word(account.decisionAt(now)));
    }

    private String stateOf(Login login, Map<Login, Account> sponsors) {
        Account sponsor = sponsors.get(login);
        return sponsor == null ? "(unknown)" : Said.word(sponsor.decisionAt(now));
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    void print(Table.Format format, Terminal terminal) {
        table.print(format, terminal.out());
    }

    /** Prints what an act came to, and gives the exit code. */
    static int tell(
            LocalAccounts.Done done, Directory directory, Calendar calendar, Table.Format format, Terminal terminal)
            throws DirectoryException {
        LocalTable table = new LocalTable(calendar, done.run().startedAt());
        Map<Login, Account> sponsors = Sponsors.of(done.accounts(), directory);
        done.accounts().forEach(local -> table.row(local, sponsors));
        table.print(format, terminal);
        done.run().sources().forEach(report -> report.messages().forEach(terminal::say));
        return done.run().isClean() ? ExitCode.OK : ExitCode.REFUSED;
    }
}
