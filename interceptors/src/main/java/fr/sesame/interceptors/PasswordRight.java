package fr.sesame.interceptors;

import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;

/** What somebody may do with the password of an entry. */
public enum PasswordRight {
    /** Nothing. */
    NONE,
    /** Change it, knowing the old one. */
    OWN,
    /** Change it in its owner's place, knowing the old one: single sign-on, for whom somebody fills in its form. */
    FOR_ITS_OWNER,
    /** Set one that opens nothing but its own change: the support desk. */
    TEMPORARY,
    /** Set any, take it out, bring a hash from elsewhere: the operator and the daemon. */
    FULL;

    /** Whether who knows nothing of the old password changes nothing. */
    boolean isTheOwners() {
        return this == OWN || this == FOR_ITS_OWNER;
    }

    /** Says who may what. */
    @FunctionalInterface
    public interface Of {
        PasswordRight of(CoreSession session, Dn target);
    }
}
