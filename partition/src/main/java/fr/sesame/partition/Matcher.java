package fr.sesame.partition;

import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;

/** Whether an entry is what a filter asks for. */
@FunctionalInterface
interface Matcher {
    boolean matches(Entry entry, Naming dn) throws LdapException;

    /** The entry's DN, for the rare filter that asks for it. */
    @FunctionalInterface
    interface Naming {
        String normalized() throws LdapException;
    }
}
