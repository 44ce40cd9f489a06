package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import fr.sesame.account.MailAddress;
import fr.sesame.account.SourceKey;
import fr.sesame.account.Structure;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A snapshot in which one entry is found at once. */
public final class Present {
    private final Map<Login, Account> accounts = new HashMap<>();
    private final Map<SourceKey, Login> owners = new HashMap<>();
    private final Map<MailAddress, Login> mails = new HashMap<>();
    private final Map<String, Structure> structures = new HashMap<>();

    public Present(Snapshot snapshot) {
        for (Account account : snapshot.accounts()) {
            accounts.put(account.login(), account);
            mails.put(account.mail(), account.login());
            account.affiliations().forEach(affiliation -> owners.put(affiliation.key(), account.login()));
        }
        snapshot.structures()
                .forEach(structure -> structures.put(structure.code().value(), structure));
    }

    public Optional<Account> account(String login) {
        return Optional.ofNullable(accounts.get(new Login(login)));
    }

    public Optional<Structure> structure(String code) {
        return Optional.ofNullable(structures.get(code));
    }

    /** The first account that has one of these records, or that address. */
    public Optional<Login> owner(Collection<SourceKey> keys, MailAddress mail) {
        return keys.stream()
                .filter(owners::containsKey)
                .map(owners::get)
                .findFirst()
                .or(() -> Optional.ofNullable(mails.get(mail)));
    }
}
