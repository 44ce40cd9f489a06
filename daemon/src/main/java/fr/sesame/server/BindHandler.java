package fr.sesame.server;

import fr.sesame.interceptors.Auditor;
import fr.sesame.interceptors.BindAttempt;
import fr.sesame.interceptors.BindOutcome;
import fr.sesame.interceptors.CredentialCheck;
import fr.sesame.interceptors.CredentialCheck.Claim;
import fr.sesame.interceptors.CredentialCheck.Verdict;
import fr.sesame.interceptors.PasswordAuthenticator;
import fr.sesame.interceptors.Standing;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.Subject;
import fr.sesame.server.door.Handover;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.BindRequest;
import org.apache.directory.api.ldap.model.message.BindResponse;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.OperationEnum;
import org.apache.directory.server.core.shared.DefaultCoreSession;
import org.apache.directory.server.ldap.LdapProtocolUtils;
import org.apache.directory.server.ldap.LdapSession;
import org.apache.directory.server.ldap.handlers.LdapRequestHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds with a name and a password (RFC 4513, 5.1), or by the certificate of the connection (5.2.3). ApacheDS's own handler reads
 * the whole entry through the whole chain before it asks the chain to bind, which reads it again; this one reads what a bind
 * needs, once. Other ways to bind are not there: result 7.
 *
 * <p>A bind of microseconds is done by the thread that read it from the network; one whose password takes milliseconds to look
 * at is handed over. The connection does nothing else meanwhile (RFC 4511, 4.2.1).
 */
final class BindHandler extends LdapRequestHandler<BindRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(BindHandler.class);

    private final Candidates candidates;
    private final CredentialCheck credentials;
    private final OpenConnections connections;
    private final SlowBinds slow;
    private final Auditor auditor;
    private final BiConsumer<BindAttempt, Claim> onSuccess;
    private final @Nullable ExternalBind external;

    /** Finds who wants to bind. */
    @FunctionalInterface
    interface Candidates {
        @Nullable
        Entry find(BindAttempt attempt) throws LdapException;
    }

    /**
     * @param external who certificates name; none if no client is asked for one
     * @param onSuccess is told of each bind that let somebody in, when the client has its answer
     */
    BindHandler(
            Candidates candidates,
            CredentialCheck credentials,
            OpenConnections connections,
            SlowBinds slow,
            Auditor auditor,
            @Nullable ExternalBind external,
            BiConsumer<BindAttempt, Claim> onSuccess) {
        this.candidates = candidates;
        this.external = external;
        this.onSuccess = onSuccess;
        this.credentials = credentials;
        this.connections = connections;
        this.slow = slow;
        this.auditor = auditor;
    }

    @Override
    public void handle(LdapSession session, BindRequest request) throws LdapException {
        if (!request.getVersion3()) {
            refuse(session, request, ResultCodeEnum.PROTOCOL_ERROR, "only LDAP version 3");
        } else if (external != null && ExternalBind.MECHANISM.equals(request.getSaslMechanism())) {
            leave(session);
            session.setSimpleAuthPending();
            beginExternally(session, request, external.nameOf(session, request));
        } else if (!request.isSimple()) {
            leave(session);
            auditor.bind(session.getIoSession(), Subject.NOBODY, Reason.MECHANISM, "sasl");
            refuse(
                    session,
                    request,
                    ResultCodeEnum.AUTH_METHOD_NOT_SUPPORTED,
                    external == null ? "only simple binds" : "only simple binds and EXTERNAL");
        } else {
            leave(session);
            session.setSimpleAuthPending();
            begin(session, request);
        }
    }

    /** RFC 4511, 4.2.1: whoever it was before, it is nobody until this succeeds. */
    private void leave(LdapSession session) throws LdapException {
        connections.left(session.getIoSession());
        if (session.isAuthenticated()) {
            session.getCoreSession().unbind();
        }
        session.setAnonymous();
    }

    private void begin(LdapSession session, BindRequest request) {
        BindAttempt attempt = attempt(session, request);
        Dn dn = attempt.getDn();
        long asOf = dn == null ? 0 : connections.changesOf(dn);
        attempt.setCandidate(find(attempt));
        if (dn == null || dn.isEmpty() || isEmpty(attempt.getCredentials())) {
            bind(session, request, attempt, null, asOf);
            return;
        }
        Claim claim = claim(attempt);
        attempt.setVerdict(credentials.quickly(claim));
        if (attempt.verdict() != null) {
            bind(session, request, attempt, claim, asOf);
            return;
        }
        Handover.begin(session.getIoSession());
        if (!slow.take(() -> {
            try {
                attempt.setVerdict(check(claim));
                bind(session, request, attempt, claim, asOf);
            } finally {
                Handover.end(session.getIoSession());
            }
        })) {
            Handover.end(session.getIoSession());
            session.setAnonymous();
            auditor.bind(attempt, BindOutcome.BUSY);
            refuse(session, request, ResultCodeEnum.BUSY, "too many binds at a time; try again");
        }
    }

    /** What fails here must be answered all the same: the client would wait, and its connection with it. */
    private Verdict check(Claim claim) {
        try {
            return credentials.check(claim);
        } catch (RuntimeException e) {
            LOG.error("a password could not be looked at dn={}", claim.account(), e);
            return Verdict.WRONG;
        }
    }

    /** Nothing is looked at that takes time: the certificate was verified with the handshake. */
    private void beginExternally(LdapSession session, BindRequest request, @Nullable Dn who) {
        BindAttempt attempt = attempt(session, request);
        attempt.setDn(who);
        attempt.setSaslMechanism(ExternalBind.MECHANISM);
        long asOf = who == null ? 0 : connections.changesOf(who);
        attempt.setCandidate(find(attempt));
        attempt.setVerdict(attempt.candidate() == null ? Verdict.WRONG : Verdict.RIGHT);
        bind(session, request, attempt, null, asOf);
    }

    private static boolean isEmpty(byte @Nullable [] password) {
        return password == null || password.length == 0;
    }

    private static Claim claim(BindAttempt attempt) {
        return new Claim(
                attempt.getDn().getNormName(),
                attempt.candidate() != null,
                attempt.from(),
                attempt.getCredentials(),
                PasswordAuthenticator.stored(attempt.candidate()));
    }

    private BindAttempt attempt(LdapSession session, BindRequest request) {
        BindAttempt attempt = session.getIoSession().getRemoteAddress() instanceof InetSocketAddress address
                ? new BindAttempt(address.getAddress())
                : new BindAttempt(null);
        DirectoryService directory = ldapServer.getDirectoryService();
        attempt.setDn(dn(directory, request));
        attempt.setCredentials(request.getCredentials());
        attempt.setIoSession(session.getIoSession());
        attempt.setInterceptors(directory.getInterceptors(OperationEnum.BIND));
        LdapProtocolUtils.setRequestControls(attempt, request);
        return attempt;
    }

    /** A name that is no DN goes on as none: the chain answers as to any wrong name. */
    private static @Nullable Dn dn(DirectoryService directory, BindRequest request) {
        try {
            Dn given = request.getDn();
            return given == null
                    ? new Dn(directory.getSchemaManager(), request.getName())
                    : given.isSchemaAware() ? given : new Dn(directory.getSchemaManager(), given);
        } catch (LdapInvalidDnException | IllegalArgumentException | IndexOutOfBoundsException e) { // see Unpreparable
            LOG.debug("a bind of what is no DN", e);
            return null;
        }
    }

    /** Whoever is not there is nobody, whatever the reason. */
    private @Nullable Entry find(BindAttempt attempt) {
        if (attempt.getDn() == null || attempt.getDn().isEmpty()) {
            return null;
        }
        try {
            return candidates.find(attempt);
        } catch (LdapException e) {
            LOG.debug("nobody to bind as", e);
            return null;
        }
    }

    private void bind(LdapSession session, BindRequest request, BindAttempt attempt, @Nullable Claim claim, long asOf) {
        try {
            ldapServer.getDirectoryService().getOperationManager().bind(attempt);
            CoreSession core = attempt.getSession();
            session.setCoreSession(core);
            ((DefaultCoreSession) core).setIoSession(attempt.getIoSession());
            Standing standing = attempt.standing();
            if (core.isAnonymous() || standing == null) {
                session.setAnonymous();
            } else {
                connections.bound(session.getIoSession(), attempt.getDn(), standing, asOf);
                session.setAuthenticated();
            }
            BindResponse response = (BindResponse) request.getResultResponse();
            response.addAllControls(attempt.getResponseControls());
            response.getLdapResult().setResultCode(ResultCodeEnum.SUCCESS);
            session.getIoSession().write(response);
        } catch (LdapUnwillingToPerformException e) {
            fail(session, request, attempt, ResultCodeEnum.UNWILLING_TO_PERFORM, e);
        } catch (LdapOperationException e) {
            boolean busy = e.getResultCode() == ResultCodeEnum.BUSY;
            fail(session, request, attempt, busy ? ResultCodeEnum.BUSY : ResultCodeEnum.INVALID_CREDENTIALS, e);
        } catch (LdapException | RuntimeException e) {
            fail(session, request, attempt, ResultCodeEnum.INVALID_CREDENTIALS, e);
        }
        if (claim != null && attempt.standing() != null) {
            onSuccess.accept(attempt, claim);
        }
    }

    private static void fail(
            LdapSession session, BindRequest request, BindAttempt attempt, ResultCodeEnum code, Exception e) {
        session.setAnonymous();
        request.getResultResponse().addAllControls(attempt.getResponseControls());
        refuse(session, request, code, code + ": Bind failed: " + e.getMessage());
    }

    private static void refuse(LdapSession session, BindRequest request, ResultCodeEnum code, String reason) {
        Gate.answer(session, request.getResultResponse(), code, reason);
    }
}
