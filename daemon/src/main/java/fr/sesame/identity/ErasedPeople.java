package fr.sesame.identity;

import fr.sesame.account.HeldRecord;
import fr.sesame.account.HoldReason;
import fr.sesame.account.PersonRecord;
import fr.sesame.account.Tombstone;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who among the newcomers had an account that was erased. They are held: whether they get a new account is for somebody to decide.
 */
public final class ErasedPeople {
    private final Collection<Tombstone> tombstones;
    private final @Nullable IdentityHashes hashes;
    private final Map<String, Tombstone> byHash = new HashMap<>();

    /** @param key asked only if there are tombstones */
    public ErasedPeople(Collection<Tombstone> tombstones, TombstoneKey key) {
        this.tombstones = tombstones;
        this.hashes = tombstones.isEmpty()
                ? null
                : key.find()
                        .filter(found -> tombstones.stream().allMatch(found::made))
                        .orElse(null);
        tombstones.forEach(tombstone -> tombstone.hashes().forEach(hash -> byHash.put(hash, tombstone)));
    }

    /** The newcomer's records, held, or none if nobody of them was erased. */
    public List<HeldRecord> held(Person.Newcomer newcomer) {
        if (tombstones.isEmpty()) {
            return List.of();
        }
        if (hashes == null) {
            return hold(
                    newcomer,
                    ": nobody can tell whether this person was erased before, since the key of the " + tombstones.size()
                            + " tombstones, secrets/tombstone.key, is missing or another; put it back from a backup");
        }
        return tombstoneOf(newcomer, hashes)
                .map(tombstone -> hold(
                        newcomer,
                        " is recognised as the erased account '" + tombstone.login() + "' ("
                                + tombstone.erasure().reason() + ", "
                                + tombstone.erasure().at()
                                + "); whoever decided that decides this; then: sesame admit " + tombstone.login() + " "
                                + newcomer.records().get(0).key()))
                .orElse(List.of());
    }

    private Optional<Tombstone> tombstoneOf(Person.Newcomer newcomer, IdentityHashes known) {
        return newcomer.records().stream()
                .flatMap(record -> known.of(record).stream())
                .flatMap(hash -> Optional.ofNullable(byHash.get(hash)).stream())
                .filter(tombstone -> newcomer.records().stream()
                        .noneMatch(record -> tombstone.admissions().contains(known.of(record.key()))))
                .findFirst();
    }

    private static List<HeldRecord> hold(Person.Newcomer newcomer, String detail) {
        return newcomer.records().stream().map(record -> hold(record, detail)).toList();
    }

    private static HeldRecord hold(PersonRecord record, String detail) {
        return new HeldRecord(record.key(), HoldReason.ERASED, Group.describe(record.civil()) + detail);
    }
}
