package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import fr.sesame.password.rules.PasswordAge;
import fr.sesame.password.rules.PasswordAging;
import java.time.Clock;
import java.time.Instant;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyErrorEnum;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyRequest;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponse;
import org.apache.directory.api.ldap.extras.controls.ppolicy.PasswordPolicyResponseImpl;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapOperationException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the bind of whoever is not active at that instant, by the entry's own timeline and lock, whether the daemon runs
 * or not. It stands before the authentication interceptor and looks only after the password was verified, so that a wrong
 * password looks the same for everybody.
 *
 * <p>A refusal is result 49 with one and the same text. To a client that knows the right password and sent the request control,
 * the password policy response control says why (draft-behera-ldap-password-policy): {@code accountLocked} for every state that
 * is not active, {@code passwordExpired}. Who did not send it may be told by {@link Diagnostics}; never both. The message of a
 * suspension is told in the text, to who knows the right password alone.
 *
 * <p>A password that somebody else has set lets in, and {@link Standing} keeps it to its own change, whether the client asked
 * for the control or not.
 */
public final class BindInterceptor extends BaseInterceptor {
    /** What every refused bind says. */
    static final String REFUSAL = "Invalid credentials";

    private static final Logger LOG = LoggerFactory.getLogger(BindInterceptor.class);

    private final Standings standings;
    private final PasswordAging aging;
    private final Diagnostics diagnostics;
    private final Clock clock;
    private final BindListener listener;

    /**
     * @param aging how long passwords are good for
     * @param diagnostics what the text of a refusal may tell
     * @param clock decides what is active
     * @param listener is told how each bind ended
     */
    public BindInterceptor(
            Standings standings, PasswordAging aging, Diagnostics diagnostics, Clock clock, BindListener listener) {
        super("sesameBindInterceptor");
        this.standings = standings;
        this.aging = aging;
        this.diagnostics = diagnostics;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void bind(BindOperationContext context) throws LdapException {
        if (!(context instanceof BindAttempt attempt)) {
            throw new IllegalStateException("a bind that did not come through the door");
        }
        if (attempt.getDn() == null) {
            // The name is no DN; ApacheDS goes on with none, and its text would tell the difference.
            throw refuse(attempt, BindOutcome.WRONG_PASSWORD);
        }
        verify(attempt);
        Entry entry = attempt.getEntry();
        if (entry != null) { // an anonymous bind has none, and is not counted
            decide(attempt, standings.of(entry));
        }
    }

    private void verify(BindAttempt attempt) throws LdapException {
        try {
            next(attempt);
        } catch (LdapUnwillingToPerformException e) {
            throw e; // a DN without a password, RFC 4513, 5.1.2
        } catch (LdapException e) {
            LOG.debug("bind refused", e);
            if (attempt.isBusy()) {
                listener.bind(attempt, BindOutcome.BUSY);
                throw new LdapOperationException(ResultCodeEnum.BUSY, "too many binds at a time; try again");
            }
            throw refuse(attempt, attempt.isShutOut() ? BindOutcome.SHUT_OUT : BindOutcome.WRONG_PASSWORD);
        } catch (RuntimeException e) {
            // Its text would go to the client, and tell this account from others.
            LOG.error("bind failed dn={}", attempt.getDn(), e);
            throw refuse(attempt, BindOutcome.WRONG_PASSWORD);
        }
    }

    private void decide(BindAttempt attempt, Standing standing) throws LdapException {
        Instant now = clock.instant();
        Decision decision = standing.at(now);
        if (!(decision instanceof Decision.Allowed)) {
            throw refuse(attempt, decision);
        }
        if (attempt.isSaslBind()) { // by a certificate: the password and its age have nothing to say
            attempt.letIn(standing, new PasswordAge.Fresh());
            listener.bind(attempt, BindOutcome.ACCEPTED);
            return;
        }
        PasswordFacts password = standing.password();
        PasswordAge age = aging.at(aging.maxAge().isZero() ? null : password.changedAt(), password.graceUses(), now);
        if (age instanceof PasswordAge.Expired && !password.reset()) {
            throw refuse(attempt, BindOutcome.EXPIRED, PasswordPolicyErrorEnum.PASSWORD_EXPIRED);
        }
        if (password.reset() && !asks(attempt) && diagnostics != Diagnostics.UNIFORM) {
            throw refuse(attempt, BindOutcome.MUST_CHANGE);
        }
        attempt.letIn(standing, age);
        tell(attempt, response(password.reset(), age));
        listener.bind(attempt, BindOutcome.ACCEPTED);
    }

    private static @Nullable PasswordPolicyResponse response(boolean mustChange, PasswordAge age) {
        PasswordPolicyResponse response = new PasswordPolicyResponseImpl();
        if (mustChange) {
            response.setPasswordPolicyError(PasswordPolicyErrorEnum.CHANGE_AFTER_RESET);
        } else if (age instanceof PasswordAge.Expiring expiring) {
            response.setTimeBeforeExpiration(
                    (int) Math.min(Integer.MAX_VALUE, expiring.left().toSeconds()));
        } else if (age instanceof PasswordAge.Grace grace) {
            response.setGraceAuthNRemaining(grace.remaining());
        } else {
            return null;
        }
        return response;
    }

    private LdapException refuse(BindAttempt attempt, Decision decision) {
        tell(attempt, response(PasswordPolicyErrorEnum.ACCOUNT_LOCKED));
        BindOutcome outcome = BindOutcome.of(decision);
        if (decision instanceof Decision.Suspended suspended) {
            String message = suspended.by().text();
            return refuse(attempt, outcome, asks(attempt) ? message : diagnostics.text(suspended.by()));
        }
        return refuse(attempt, outcome);
    }

    private LdapException refuse(BindAttempt attempt, BindOutcome outcome, PasswordPolicyErrorEnum error) {
        tell(attempt, response(error));
        return refuse(attempt, outcome);
    }

    private LdapException refuse(BindAttempt attempt, BindOutcome outcome) {
        return refuse(attempt, outcome, asks(attempt) ? REFUSAL : diagnostics.text(outcome));
    }

    private LdapException refuse(BindAttempt attempt, BindOutcome outcome, String text) {
        attempt.setSession(null);
        listener.bind(attempt, outcome);
        return new LdapAuthenticationException(text);
    }

    private static PasswordPolicyResponse response(PasswordPolicyErrorEnum error) {
        PasswordPolicyResponse response = new PasswordPolicyResponseImpl();
        response.setPasswordPolicyError(error);
        return response;
    }

    private static void tell(BindAttempt attempt, @Nullable PasswordPolicyResponse response) {
        if (response != null && asks(attempt)) {
            attempt.addResponseControl(response);
        }
    }

    private static boolean asks(BindAttempt attempt) {
        return attempt.hasRequestControl(PasswordPolicyRequest.OID);
    }
}
