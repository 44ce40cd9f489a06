package fr.sesame.account;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is left of an erased account: nothing of the person's civil life, and enough that nothing of the account is given to
 * somebody else, and that the person is recognised if a source brings them back.
 *
 * @param login the uid that the account had
 * @param names login, mail addresses and aliases, in lower case
 * @param hashes keyed hashes of what the person would be recognised by
 * @param erasure when, by whom and why
 * @param admissions keyed hashes of the source keys that somebody has admitted since
 */
public record Tombstone(
        Login login, SortedSet<String> names, SortedSet<String> hashes, Erasure erasure, SortedSet<String> admissions) {

    public Tombstone {
        TreeSet<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        lower.add(login.value());
        names = SortedValues.copyOf(lower);
        hashes = SortedValues.copyOf(hashes);
        admissions = SortedValues.copyOf(admissions);
    }
}
