package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.Login;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Timeline;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Merged accounts without a server. Names are not kept apart from accounts there: it lends and withdraws none. */
final class InMemoryMerges implements Merges {
    private final InMemoryDirectory directory;
    private final Map<Login, MergedAccount> merged = new TreeMap<>();
    private final Map<Login, Account> kept = new TreeMap<>();

    InMemoryMerges(InMemoryDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<MergedAccount> all() {
        return List.copyOf(merged.values());
    }

    @Override
    public MergedAccount takeAway(Account account, Account into, SortedSet<PersonNumber> numbers, Act act)
            throws DirectoryException {
        if (directory.find(account.login()).isEmpty()
                || directory.find(into.login()).isEmpty()) {
            throw DirectoryException.refused("one of the two is not there", null);
        }
        MergedAccount one = new MergedAccount(
                account.login(),
                into.login(),
                new TreeSet<>(List.of(account.login().value(), account.mail().value())),
                new TreeSet<>(account.keys()),
                numbers,
                account.affiliations(),
                act);
        directory.replace(account, null);
        merged.put(one.login(), one);
        kept.put(one.login(), account);
        return one;
    }

    @Override
    public SortedSet<String> lendNames(MergedAccount one) {
        return new TreeSet<>(); // see above
    }

    @Override
    public void withdrawNames(MergedAccount one) {
        // see above
    }

    @Override
    public void keep(MergedAccount one, SortedSet<Affiliation> affiliations, Timeline timeline) {
        Account old = kept.get(one.login());
        kept.put(one.login(), old.withRecords(affiliations, timeline));
    }

    @Override
    public void putBack(MergedAccount one) {
        merged.remove(one.login());
        directory.replace(null, kept.remove(one.login()));
    }
}
