package fr.sesame.cli;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import fr.sesame.directory.Directory;
import fr.sesame.directory.DirectoryException;
import fr.sesame.local.LocalAccount;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The accounts of those who answer for others. */
final class Sponsors {
    private Sponsors() {}

    /** Of all these records, by login; one search for each sponsor. */
    static Map<Login, Account> of(Collection<LocalAccount> records, Directory directory) throws DirectoryException {
        TreeSet<Login> logins = new TreeSet<>();
        records.forEach(record -> record.sponsor().ifPresent(logins::add));
        Map<Login, Account> accounts = new HashMap<>();
        for (Login login : logins) {
            Optional<Account> account = directory.find(login);
            account.ifPresent(found -> accounts.put(login, found));
        }
        return accounts;
    }
}
