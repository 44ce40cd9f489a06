package fr.sesame.interceptors.audit;

import static fr.sesame.interceptors.audit.Reason.AGAINST_THE_RULES;
import static fr.sesame.interceptors.audit.Reason.BUSY;
import static fr.sesame.interceptors.audit.Reason.CONFIDENTIALITY;
import static fr.sesame.interceptors.audit.Reason.EXPIRED;
import static fr.sesame.interceptors.audit.Reason.FAILED;
import static fr.sesame.interceptors.audit.Reason.HANDSHAKE;
import static fr.sesame.interceptors.audit.Reason.INACTIVE;
import static fr.sesame.interceptors.audit.Reason.LOCKED;
import static fr.sesame.interceptors.audit.Reason.MECHANISM;
import static fr.sesame.interceptors.audit.Reason.MUST_CHANGE;
import static fr.sesame.interceptors.audit.Reason.NO_ACCESS;
import static fr.sesame.interceptors.audit.Reason.NO_PASSWORD;
import static fr.sesame.interceptors.audit.Reason.PASSWORD_CHANGED;
import static fr.sesame.interceptors.audit.Reason.PENDING;
import static fr.sesame.interceptors.audit.Reason.PREPARED;
import static fr.sesame.interceptors.audit.Reason.SHUT_OUT;
import static fr.sesame.interceptors.audit.Reason.SUSPENDED;
import static fr.sesame.interceptors.audit.Reason.TOO_MUCH;
import static fr.sesame.interceptors.audit.Reason.UNKNOWN;
import static fr.sesame.interceptors.audit.Reason.WRONG_PASSWORD;

import java.util.List;
import java.util.Locale;

/** What somebody did or tried to do, with the reasons for which it is usually refused. */
public enum Kind {
    BIND(
            false,
            WRONG_PASSWORD,
            UNKNOWN,
            NO_PASSWORD,
            PREPARED,
            LOCKED,
            PENDING,
            INACTIVE,
            SUSPENDED,
            SHUT_OUT,
            EXPIRED,
            MUST_CHANGE,
            BUSY,
            CONFIDENTIALITY,
            MECHANISM,
            FAILED),
    /** One's own. */
    PASSWORD_CHANGE(true, NO_ACCESS, AGAINST_THE_RULES, WRONG_PASSWORD, BUSY, FAILED),
    /** Somebody else's. */
    PASSWORD_RESET(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** A comparison with the password: another way to try one. */
    PASSWORD_COMPARE(false, NO_ACCESS, WRONG_PASSWORD, LOCKED, SHUT_OUT, FAILED),
    LOCK(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    UNLOCK(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** A planned suspension of access: made, altered or cancelled. */
    SUSPENSION(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** Whether two records or accounts are one person: decided, or forgotten with an account that is erased. */
    RULING(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** A read or write that ended with 50, or that a rule of the directory forbids to everybody. */
    ACCESS_REFUSED(false, NO_ACCESS, AGAINST_THE_RULES, MUST_CHANGE, LOCKED, PENDING, INACTIVE, SUSPENDED),
    /** A group, a service, or another entry that says who may do what; and the removal or the new name of any entry. */
    WRITE(false, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** The members of a group. */
    ROLE_CHANGED(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** An open connection of an account that may no longer bind. */
    CONNECTION_CLOSED(false, PREPARED, LOCKED, PENDING, INACTIVE, SUSPENDED, PASSWORD_CHANGED, UNKNOWN),
    ERASURE(true, NO_ACCESS, AGAINST_THE_RULES, FAILED),
    /** A connection that did not become a TLS connection, or had to be one. */
    TLS_REFUSED(false, HANDSHAKE, CONFIDENTIALITY),
    LIMIT(false, TOO_MUCH),
    /** Everything that the stopped directory had, by an import or a backup that is restored. */
    CONTENT_REPLACED(true, FAILED),
    /** What somebody decided over a run of the sources: a refused plan approved, a plan applied, a run taken back. */
    RUN_DECIDED(true, FAILED);

    private final boolean grave;

    @SuppressWarnings("ImmutableEnumChecker") // it is one of List.of's
    private final List<Reason> refusals;

    Kind(boolean grave, Reason... refusals) {
        this.grave = grave;
        this.refusals = List.of(refusals);
    }

    /** Whether it is rare, and an act of which the trace may not be lost. */
    public boolean isGrave() {
        return grave;
    }

    /** Whether there is an accepted one. */
    public boolean isEverAccepted() {
        return this != ACCESS_REFUSED && this != CONNECTION_CLOSED && this != TLS_REFUSED && this != LIMIT;
    }

    /** Why it is refused, as far as this can be told beforehand. */
    public List<Reason> refusals() {
        return refusals;
    }

    /** The word for it in trail and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
