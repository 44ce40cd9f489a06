package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Act;
import fr.sesame.account.Affiliation;
import fr.sesame.account.MergedAccount;
import fr.sesame.account.PersonNumber;
import fr.sesame.account.Timeline;
import java.util.List;
import java.util.SortedSet;

/**
 * Accounts that were merged into others. A merge is several writes, each of them whole or not at all; in which order, and what a kill
 * between two leaves, is the affair of who asks for them.
 */
public interface Merges {

    /** All of them, by login. */
    List<MergedAccount> all() throws DirectoryException;

    /**
     * Takes an account away and keeps all of it: from then on nobody binds as it, and its names are given to nobody.
     *
     * @param numbers those of its numbers that the other does not have
     * @throws DirectoryException if one of the two is not there
     */
    MergedAccount takeAway(Account account, Account into, SortedSet<PersonNumber> numbers, Act act)
            throws DirectoryException;

    /**
     * Gives its login as an alias, and its addresses as other addresses, to the account that it was merged into.
     *
     * @return its logins and aliases that are not lent, since SUPANN has one alias for each person; they stay reserved
     */
    SortedSet<String> lendNames(MergedAccount merged) throws DirectoryException;

    /** Takes these from that account again. */
    void withdrawNames(MergedAccount merged) throws DirectoryException;

    /** Keeps what its records have become since, for the day on which it is put back. */
    void keep(MergedAccount merged, SortedSet<Affiliation> affiliations, Timeline timeline) throws DirectoryException;

    /** Puts the account back as it was, with the records that were kept last; the other has none of its names and keys any more. */
    void putBack(MergedAccount merged) throws DirectoryException;
}
