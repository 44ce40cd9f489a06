package fr.sesame.interceptors;

import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;

/** What somebody may do with the password of an entry. */
public enum PasswordRight {
    /** Nothing. */
    NONE,
    /** Change it, knowing the old one. */
    OWN,
    /** Set one that opens nothing but its own change: the support desk. */
    TEMPORARY,
    /** Set any, take it out, bring a hash from elsewhere: the operator and the daemon. */
    FULL;

    /** Says who may what. */
    @FunctionalInterface
    public interface Of {
        PasswordRight of(CoreSession session, Dn target);
    }
}
