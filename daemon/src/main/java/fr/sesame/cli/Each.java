package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.directory.DirectoryException;
import java.util.List;

/** Writes accounts one after another, and says of each what became of it: what one of them is refused stops none of the others. */
final class Each {
    private final List<Account> accounts;
    private final Terminal terminal;

    Each(List<Account> accounts, Terminal terminal) {
        this.accounts = accounts;
        this.terminal = terminal;
    }

    /** What is done to one account; gives what to say of it. */
    @FunctionalInterface
    interface Write {
        String to(Account account) throws DirectoryException;
    }

    /** @throws DirectoryException if the directory does not answer any more; who came before has been said */
    int write(Write write) throws DirectoryException {
        int done = 0;
        for (Account account : accounts) {
            try {
                terminal.say(account.login() + " is " + write.to(account));
                done++;
            } catch (DirectoryException e) {
                if (e.isUnreachable()) {
                    terminal.say("sesame: " + done + " of " + accounts.size() + " accounts were written");
                    throw e;
                }
                terminal.say("sesame: " + e.getMessage());
            }
        }
        if (accounts.size() != 1) {
            terminal.say(done + " of " + accounts.size() + " accounts were written");
        }
        return done == accounts.size() ? ExitCode.OK : ExitCode.REFUSED;
    }
}
