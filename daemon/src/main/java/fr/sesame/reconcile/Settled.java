package fr.sesame.reconcile;

import fr.sesame.account.Account;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Login;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.SourceKey;
import fr.sesame.identity.Rulings;
import fr.sesame.source.Extract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of an extract of which nobody need ask whose they are: one account alone has the key, the names and the birth date are
 * that account's, and so is every number, and no other's; and nobody has decided anything of them. They say nothing of a person that
 * the account does not say itself, so that the others are correlated without them. In an ordinary night these are nearly all.
 *
 * @param records those of each account
 * @param open the other records, in the order of the extract
 */
record Settled(Map<Login, List<PersonRecord>> records, List<PersonRecord> open) {

    static Settled of(Collection<Account> accounts, Extract extract, Rulings rulings) {
        Known known = new Known(accounts, extract.source());
        Map<Login, List<PersonRecord>> records = new HashMap<>();
        List<PersonRecord> open = new ArrayList<>();
        for (PersonRecord record : extract.records()) {
            Account account = known.byKey.get(record.key());
            if (account != null
                    && !extract.formerKeys().containsKey(record.key())
                    && known.isSettled(record, account)
                    && !rulings.speakOf(account)) {
                records.computeIfAbsent(account.login(), login -> new ArrayList<>(1))
                        .add(record);
            } else {
                open.add(record);
            }
        }
        return new Settled(records, open);
    }

    /** What the accounts have. */
    private static final class Known {
        private final Map<SourceKey, Account> byKey = new HashMap<>();
        private final Set<SourceKey> sharedKeys = new HashSet<>();
        private final Set<PersonNumber> sharedNumbers = new HashSet<>();

        Known(Collection<Account> accounts, String source) {
            Set<PersonNumber> numbers = new HashSet<>();
            for (Account account : accounts) {
                for (Affiliation affiliation : account.affiliations()) {
                    SourceKey key = affiliation.key();
                    if (key.source().equals(source)) {
                        Account other = byKey.put(key, account);
                        if (other != null && other != account) {
                            sharedKeys.add(key);
                        }
                    }
                }
                for (PersonNumber number : account.numbers()) {
                    if (!numbers.add(number)) {
                        sharedNumbers.add(number);
                    }
                }
            }
        }

        boolean isSettled(PersonRecord record, Account account) {
            if (!record.civil().equals(account.civil()) || sharedKeys.contains(record.key())) {
                return false;
            }
            for (PersonNumber number : record.numbers()) {
                if (!account.numbers().contains(number) || sharedNumbers.contains(number)) {
                    return false;
                }
            }
            return true;
        }
    }
}
