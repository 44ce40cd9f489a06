package fr.sesame.server.door;

import java.io.IOException;
import org.apache.directory.api.ldap.model.exception.ResponseCarryingMessageException;
import org.apache.directory.api.ldap.model.message.Control;
import org.apache.directory.api.ldap.model.message.ExtendedResponse;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.OpaqueExtendedResponse;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.api.util.Strings;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteException;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.codec.ProtocolDecoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded requests on their way to the threads that do them: a password that needs TLS goes no further, and what cannot be decoded
 * is answered without a word of it, which ApacheDS would log and send.
 */
final class RequestFlow extends IoFilterAdapter {
    static final String NAME = "request-flow";

    private static final Logger LOG = LoggerFactory.getLogger(RequestFlow.class);

    private final PlainPasswords plain;
    private final Refusals refusals;

    RequestFlow(PlainPasswords plain, Refusals refusals) {
        this.plain = plain;
        this.refusals = refusals;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        Connection connection = Connection.of(session);
        if (message instanceof ResultResponseRequest request
                && !connection.isSecured()
                && !plain.allow(connection.isSameHost())
                && Passwords.areIn(request)) {
            refusals.refusePlainPassword(session, request);
            return;
        }
        connection.inFlight().incrementAndGet();
        next.messageReceived(session, message);
    }

    /** A refusal has no name, and ApacheDS's encoder fails over one of an operation that it knows. */
    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        if (request.getMessage() instanceof ExtendedResponse response
                && !(response instanceof OpaqueExtendedResponse)
                && Strings.isEmpty(response.getResponseName())) {
            OpaqueExtendedResponse nameless = new OpaqueExtendedResponse(response.getMessageId());
            LdapResult result = response.getLdapResult();
            nameless.getLdapResult().setResultCode(result.getResultCode());
            nameless.getLdapResult().setDiagnosticMessage(result.getDiagnosticMessage());
            nameless.addAllControls(response.getControls().values().toArray(Control[]::new));
            request.setMessage(nameless);
        }
        next.filterWrite(session, request);
    }

    /** Stands behind the threads: what has come back from there is done. */
    static final class Done extends IoFilterAdapter {
        static final String NAME = "request-done";

        @Override
        public void messageReceived(NextFilter next, IoSession session, Object message) {
            try {
                next.messageReceived(session, message);
            } finally {
                Handover.end(session);
            }
        }
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession session, Throwable cause) {
        if (cause instanceof ProtocolDecoderException undecodable) {
            undecodable(session, undecodable);
        } else if (cause instanceof WriteException || cause instanceof IOException) {
            LOG.debug("connection lost address={}", session.getRemoteAddress(), cause);
            session.closeNow();
        } else {
            LOG.error("a request failed address={}", session.getRemoteAddress(), cause);
            refusals.fail(session);
        }
    }

    private void undecodable(IoSession session, ProtocolDecoderException e) {
        if (e.getCause() instanceof ResponseCarryingMessageException carrying
                && carrying.getResponse() instanceof ResultResponse response) {
            Refusals.answer(
                    session, response, response.getLdapResult().getResultCode(), "the request is not well-formed");
        } else {
            refusals.disconnect(session, Ber.malformed());
        }
    }
}
