package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Structure;

/** One thing to write. There is none that deletes: an account is kept for ever, but for {@link Directory#erase}. */
public sealed interface Change {

    /** A new account. */
    record CreateAccount(Account account) implements Change {}

    /** An account whose records, names or timeline changed; login and mail never do. */
    record UpdateAccount(Account before, Account after) implements Change {}

    /** Makes visible what follows from an account on that day: its state, what the person is, the next change. */
    record ShowState(Account account) implements Change {}

    /** A new structure. */
    record CreateStructure(Structure structure) implements Change {}

    /** A structure whose label, type or parent changed. */
    record UpdateStructure(Structure before, Structure after) implements Change {}
}
