package fr.sesame.interceptors;

import fr.sesame.password.Busy;
import fr.sesame.password.FailureCounters;
import fr.sesame.password.HashingSlots;
import fr.sesame.password.PasswordHashes;
import fr.sesame.password.VerifiedCredentials;
import java.net.InetAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Compares passwords with stored hashes: what was right lately costs microseconds, slow hashes wait in turn, and wrong passwords
 * delay the next try. A wrong password, a name that nobody has and an account without a password take one slow hash each; an
 * account that still has the fast hash of an earlier directory too.
 */
public final class StoredCredentials implements CredentialCheck {
    private final PasswordHashes hashes;
    private final VerifiedCredentials verified;
    private final HashingSlots slots;
    private final FailureCounters failures;
    private final Clock clock;
    /** Matches nothing that anybody could send: it is compared only to spend the time. */
    private final byte[] nobody;

    public StoredCredentials(
            PasswordHashes hashes,
            VerifiedCredentials verified,
            HashingSlots slots,
            FailureCounters failures,
            Clock clock) {
        this.hashes = hashes;
        this.verified = verified;
        this.slots = slots;
        this.failures = failures;
        this.clock = clock;
        nobody = hashes.ofNobody();
    }

    @Override
    public @Nullable Verdict quickly(Claim claim) {
        InetAddress from = claim.from();
        if (from != null
                && failures.before(claim.account(), from, clock.instant())
                        instanceof fr.sesame.password.Verdict.Delayed) {
            return Verdict.SHUT_OUT;
        }
        for (byte[] stored : claim.stored()) {
            if (verified.contains(claim.account(), stored, claim.password())) {
                return right(claim);
            }
            if (!hashes.isSlow(stored) && hashes.verify(claim.password(), stored)) {
                return right(claim); // as cheap as to remember it
            }
        }
        return null;
    }

    @Override
    public Verdict check(Claim claim) {
        Verdict quick = quickly(claim);
        if (quick != null) {
            return quick;
        }
        InetAddress from = claim.from();
        try {
            if (slots.run(from == null ? "" : from.getHostAddress(), () -> verifySlowly(claim))) {
                return right(claim);
            }
        } catch (Busy e) {
            return Verdict.BUSY;
        }
        if (from != null) {
            failures.failed(claim.account(), claim.exists(), from, clock.instant());
        }
        return Verdict.WRONG;
    }

    private Verdict right(Claim claim) {
        if (claim.from() != null) {
            failures.succeeded(claim.account(), claim.from());
        }
        return Verdict.RIGHT;
    }

    private boolean verifySlowly(Claim claim) {
        boolean spent = false;
        for (byte[] stored : claim.stored()) {
            if (hashes.isSlow(stored)) {
                spent = true;
                if (hashes.verify(claim.password(), stored)) {
                    verified.remember(claim.account(), stored, claim.password());
                    return true;
                }
            }
        }
        if (!spent) {
            hashes.verify(claim.password(), nobody); // whatever it says: it is there for the time that it takes
        }
        return false;
    }

    /** Notes that a password which was right is stored with that hash from now on: its owner does not wait for it at the next bind. */
    public void remember(String account, byte[] stored, byte[] password) {
        verified.remember(account, stored, password);
    }

    /** Forgets what is remembered of an account: its password was changed, or it was locked. */
    public void forget(String account) {
        verified.forget(account);
    }

    /** Lets an account in again from everywhere: somebody in charge has given it a new password. */
    public void forgive(String account) {
        failures.forget(account);
    }
}
