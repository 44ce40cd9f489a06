package fr.sesame.server.door;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What new connections are encrypted with: TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers alone (RFC 9325, 4.2). */
final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int SESSION_SECONDS = 3600;

    private final SSLContext context;
    private final boolean asksClients;

    private TlsContext(SSLContext context, boolean asksClients) {
        this.context = context;
        this.asksClients = asksClients;
    }

    static TlsContext of(ServedKey key, Optional<Path> clientAuthorities) throws TlsException {
        try {
            char[] none = new char[0];
            KeyStore own = empty();
            own.setKeyEntry("server", key.key(), none, key.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted(clientAuthorities), null);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
            return new TlsContext(context, clientAuthorities.isPresent());
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Nobody is trusted where no authorities are given; null would be those of the JDK. */
    private static TrustManager[] trusted(Optional<Path> authorities)
            throws TlsException, GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return new TrustManager[0];
        }
        KeyStore store = empty();
        List<X509Certificate> certificates = new PemFile(authorities.get()).certificates();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority " + i, certificates.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, (char @Nullable []) null);
        return store;
    }

    /** The server's side of one connection. It is not told who the client is: that would ask the DNS. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(strong(parameters.getCipherSuites()));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(asksClients);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Of those that the JDK has on, in its order: those of TLS 1.3, and with ECDHE and GCM or ChaCha20 for 1.2. */
    static String[] strong(String[] suites) {
        return Arrays.stream(suites)
                .filter(suite -> !suite.contains("_WITH_")
                        ? suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")
                        : suite.startsWith("TLS_ECDHE_") && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")))
                .toArray(String[]::new);
    }
}
