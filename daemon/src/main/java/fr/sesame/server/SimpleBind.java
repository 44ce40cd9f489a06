package fr.sesame.server;

import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.BindResponse;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.OperationEnum;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.shared.DefaultCoreSession;
import org.apache.directory.server.ldap.LdapProtocolUtils;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.LdapRequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds with a name and a password (RFC 4513, 5.1). ApacheDS's own handler reads the whole entry through the whole chain before
 * it asks the chain to bind, which reads it again; this one leaves it to the chain. Other ways to bind are not there: result 7.
 */
final class SimpleBind extends LdapRequestHandler<BindRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(SimpleBind.class);

    @Override
    public void handle(LdapSession session, BindRequest request) {
        if (!request.getVersion3()) {
            refuse(session, request, ResultCodeEnum.PROTOCOL_ERROR, "only LDAP version 3");
        } else if (!request.isSimple()) {
            session.setAnonymous();
            refuse(session, request, ResultCodeEnum.AUTH_METHOD_NOT_SUPPORTED, "only simple binds");
        } else {
            bind(session, request);
        }
    }

    private void bind(LdapSession session, BindRequest request) {
        BindResponse response = (BindResponse) request.getResultResponse();
        DirectoryService directory = ldapServer.getDirectoryService();
        BindOperationContext context = new BindOperationContext(null);
        try {
            if (session.isAuthenticated()) {
                session.getCoreSession()
                        .unbind(); // RFC 4511, 4.2.1: whoever it was before, it is nobody until this succeeds
            }
            session.setSimpleAuthPending();
            context.setDn(dn(directory, request));
            context.setCredentials(request.getCredentials());
            context.setIoSession(session.getIoSession());
            context.setInterceptors(directory.getInterceptors(OperationEnum.BIND));
            LdapProtocolUtils.setRequestControls(context, request);
            directory.getOperationManager().bind(context);
            CoreSession bound = context.getSession();
            session.setCoreSession(bound);
            ((DefaultCoreSession) bound).setIoSession(context.getIoSession());
            if (bound.isAnonymous()) {
                session.setAnonymous();
            } else {
                session.setAuthenticated();
            }
            response.addAllControls(context.getResponseControls());
            response.getLdapResult().setResultCode(ResultCodeEnum.SUCCESS);
            session.getIoSession().write(response);
        } catch (LdapUnwillingToPerformException e) {
            fail(session, request, context, ResultCodeEnum.UNWILLING_TO_PERFORM, e);
        } catch (LdapException | RuntimeException e) {
            fail(session, request, context, ResultCodeEnum.INVALID_CREDENTIALS, e);
        }
    }

    /** A name that is no DN goes on as none: the chain answers as to any wrong name. */
    private static Dn dn(DirectoryService directory, BindRequest request) {
        if (request.getDn() != null) {
            return request.getDn();
        }
        try {
            return new Dn(directory.getSchemaManager(), request.getName());
        } catch (LdapInvalidDnException e) {
            LOG.debug("a bind of what is no DN", e);
            return null;
        }
    }

    private static void fail(
            LdapSession session, BindRequest request, BindOperationContext context, ResultCodeEnum code, Exception e) {
        session.setAnonymous();
        request.getResultResponse().addAllControls(context.getResponseControls());
        refuse(session, request, code, code + ": Bind failed: " + e.getMessage());
    }

    private static void refuse(LdapSession session, BindRequest request, ResultCodeEnum code, String reason) {
        Gate.answer(session, request.getResultResponse(), code, reason);
    }
}
