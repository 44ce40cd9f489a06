package fr.sesame.server;

import fr.sesame.interceptors.OperationAudit;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.directory.api.ldap.model.message.Control;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.LdapRequestHandler;

/**
 * Stands before one of ApacheDS's request handlers, for what never reaches an interceptor: a persistent search hears events
 * without one, and a write looks its entry up before the first one, so that 32 or 50 would tell a stranger who exists.
 *
 * <p>A control that the directory does not have is taken out of the request, as RFC 4511, 4.1.11 asks for one that is not
 * critical; a critical one was refused with result 12 before.
 */
final class Gate<T extends ResultResponseRequest> extends LdapRequestHandler<T> {
    private final LdapRequestHandler<T> next;
    private final SessionCheck check;
    private final Set<String> controls;
    private final OperationAudit audit;
    private final BiPredicate<CoreSession, T> allowed;

    /**
     * @param next does what is let through
     * @param check whether anything may be done on a connection
     * @param controls the OIDs of the controls that the directory has
     * @param audit is told of what is not let through
     * @param allowed whether the request may reach the interceptors, which decide the rest; else result 50
     */
    Gate(
            LdapServer server,
            LdapRequestHandler<T> next,
            SessionCheck check,
            Set<String> controls,
            OperationAudit audit,
            BiPredicate<CoreSession, T> allowed) {
        this.next = next;
        this.check = check;
        this.controls = controls;
        this.audit = audit;
        this.allowed = allowed;
        next.setLdapServer(server);
    }

    @Override
    public void handle(LdapSession session, T request) throws Exception {
        if (!check.admits(session, request)) {
            return;
        }
        for (Control control : List.copyOf(request.getControls().values())) {
            if (!controls.contains(control.getOid())) {
                request.removeControl(control);
            }
        }
        try {
            if (allowed.test(session.getCoreSession(), request)) {
                next.handle(session, request);
            } else {
                audit.refused(session.getCoreSession(), request);
                answer(
                        session,
                        request.getResultResponse(),
                        ResultCodeEnum.INSUFFICIENT_ACCESS_RIGHTS,
                        "not yours to do");
            }
        } catch (RuntimeException e) {
            ResultCodeEnum code = Unpreparable.resultOf(e);
            if (code == null) {
                throw e;
            }
            LOG.debug("a request that cannot be normalised", e);
            answer(session, request.getResultResponse(), code, Unpreparable.MESSAGE);
        }
    }

    /** Without the request, which ApacheDS would send back word for word: with the password that was to be written. */
    static void answer(LdapSession session, ResultResponse response, ResultCodeEnum code, String reason) {
        LdapResult result = response.getLdapResult();
        result.setResultCode(code);
        result.setDiagnosticMessage(reason);
        session.getIoSession().write(response);
    }
}
