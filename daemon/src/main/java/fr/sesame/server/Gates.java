package fr.sesame.server;

import fr.sesame.access.EntryWrite;
import fr.sesame.access.SearchLimits;
import fr.sesame.interceptors.AccessInterceptor;
import fr.sesame.interceptors.OperationAudit;
import fr.sesame.interceptors.PasswordChanges.Wish;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.message.AddRequest;
import org.apache.directory.api.ldap.model.message.CompareRequest;
import org.apache.directory.api.ldap.model.message.DeleteRequest;
import org.apache.directory.api.ldap.model.message.ExtendedRequest;
import org.apache.directory.api.ldap.model.message.ExtendedResponse;
import org.apache.directory.api.ldap.model.message.ModifyDnRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.ResultResponseRequest;
import org.apache.directory.api.ldap.model.message.SearchRequest;
import org.apache.directory.api.ldap.model.message.controls.ManageDsaIT;
import org.apache.directory.api.ldap.model.message.controls.ManageDsaITImpl;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.apache.directory.server.ldap.ExtendedOperationHandler;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.request.AddRequestHandler;
import org.apache.directory.server.ldap.handlers.request.CompareRequestHandler;
import org.apache.directory.server.ldap.handlers.request.DeleteRequestHandler;
import org.apache.directory.server.ldap.handlers.request.ExtendedRequestHandler;
import org.apache.directory.server.ldap.handlers.request.ModifyDnRequestHandler;
import org.apache.directory.server.ldap.handlers.request.ModifyRequestHandler;
import org.apache.directory.server.ldap.handlers.request.SearchRequestHandler;
import org.apache.directory.server.ldap.handlers.response.AddResponseHandler;
import org.apache.directory.server.ldap.handlers.response.BindResponseHandler;
import org.apache.directory.server.ldap.handlers.response.CompareResponseHandler;
import org.apache.directory.server.ldap.handlers.response.DeleteResponseHandler;
import org.apache.directory.server.ldap.handlers.response.ExtendedResponseHandler;
import org.apache.directory.server.ldap.handlers.response.ModifyDnResponseHandler;
import org.apache.directory.server.ldap.handlers.response.ModifyResponseHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultDoneHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultEntryHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultReferenceHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gates of every request but unbind, abandon and the extended ones. Set before the port opens. */
final class Gates {
    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    private Gates() {}

    /** @param referrals whether the directory has any */
    static void install(
            LdapServer ldap,
            BindHandler binds,
            SessionCheck check,
            PasswordDoor passwords,
            AccessInterceptor access,
            OperationAudit audit,
            Set<String> controls,
            BooleanSupplier referrals) {
        ldap.getSupportedControls().retainAll(controls);
        ldap.setSearchHandlers(
                new Gate<SearchRequest>(ldap, new Search(), check, controls, audit, (session, request) -> {
                    // Else ApacheDS widens each filter by (objectClass=referral), and pays for that twice.
                    if (!request.hasControl(ManageDsaIT.OID) && !referrals.getAsBoolean()) {
                        request.addControl(new ManageDsaITImpl());
                    }
                    limit(request, access.limitsOf(session));
                    return true;
                }),
                new SearchResultEntryHandler(),
                new SearchResultReferenceHandler(),
                new SearchResultDoneHandler());
        ldap.setBindHandlers(binds, new BindResponseHandler());
        ldap.setCompareHandlers(
                new Gate<CompareRequest>(
                        ldap,
                        new Compare(),
                        check,
                        controls,
                        audit,
                        (session, request) -> access.maySee(session, request.getName())),
                new CompareResponseHandler());
        ldap.setAddHandlers(
                new Gate<AddRequest>(
                        ldap,
                        new Add(passwords),
                        check,
                        controls,
                        audit,
                        (session, request) -> access.mayTry(session, EntryWrite.ADD, request.getEntryDn())),
                new AddResponseHandler());
        ldap.setModifyHandlers(
                new Gate<ModifyRequest>(
                        ldap,
                        new Modify(passwords),
                        check,
                        controls,
                        audit,
                        (session, request) -> access.mayTry(session, EntryWrite.MODIFY, request.getName())
                                || check.isAboutThePassword(request)),
                new ModifyResponseHandler());
        ldap.setDeleteHandlers(
                new Gate<DeleteRequest>(
                        ldap,
                        new Delete(),
                        check,
                        controls,
                        audit,
                        (session, request) -> access.mayTry(session, EntryWrite.DELETE, request.getName())),
                new DeleteResponseHandler());
        ldap.setModifyDnHandlers(
                new Gate<ModifyDnRequest>(
                        ldap,
                        new ModifyDn(),
                        check,
                        controls,
                        audit,
                        (session, request) -> access.mayTry(session, EntryWrite.RENAME, request.getName())),
                new ModifyDnResponseHandler());
        ldap.setExtendedHandlers(new Extended(check), new ExtendedResponseHandler());
    }

    /** ApacheDS keeps what the request says, pages included; so the request says no more than what is allowed. */
    private static void limit(SearchRequest request, SearchLimits limits) {
        if (limits.size() > 0 && (request.getSizeLimit() == 0 || request.getSizeLimit() > limits.size())) {
            request.setSizeLimit(limits.size());
        }
        if (limits.seconds() > 0 && (request.getTimeLimit() == 0 || request.getTimeLimit() > limits.seconds())) {
            request.setTimeLimit(limits.seconds());
        }
    }

    /** What went wrong, in ApacheDS's words, without the request and without a stack trace. */
    static void answer(LdapSession session, ResultResponseRequest request, Exception e) {
        ResultCodeEnum code = e instanceof LdapOperationException known
                ? known.getResultCode()
                : ResultCodeEnum.getBestEstimate(e, request.getType());
        String message = e.getMessage();
        ResultCodeEnum unpreparable = Unpreparable.resultOf(e);
        if (unpreparable != null) {
            code = unpreparable;
            message = Unpreparable.MESSAGE;
        } else if (code == ResultCodeEnum.OTHER || message == null) {
            LOG.error("{} failed", request.getType(), e);
            message = "the directory failed; its log says why";
        }
        Gate.answer(session, request.getResultResponse(), code, message);
    }

    // ApacheDS's handlers, each with our answer to what went wrong; they have no other place for it.

    private static final class Search extends SearchRequestHandler {
        @Override
        public void handleException(LdapSession session, ResultResponseRequest request, Exception e) {
            Exception cause = e.getCause() instanceof LdapOperationException inner ? inner : e;
            answer(session, request, cause);
        }
    }

    private static final class Compare extends CompareRequestHandler {
        @Override
        public void handleException(
                LdapSession session, ResultResponseRequest request, ResultResponse response, Exception e) {
            answer(session, request, e);
        }
    }

    private static final class Add extends AddRequestHandler {
        private final PasswordDoor passwords;

        Add(PasswordDoor passwords) {
            this.passwords = passwords;
        }

        @Override
        public void handle(LdapSession session, AddRequest request) {
            try {
                passwords.hashIn(request.getEntry());
            } catch (LdapException e) {
                answer(session, request, e);
                return;
            }
            super.handle(session, request);
        }

        @Override
        public void handleException(
                LdapSession session, ResultResponseRequest request, ResultResponse response, Exception e) {
            answer(session, request, e);
        }
    }

    private static final class Modify extends ModifyRequestHandler {
        private final PasswordDoor passwords;

        Modify(PasswordDoor passwords) {
            this.passwords = passwords;
        }

        @Override
        public void handle(LdapSession session, ModifyRequest request) {
            SchemaManager schema =
                    session.getCoreSession().getDirectoryService().getSchemaManager();
            try {
                Wish wish = PasswordModifications.wishOf(schema, request.getModifications());
                if (wish == null) {
                    super.handle(session, request);
                } else {
                    passwords.change(session, request, new Dn(schema, request.getName()), wish);
                    request.getResultResponse().getLdapResult().setResultCode(ResultCodeEnum.SUCCESS);
                    session.getIoSession().write(request.getResultResponse());
                }
            } catch (LdapException e) {
                answer(session, request, e);
            }
        }

        @Override
        public void handleException(
                LdapSession session, ResultResponseRequest request, ResultResponse response, Exception e) {
            answer(session, request, e);
        }
    }

    private static final class Delete extends DeleteRequestHandler {
        @Override
        public void handleException(
                LdapSession session, ResultResponseRequest request, ResultResponse response, Exception e) {
            answer(session, request, e);
        }
    }

    private static final class ModifyDn extends ModifyDnRequestHandler {
        @Override
        public void handleException(
                LdapSession session, ResultResponseRequest request, ResultResponse response, Exception e) {
            answer(session, request, e);
        }
    }

    /** Also StartTLS, RFC 3062 and RFC 4532: none is done for an account that was closed. */
    private static final class Extended extends ExtendedRequestHandler<ExtendedRequest> {
        private final SessionCheck check;

        Extended(SessionCheck check) {
            this.check = check;
        }

        @Override
        public void handle(LdapSession session, ExtendedRequest request) {
            if (!check.admits(session, request)) {
                return;
            }
            ExtendedOperationHandler<? extends ExtendedRequest, ? extends ExtendedResponse> operation =
                    ldapServer.getExtendedOperationHandler(request.getRequestName());
            if (operation == null) {
                Gate.answer(
                        session, request.getResultResponse(), ResultCodeEnum.PROTOCOL_ERROR, "no such operation here");
                return;
            }
            try {
                run(operation, session, request);
            } catch (Exception e) { // ApacheDS declares nothing narrower, and would send the stack trace
                answer(session, request, e);
            }
        }

        @SuppressWarnings("unchecked") // it is registered under the name of that request
        private static <R extends ExtendedRequest> void run(
                ExtendedOperationHandler<R, ?> operation, LdapSession session, ExtendedRequest request)
                throws Exception {
            operation.handleExtendedOperation(session, (R) request);
        }
    }
}
