package fr.sesame.interceptors;

import fr.sesame.account.AccountState;
import fr.sesame.account.Decision;
import fr.sesame.account.Lock;
import fr.sesame.account.Timeline;
import java.time.Instant;
import java.util.Objects;
import org.apache.directory.api.ldap.model.name.Dn;
import org.jspecify.annotations.Nullable;

/**
 * What decides about everything that is done in somebody's name, as their entry said when it was read.
 *
 * @param dn whose
 * @param isAccount whether it is a person's; a service has no dates
 * @param timeline none if it is a service, or cannot be read: then nothing is allowed
 * @param password what is known of its password
 * @param overlay what is laid over the dates of everybody, as it is at each instant
 */
public record Standing(
        Dn dn,
        boolean isAccount,
        @Nullable Timeline timeline,
        @Nullable Lock lock,
        PasswordFacts password,
        Overlay overlay) {

    /** Whether it may act at that instant: at a bind, and at every later operation. */
    public Decision at(Instant now) {
        if (!isAccount) {
            return new Decision.Allowed(AccountState.ACTIVE);
        }
        return timeline == null
                ? new Decision.Refused(AccountState.INACTIVE)
                : overlay.over(Decision.at(timeline, lock, now), dn, now);
    }

    /** Whether the password is the one that the other was let in with. A new hash of the same password is the same. */
    public boolean hasPasswordOf(Standing other) {
        return Objects.equals(password.changed(), other.password.changed());
    }
}
