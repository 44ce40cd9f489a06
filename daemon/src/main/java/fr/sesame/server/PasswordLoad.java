package fr.sesame.server;

import fr.sesame.password.HashingSlots;
import fr.sesame.password.VerifiedCredentials;

/** How much work passwords make: what was remembered, and what had to be hashed slowly. All counts are since the start. */
public final class PasswordLoad {
    private final VerifiedCredentials verified;
    private final HashingSlots slots;

    PasswordLoad(VerifiedCredentials verified, HashingSlots slots) {
        this.verified = verified;
        this.slots = slots;
    }

    /** Accounts whose password was verified lately, about. */
    public long remembered() {
        return verified.size();
    }

    /** Passwords that were known to be right without a slow hash. */
    public long hits() {
        return verified.hits();
    }

    /** Passwords that took a slow hash, right or wrong, and new ones. */
    public long hashed() {
        return slots.done();
    }

    /** Passwords that were answered with busy: too many slow hashes at a time. */
    public long busy() {
        return slots.refused();
    }

    /** Slow hashes that wait for their turn now. */
    public int waiting() {
        return slots.waiting();
    }
}
