package fr.sesame.cli;

import fr.sesame.account.Account;
import java.time.Instant;
import java.util.List;

/** Whom a command would write, and how many, before it is told to. */
final class Preview {
    private Preview() {}

    static void show(List<Account> accounts, Instant at, String what, Terminal terminal) {
        Table table = new Table("uid", "name", "state");
        for (Account account : accounts) {
            table.row(
                    account.login(),
                    account.civil().givenName() + " " + account.civil().familyName(),
                    account.stateAt(at).word());
        }
        table.print(Table.Format.table, terminal.out());
        terminal.say(accounts.size() + " accounts " + what + "; nothing was written: --apply does it");
    }
}
