package fr.sesame.identity;

import java.util.Optional;

/** The institution's key for the hashes on tombstones; made once, and never changed. */
public interface TombstoneKey {
    /**
     * The hashes made with it; none if there is no key yet.
     *
     * @throws java.io.UncheckedIOException if there is one and it cannot be read
     */
    Optional<IdentityHashes> find();

    /**
     * The same; the key is made, and on the disk, if there is none.
     *
     * @throws java.io.UncheckedIOException if it cannot be
     */
    IdentityHashes findOrMake();
}
