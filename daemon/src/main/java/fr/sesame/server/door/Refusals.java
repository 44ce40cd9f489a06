package fr.sesame.server.door;

import org.apache.directory.api.ldap.model.message.AddResponseImpl;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.BindResponseImpl;
import org.apache.directory.api.ldap.model.message.CompareResponseImpl;
import org.apache.directory.api.ldap.model.message.DeleteResponseImpl;
import org.apache.directory.api.ldap.model.message.ModifyDnResponseImpl;
import org.apache.directory.api.ldap.model.message.ModifyResponseImpl;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.api.ldap.model.message.SearchResultDoneImpl;
import org.apache.mina.core.session.IoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the door says no: with a result where there is a request, else with a notice of disconnection (RFC 4511, 4.4.1). */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final DoorCounts counts;

    Refusals(DoorCounts counts) {
        this.counts = counts;
    }

    /** Result 11, or 2 for what no grammar allows, and the connection goes on. */
    void refuse(IoSession session, RequestCheck.TooMuch tooMuch) {
        note(session, tooMuch.limit());
        answer(
                session,
                responseTo(tooMuch),
                tooMuch.limit() == DoorEvent.ATTRIBUTE_NAME
                        ? ResultCodeEnum.PROTOCOL_ERROR
                        : ResultCodeEnum.ADMIN_LIMIT_EXCEEDED,
                tooMuch.limit().text());
    }

    /** Result 13 (RFC 4513, 6.3.1), before the password was looked at. */
    void refusePlainPassword(IoSession session, ResultResponseRequest request) {
        note(session, DoorEvent.PLAIN_PASSWORD, request instanceof BindRequest bind ? bind.getName() : "");
        answer(session, request.getResultResponse(), ResultCodeEnum.CONFIDENTIALITY_REQUIRED, "a password needs TLS");
    }

    static void answer(IoSession session, ResultResponse response, ResultCodeEnum code, String reason) {
        response.getLdapResult().setResultCode(code);
        response.getLdapResult().setDiagnosticMessage(reason);
        session.write(response);
    }

    void disconnect(IoSession session, BadRequestException e) {
        note(session, e.event());
        session.write(Notice.of(ResultCodeEnum.PROTOCOL_ERROR, String.valueOf(e.getMessage())));
        session.closeOnFlush();
    }

    /** Ends a connection whose request failed in a way that nobody foresaw. */
    void fail(IoSession session) {
        session.write(Notice.of(ResultCodeEnum.UNAVAILABLE, "the directory failed; its log says why"));
        session.closeOnFlush();
    }

    /** Ends a connection with a notice; where TLS is not there yet, without. */
    void end(IoSession session, DoorEvent event, ResultCodeEnum code) {
        note(session, event);
        session.write(Notice.of(code, event.text()));
        session.closeOnFlush();
    }

    /** Ends it at once, without a word. */
    void close(IoSession session, DoorEvent event) {
        note(session, event);
        session.closeNow();
    }

    private void note(IoSession session, DoorEvent event) {
        note(session, event, "");
    }

    private void note(IoSession session, DoorEvent event, String name) {
        counts.count(session, event, name);
        LOG.debug("{} address={}", event, session.getRemoteAddress());
    }

    private static ResultResponse responseTo(RequestCheck.TooMuch request) {
        int id = request.message();
        return switch (request.operation()) {
            case RequestCheck.BIND -> new BindResponseImpl(id);
            case RequestCheck.SEARCH -> new SearchResultDoneImpl(id);
            case RequestCheck.MODIFY -> new ModifyResponseImpl(id);
            case RequestCheck.ADD -> new AddResponseImpl(id);
            case RequestCheck.DELETE -> new DeleteResponseImpl(id);
            case RequestCheck.MODIFY_DN -> new ModifyDnResponseImpl(id);
            case RequestCheck.COMPARE -> new CompareResponseImpl(id);
            default -> throw new IllegalStateException("a request without a limit");
        };
    }
}
