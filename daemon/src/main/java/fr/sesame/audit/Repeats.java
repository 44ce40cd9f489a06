package fr.sesame.audit;

import fr.sesame.interceptors.audit.Kind;
import fr.sesame.interceptors.audit.Origin;
import fr.sesame.interceptors.audit.Outcome;
import fr.sesame.interceptors.audit.SecurityEvent;
import fr.sesame.interceptors.audit.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What becomes a line of its own and what a count. A mail client that binds every half minute is a count; so is whoever tries
 * passwords, and a stranger who invents names cannot fill the disk: after {@value #NAMES_OF_AN_ADDRESS} names in a minute an
 * address's further ones are told without names, and after {@value #MOST} windows in all without addresses. Accounts that exist
 * keep their names. For one thread.
 */
final class Repeats {
    static final int NAMES_OF_AN_ADDRESS = 100;
    static final int MOST = 50_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Subject SEVERAL = Subject.known(AuditLine.SEVERAL);

    private final Windows accepted;
    private final Windows refused;
    private final Consumer<SecurityEvent> one;
    private final Consumer<Windows.Count> several;

    /**
     * @param length how long an accepted act is counted before the count is told; a refused one for a minute
     * @param one is told of what is a line of its own
     * @param several is told of counts
     */
    Repeats(Duration length, Consumer<SecurityEvent> one, Consumer<Windows.Count> several) {
        this.accepted = new Windows(length);
        this.refused = new Windows(MINUTE);
        this.one = one;
        this.several = several;
    }

    void take(SecurityEvent event) {
        if (event.outcome() == Outcome.REFUSED) {
            takeRefused(event);
        } else if (event.kind() == Kind.BIND || event.kind() == Kind.PASSWORD_COMPARE) {
            if (accepted.size() >= MOST || accepted.isFirst(timeless(event), event.at(), false)) {
                one.accept(event);
            }
        } else {
            one.accept(event);
        }
    }

    private void takeRefused(SecurityEvent event) {
        SecurityEvent what = timeless(event);
        SecurityEvent told = event;
        boolean variable = event.kind() != Kind.BIND || !event.actor().known();
        boolean full = refused.size() >= MOST;
        String address = event.origin().address();
        if (!refused.has(what) && (full || (variable && refused.variable(address) >= NAMES_OF_AN_ADDRESS))) {
            told = withoutNames(event, full ? AuditLine.SEVERAL : address);
            what = timeless(told);
            variable = false;
        }
        if (refused.isFirst(what, event.at(), variable)) {
            one.accept(told);
        }
    }

    /** The counts that are due. */
    void tell(Instant now) {
        accepted.end(now, several);
        refused.end(now, several);
    }

    /** All counts, at the end. */
    void tellAll() {
        accepted.endAll(several);
        refused.endAll(several);
    }

    private static SecurityEvent timeless(SecurityEvent event) {
        Origin from = event.origin();
        return new SecurityEvent(
                Instant.EPOCH,
                event.kind(),
                event.outcome(),
                event.reason(),
                event.actor(),
                event.target(),
                new Origin(from.address(), from.mechanism(), from.tls(), 0),
                event.detail());
    }

    /** Without names; of who has bound the name stays. */
    private static SecurityEvent withoutNames(SecurityEvent event, String address) {
        Origin from = event.origin();
        boolean bound = event.kind() != Kind.BIND && event.actor().known() && !address.equals(AuditLine.SEVERAL);
        return new SecurityEvent(
                event.at(),
                event.kind(),
                event.outcome(),
                event.reason(),
                bound ? event.actor() : SEVERAL,
                event.kind() == Kind.BIND ? Subject.NOBODY : SEVERAL,
                new Origin(address, from.mechanism(), from.tls(), 0),
                "");
    }
}
