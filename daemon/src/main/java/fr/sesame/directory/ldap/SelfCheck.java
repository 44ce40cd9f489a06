package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import fr.sesame.directory.DirectoryException;

/** Asks a directory what any client asks of it: a connection of its own through the port, a bind, and a search. */
public final class SelfCheck {
    private SelfCheck() {}

    /**
     * Connects, binds, and searches for one entry.
     *
     * @param entry the DN of one that is there and may be seen
     * @param within so many milliseconds, each of the three has to be answered
     * @throws DirectoryException if one of them is not answered, or not as it should be
     */
    public static void make(LdapDirectory.Access access, String entry, int within) throws DirectoryException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(within);
        options.setResponseTimeoutMillis(within);
        options.setUseSynchronousMode(true);
        try (LDAPConnection connection = Connecting.connection(access, options)) {
            SearchRequest search =
                    new SearchRequest(entry, SearchScope.BASE, "(objectClass=*)", SearchRequest.NO_ATTRIBUTES);
            int found = connection.search(search).getEntryCount();
            if (found != 1) {
                throw DirectoryException.refused(
                        access + " finds " + found + " entries of " + entry + ", not one", null);
            }
        } catch (LDAPException e) {
            throw LdapDirectory.translate("a bind and a search as " + access, e);
        }
    }
}
