package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Structure;
import java.util.List;

/**
 * The directory at one moment.
 *
 * @param accounts all of them, ordered by login
 * @param structures all of them, ordered by code
 */
public record Snapshot(List<Account> accounts, List<Structure> structures) {
    public Snapshot {
        accounts = List.copyOf(accounts);
        structures = List.copyOf(structures);
    }
}
