package fr.sesame.server.door;

import java.util.Set;
import org.apache.directory.api.ldap.extras.extended.startTls.StartTlsRequest;
import org.apache.directory.api.ldap.extras.extended.startTls.StartTlsResponseImpl;
import org.apache.directory.api.ldap.model.message.ExtendedRequest;
import org.apache.directory.api.ldap.model.message.ExtendedResponse;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.server.ldap.ExtendedOperationHandler;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.mina.core.session.IoSession;

/**
 * StartTLS (RFC 4511, 4.14). It is done by the thread that takes the requests of the connection, so that nothing is taken between
 * the request and TLS. Whatever came behind it in the clear is somebody else's, perhaps: then TLS does not begin.
 */
public final class StartTls implements ExtendedOperationHandler<ExtendedRequest, ExtendedResponse> {
    private final Certificates certificates;
    private final TlsFilter filter;

    StartTls(Certificates certificates, TlsFilter filter) {
        this.certificates = certificates;
        this.filter = filter;
    }

    /** Whether that is the request. */
    public static boolean isAskedBy(Object message) {
        return message instanceof ExtendedRequest request
                && StartTlsRequest.EXTENSION_OID.equals(request.getRequestName());
    }

    @Override
    public void handleExtendedOperation(LdapSession ldap, ExtendedRequest request) {
        IoSession session = ldap.getIoSession();
        Connection connection = Connection.of(session);
        StartTlsResponseImpl response = new StartTlsResponseImpl(request.getMessageId());
        response.setResponseName(StartTlsRequest.EXTENSION_OID);
        if (connection.tls() != null) {
            Refusals.answer(session, response, ResultCodeEnum.OPERATIONS_ERROR, "TLS is there already");
        } else if (connection.inFlight().get() > 1 || !connection.inbox().isEmpty()) {
            Refusals.answer(session, response, ResultCodeEnum.OPERATIONS_ERROR, "other requests are not answered yet");
        } else {
            connection.encrypt(new TlsLayer(certificates.engine(), response));
            session.getFilterChain().addBefore(Framing.NAME, TlsFilter.NAME, filter);
            Refusals.answer(session, response, ResultCodeEnum.SUCCESS, "");
        }
    }

    @Override
    public String getOid() {
        return StartTlsRequest.EXTENSION_OID;
    }

    @Override
    public Set<String> getExtensionOids() {
        return Set.of(StartTlsRequest.EXTENSION_OID);
    }

    @Override
    public void setLdapServer(LdapServer server) {
        // It needs nothing of it.
    }
}
