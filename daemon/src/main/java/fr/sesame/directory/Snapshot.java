package fr.sesame.directory;

import fr.sesame.account.Account;
import fr.sesame.account.Login;
import fr.sesame.account.Ruling;
import fr.sesame.account.Structure;
import fr.sesame.account.StructureCode;
import fr.sesame.account.Tombstone;
import fr.sesame.account.UnreadableAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The directory at one moment.
 *
 * @param accounts all of them, ordered by login
 * @param structures all of them, ordered by code
 * @param tombstones of all erased accounts, ordered by login
 * @param aliases what people are called by beside login and mail address, in lower case
 * @param rulings what somebody has decided of pairs, the earliest first
 * @param unreadable entries that should be accounts and cannot be read
 */
public record Snapshot(
        List<Account> accounts,
        List<Structure> structures,
        List<Tombstone> tombstones,
        Set<String> aliases,
        List<Ruling> rulings,
        List<UnreadableAccount> unreadable) {

    /** A directory without anybody. */
    public static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), List.of(), Set.of());

    public Snapshot {
        accounts = List.copyOf(accounts);
        structures = List.copyOf(structures);
        tombstones = List.copyOf(tombstones);
        aliases = Set.copyOf(aliases);
        rulings = List.copyOf(rulings);
        unreadable = List.copyOf(unreadable);
    }

    /** One that can be read. */
    public Snapshot(
            List<Account> accounts,
            List<Structure> structures,
            List<Tombstone> tombstones,
            Set<String> aliases,
            List<Ruling> rulings) {
        this(accounts, structures, tombstones, aliases, rulings, List.of());
    }

    /** One in which nobody has decided anything of a pair. */
    public Snapshot(
            List<Account> accounts, List<Structure> structures, List<Tombstone> tombstones, Set<String> aliases) {
        this(accounts, structures, tombstones, aliases, List.of());
    }

    /** What is given to nobody any more, beside the logins and mail addresses of the accounts. */
    public Set<String> takenNames() {
        Set<String> names = new HashSet<>(aliases);
        tombstones.forEach(tombstone -> names.addAll(tombstone.names()));
        unreadable.forEach(entry -> names.addAll(entry.names()));
        return names;
    }

    /** What the directory will look like once those changes are written. */
    public Snapshot after(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        TreeMap<Login, Account> byLogin = new TreeMap<>();
        accounts.forEach(account -> byLogin.put(account.login(), account));
        TreeMap<StructureCode, Structure> byCode = new TreeMap<>();
        structures.forEach(structure -> byCode.put(structure.code(), structure));
        for (Change change : changes) {
            if (change instanceof Change.CreateAccount create) {
                byLogin.put(create.account().login(), create.account());
            } else if (change instanceof Change.UpdateAccount update) {
                byLogin.put(update.after().login(), update.after());
            } else if (change instanceof Change.CreateStructure create) {
                byCode.put(create.structure().code(), create.structure());
            } else if (change instanceof Change.UpdateStructure update) {
                byCode.put(update.after().code(), update.after());
            }
        }
        return new Snapshot(
                new ArrayList<>(byLogin.values()),
                new ArrayList<>(byCode.values()),
                tombstones,
                aliases,
                rulings,
                unreadable);
    }
}
