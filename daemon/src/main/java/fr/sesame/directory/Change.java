package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Structure;

/** One thing to write. There is none that deletes: an account is kept for ever, but for {@link Directory#erase}. */
public sealed interface Change {

    /** What it is written to, in a few words. */
    String subject();

    /** A new account. */
    record CreateAccount(Account account) implements Change {
        @Override
        public String subject() {
            return "the new account " + account.login();
        }
    }

    /** An account whose records, names, addresses, attributes or timeline changed; the login never does. */
    record UpdateAccount(Account before, Account after) implements Change {
        @Override
        public String subject() {
            return "the account " + after.login();
        }
    }

    /** Makes visible what follows from an account on that day: its state, what the person is, the next change. */
    record ShowState(Account account) implements Change {
        @Override
        public String subject() {
            return "the account " + account.login();
        }
    }

    /** A new structure. */
    record CreateStructure(Structure structure) implements Change {
        @Override
        public String subject() {
            return "the new structure " + structure.code();
        }
    }

    /** A structure whose label, type or parent changed. */
    record UpdateStructure(Structure before, Structure after) implements Change {
        @Override
        public String subject() {
            return "the structure " + after.code();
        }
    }
}
