package fr.sesame.server.door;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;

/** What is known of the client at the other end of a connection. */
public final class Peer {
    private Peer() {}

    /** Its TLS, once the handshake is done. */
    public static Optional<SSLSession> tls(IoSession session) {
        return session.getAttribute(SslFilter.SSL_SECURED) instanceof SSLSession tls
                ? Optional.of(tls)
                : Optional.empty();
    }

    /** The certificate it has proved to own, signed by one of the configured authorities. */
    public static Optional<X509Certificate> certificate(IoSession session) {
        return tls(session).flatMap(Peer::certificate);
    }

    private static Optional<X509Certificate> certificate(SSLSession tls) {
        try {
            return Optional.of((X509Certificate) tls.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // it has none, and need not
        }
    }

    /** Whether the client is on this host, by the loopback or by an address that is also ours. */
    public static boolean isOnThisHost(IoSession session) {
        return Connection.of(session).isSameHost();
    }
}
