package fr.sesame.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.sesame.directory.DirectoryException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Opens connections as the access says: encrypted or not, to a server whose certificate names the host. */
public final class Connecting {
    private Connecting() {}

    /**
     * Connects and binds, and does the same for each further connection.
     *
     * @param options of each connection; how names are checked is set here
     * @param most connections at a time
     */
    public static LDAPConnectionPool pool(LdapDirectory.Access access, LDAPConnectionOptions options, int most)
            throws LDAPException, DirectoryException {
        LDAPConnection first = connection(access, options);
        return access.encryption() == Encryption.STARTTLS
                ? new LDAPConnectionPool(first, 1, most, new StartTLSPostConnectProcessor(context(access.trust())))
                : new LDAPConnectionPool(first, 1, most);
    }

    /** Connects and binds, once. */
    static LDAPConnection connection(LdapDirectory.Access access, LDAPConnectionOptions options)
            throws LDAPException, DirectoryException {
        if (access.encryption() == Encryption.NONE) {
            return new LDAPConnection(options, access.host(), access.port(), access.user(), access.password());
        }
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        SSLContext tls = context(access.trust());
        if (access.encryption() == Encryption.LDAPS) {
            return new LDAPConnection(
                    tls.getSocketFactory(), options, access.host(), access.port(), access.user(), access.password());
        }
        LDAPConnection connection = new LDAPConnection(options, access.host(), access.port());
        try {
            new StartTLSPostConnectProcessor(tls).processPreAuthenticatedConnection(connection);
            connection.bind(access.user(), access.password());
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    /** Believes the authorities in that file, or those of the JDK. */
    private static SSLContext context(Optional<Path> trust) throws DirectoryException {
        try {
            SSLUtil ssl = trust.isPresent()
                    ? new SSLUtil(new PEMFileTrustManager(trust.get().toFile()))
                    : new SSLUtil();
            return ssl.createSSLContext();
        } catch (KeyStoreException e) {
            throw DirectoryException.refused(
                    "the certificates in " + trust.map(Path::toString).orElse("the JDK") + " cannot be read: "
                            + e.getMessage() + "; is it a PEM file, and may this user read it?",
                    e);
        } catch (GeneralSecurityException e) {
            throw DirectoryException.refused("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
