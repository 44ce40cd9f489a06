package fr.sesame.bench;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.nio.file.Path;

/** Fills a running directory with the people of an LDIF, as its operator. */
final class LdapAdds {
    private final int port;

    LdapAdds(int port) {
        this.port = port;
    }

    void addAll(Path ldif) throws IOException, LDAPException, LDIFException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        try (LDIFReader reader = new LDIFReader(ldif.toFile());
                LDAPConnection connection =
                        new LDAPConnection(options, "127.0.0.1", port, Tree.OPERATOR, Tree.SERVICE_PASSWORD)) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                if (!entry.getDN().endsWith("," + Tree.PEOPLE)) {
                    continue; // the server has made the tree and the services itself
                }
                ResultCode code = connection.add(entry).getResultCode();
                if (!code.equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(code, entry.getDN());
                }
            }
        }
    }
}
