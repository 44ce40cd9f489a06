package fr.sesame.interceptors;

import fr.sesame.account.Decision;
import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.Reason;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.SecurityEvents;
import fr.sesame.interceptors.audit.Subject;
import java.time.Clock;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.CoreSession;
import org.apache.directory.server.core.shared.DefaultCoreSession;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/** Makes events of what happens in the directory: adds who, from where and when. */
public final class Auditor implements BindListener {
    private final Clock clock;
    private final SecurityEvents events;

    public Auditor(Clock clock, SecurityEvents events) {
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void bind(BindAttempt attempt, BindOutcome outcome) {
        bind(attempt, reason(outcome, attempt.candidate() != null));
    }

    void bind(BindAttempt attempt, Reason reason) {
        bind(attempt.getIoSession(), subject(attempt), reason, attempt.isSaslBind() ? "external" : "simple");
    }

    /**
     * A bind that ended before it came to a password, or in another way than {@link BindOutcome} knows.
     *
     * @param session the connection, or null for none
     * @param who the one whom it names
     * @param reason {@link Reason#NONE} if it was accepted
     * @param mechanism {@code simple} or {@code external}
     */
    public void bind(@Nullable IoSession session, Subject who, Reason reason, String mechanism) {
        Outcome outcome = reason == Reason.NONE ? Outcome.ACCEPTED : Outcome.REFUSED;
        Origin from = Origins.of(session, mechanism);
        report(Kind.BIND, outcome, reason, who, Subject.NOBODY, from, "");
    }

    private static Subject subject(BindAttempt attempt) {
        Entry entry = attempt.candidate();
        if (entry != null) {
            return Subject.known(entry.getDn().getName());
        }
        Dn dn = attempt.getDn();
        return dn == null || dn.isEmpty() ? Subject.NOBODY : Subject.unknown(dn.getName());
    }

    private static Reason reason(BindOutcome outcome, boolean known) {
        return switch (outcome) {
            case ACCEPTED -> Reason.NONE;
            case WRONG_PASSWORD -> known ? Reason.WRONG_PASSWORD : Reason.UNKNOWN;
            case SHUT_OUT -> Reason.SHUT_OUT;
            case BUSY -> Reason.BUSY;
            case PREPARED -> Reason.PREPARED;
            case LOCKED -> Reason.LOCKED;
            case PENDING -> Reason.PENDING;
            case INACTIVE -> Reason.INACTIVE;
            case SUSPENDED -> Reason.SUSPENDED;
            case EXPIRED -> Reason.EXPIRED;
            case MUST_CHANGE -> Reason.MUST_CHANGE;
        };
    }

    /** An open connection was closed because whoever is bound on it may not be any more. */
    public void closed(IoSession connection, Dn who, Reason why) {
        Origin from = Origins.of(connection, "simple");
        report(Kind.CONNECTION_CLOSED, Outcome.REFUSED, why, Subject.known(who.getName()), Subject.NOBODY, from, "");
    }

    /**
     * A connection or request that was refused before anybody looked at who it is.
     *
     * @param who the one whom it names; nobody has looked whether there is one
     */
    public void refusedAtTheDoor(IoSession connection, Kind kind, Reason reason, Subject who, String detail) {
        Origin from = Origins.of(connection, "none");
        report(kind, Outcome.REFUSED, reason, who, Subject.NOBODY, from, detail);
    }

    /** Why nothing is done for an account of which that was decided. */
    public static Reason reason(Decision decision) {
        return reason(BindOutcome.of(decision), true);
    }

    /** An act that was done over that session. */
    public void accepted(CoreSession session, Kind kind, Subject target, String detail) {
        report(kind, Outcome.ACCEPTED, Reason.NONE, actor(session), target, origin(session), detail);
    }

    /** An act that was tried over that session. */
    public void refused(CoreSession session, Kind kind, Reason reason, Subject target, String detail) {
        report(kind, Outcome.REFUSED, reason, actor(session), target, origin(session), detail);
    }

    /** Any other event: of a connection without a session, or of this process itself. */
    public void report(
            Kind kind, Outcome outcome, Reason reason, Subject actor, Subject target, Origin origin, String detail) {
        events.report(new SecurityEvent(clock.instant(), kind, outcome, reason, actor, target, origin, detail));
    }

    static Subject actor(CoreSession session) {
        return session.isAnonymous()
                ? Subject.NOBODY
                : Subject.known(session.getEffectivePrincipal().getDn().getName());
    }

    static Origin origin(CoreSession session) {
        IoSession connection = session instanceof DefaultCoreSession ours ? ours.getIoSession() : null;
        String mechanism = switch (session.getEffectivePrincipal().getAuthenticationLevel()) {
            case SIMPLE -> "simple";
            case STRONG -> "external";
            default -> "none";
        };
        return Origins.of(connection, mechanism);
    }
}
