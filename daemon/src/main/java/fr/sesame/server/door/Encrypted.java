package fr.sesame.server.door;

import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;

/** On the port of LDAPS: TLS begins with the connection. */
final class Encrypted extends IoFilterAdapter {
    private final Certificates certificates;

    Encrypted(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public void sessionCreated(NextFilter next, IoSession session) throws Exception {
        Connection.of(session).encrypt(new TlsLayer(certificates.engine(), null));
        next.sessionCreated(session);
    }
}
