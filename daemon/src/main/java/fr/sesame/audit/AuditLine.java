package fr.sesame.audit;

import fr.sesame.interceptors.audit.SecurityEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail. Words instead of enums: a line of another version is shown as it is.
 *
 * @param at when it happened, or first happened
 * @param until when it last happened, if it is a count of several
 * @param count how often it happened
 * @param kind of {@link fr.sesame.interceptors.audit.Kind}, or one of the trail's own that begin with {@code trail-}
 * @param outcome accepted or refused; empty for a line about the trail
 * @param reason why it was refused, else empty
 * @param actor a DN, a pseudonym that begins with {@code ?}, {@code *} for several, or empty for nobody
 * @param target the same
 * @param address the client's
 * @param mechanism how the client has bound
 * @param tls whether the connection is encrypted
 * @param connection its number; 0 if several or none
 * @param detail for people
 * @param anchor of a line about the trail: the {@link Position} that it speaks of, else empty
 */
public record AuditLine(
        Instant at,
        @Nullable Instant until,
        long count,
        String kind,
        String outcome,
        String reason,
        String actor,
        String target,
        String address,
        String mechanism,
        boolean tls,
        long connection,
        String detail,
        String anchor) {
    static final String FILE = "trail-file";
    static final String REPAIRED = "trail-repaired";
    static final String LOST = "trail-lost";
    static final String REMOVED = "trail-removed";
    /** Several names, too many to tell them all. */
    static final String SEVERAL = "*";

    static AuditLine of(SecurityEvent event, String actor, String target) {
        return new AuditLine(
                event.at(),
                null,
                1,
                event.kind().word(),
                event.outcome().word(),
                event.reason().word(),
                actor,
                target,
                event.origin().address(),
                event.origin().mechanism(),
                event.origin().tls(),
                event.origin().connection(),
                event.detail(),
                "");
    }

    /** The same, of several. */
    AuditLine times(long times, Instant first, Instant last) {
        return new AuditLine(
                first, last, times, kind, outcome, reason, actor, target, address, mechanism, tls, 0, detail, anchor);
    }

    static AuditLine ofTrail(Instant at, String kind, long count, String detail, String anchor) {
        return new AuditLine(at, null, count, kind, "", "", "", "", "", "", false, 0, detail, anchor);
    }
}
